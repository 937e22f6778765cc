declare const unit: unique symbol;
/** A number that carries its unit in its type. Arithmetic gives plain numbers; `span` and friends put the unit back. */
export type Unit<U extends string> = number & { readonly [unit]: U };

/** Simulated time or span: whole nanoseconds, exact to 104 days. [ns] */
export type Nanos = Unit<'ns'>;
/** Requests (or messages) per second. [1/s] */
export type Rps = Unit<'1/s'>;

/** Longest simulated time or span: 100 days, below the 104 at which whole nanoseconds end. [ns] */
export const MAX_NANOS = 100 * 86_400 * 1e9;

/** Marks a whole number of nanoseconds as a span. [ns] */
export const span = (nanos: number): Nanos => nanos as Nanos;
export const micros = (v: number): Nanos => span(Math.round(v * 1e3));
export const ms = (v: number): Nanos => span(Math.round(v * 1e6));
export const seconds = (v: number): Nanos => span(Math.round(v * 1e9));
export const rps = (v: number): Rps => v as Rps;

/** Time for `count` requests at `rate`, rounded up so that a wait always moves the clock. [ns] */
export const timeFor = (count: number, rate: Rps): Nanos => span(Math.ceil((count * 1e9) / rate));

const nanosPer = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3_600e9, d: 86_400e9 } as const;
/** `"250ms"`, `"1.5s"`, `"10min"`. The largest unit that people write is a day. */
export const durationPattern = /^(\d{1,9}(?:\.\d{1,9})?)(ns|us|ms|s|min|h|d)$/;

/**
 * Reads a duration as people write it. A bare number means milliseconds.
 * @returns whole nanoseconds, or null when it is no duration.
 */
export function parseDuration(text: string | number): Nanos | null {
  if (typeof text === 'number') return Number.isFinite(text) ? ms(text) : null;
  const match = durationPattern.exec(text);
  if (!match) return null;
  return span(Math.round(Number(match[1]) * nanosPer[match[2] as keyof typeof nanosPer]));
}

/** Writes a span with the largest unit that keeps at most three digits after the point: `"250ms"`, `"1.5s"`. */
export function formatDuration(nanos: number): string {
  for (const u of ['d', 'h', 'min', 's', 'ms', 'us'] as const) {
    const v = nanos / nanosPer[u];
    if (
      Math.abs(v) >= 1 &&
      (u !== 'd' || Number.isInteger(v)) &&
      (u !== 'h' || Number.isInteger(v * 4)) &&
      (u !== 'min' || Number.isInteger(v * 4))
    ) {
      return `${Number(v.toFixed(3))}${u}`;
    }
  }
  return `${Math.round(nanos)}ns`;
}
