import { type Moment, parseTimestamp } from './timestamp';

/** Nanoseconds in the units that a column's name may end in. */
export const nanosPer = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 } as const;
/** Digits of the unit's numbers that lie within a second, by its nanoseconds. */
const digitsInSecond: Readonly<Record<number, number>> = { 1: 9, 1e3: 6, 1e6: 3, 1e9: 0 };
const numbered = /^(time|epoch)_(ns|us|ms|s)$/;
const decimal = /^\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** Whether a column of this name says when. */
export const isClock = (name: string): boolean => name === 'timestamp' || numbered.test(name);

/** Reads when a row was: `time_ms` since the start of the run; `epoch_ms`, or `timestamp` in ISO 8601, since the first row. */
export class TraceClock {
  private readonly nanos: number;
  private readonly absolute: boolean;
  private first: Moment | null = null;

  constructor(
    private readonly name: string,
    readonly at: number,
  ) {
    const [, stem, unit = 'ns'] = numbered.exec(name) ?? [];
    this.nanos = nanosPer[unit as keyof typeof nanosPer];
    this.absolute = stem !== 'time';
  }

  /** Since the start of the run. [ns] Null for what is no time. */
  read(cell: string): number | null {
    if (!this.absolute) return readNumber(cell, this.nanos);
    const moment = this.name === 'timestamp' ? parseTimestamp(cell.trim()) : this.epoch(cell);
    if (moment === null) return null;
    this.first ??= moment;
    return (moment.seconds - this.first.seconds) * 1e9 + moment.nanos - this.first.nanos;
  }

  /** Cut as text, because nanoseconds since 1970 do not fit a double. */
  private epoch(cell: string): Moment | null {
    const match = /^(\d{1,20})(?:\.(\d+))?$/.exec(cell.trim());
    if (!match) return null;
    const [, whole = '', fraction = ''] = match;
    const inSecond = digitsInSecond[this.nanos]!;
    const padded = whole.padStart(inSecond + 1, '0');
    const cut = padded.length - inSecond;
    return { seconds: Number(padded.slice(0, cut)), nanos: Number(`${padded.slice(cut)}${fraction}`.slice(0, 9).padEnd(9, '0')) };
  }
}

/** A number of at least 0 in a unit, as nanoseconds; null for anything else. */
export function readNumber(cell: string, nanos: number, whole = true): number | null {
  const text = cell.trim();
  if (!decimal.test(text)) return null;
  const value = Number(text) * nanos;
  if (!Number.isFinite(value)) return null;
  return whole ? Math.round(value) : value;
}
