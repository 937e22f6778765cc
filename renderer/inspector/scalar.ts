import { formatDuration, parseDuration } from '../../engine/core/units';
import type { DurationModel, NumberModel, ShareModel } from './field-model';

export type ScalarModel = NumberModel | ShareModel | DurationModel;
export type Read = { readonly ok: true; readonly value: number | string } | { readonly ok: false; readonly message: string };

/** How one kind of number is written, read and slid. Values are as the design file holds them. */
export interface Scalar {
  /** Short words behind the input; empty for durations, which carry their unit in the text. */
  readonly suffix: string;
  /** What the input shows for a value; empty for none. */
  readonly write: (value: unknown) => string;
  readonly read: (text: string) => Read;
  /** Values that the slider stops at, rising; always round ones. */
  readonly stops: readonly (number | string)[];
  /** Place of the stop nearest to a value. */
  readonly stopOf: (value: unknown) => number;
}

export function scalarOf(model: ScalarModel): Scalar {
  switch (model.kind) {
    case 'number':
      return numberScalar(model);
    case 'share':
      return shareScalar(model);
    case 'duration':
      return durationScalar(model);
  }
}

const refuse = (message: string): Read => ({ ok: false, message });
/** Keeps 0.1 × 3 from being written as 0.30000000000000004. */
const tidy = (value: number) => Number(value.toPrecision(12));

function numberScalar({ min, max, whole, unit, fallback }: NumberModel): Scalar {
  const stops = numberStops(min, sliderEnd(max, fallback), whole);
  const range = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
  return {
    suffix: unit === 'times' ? '×' : unit === '1/s' ? '/s' : unit,
    write: (value) => (typeof value === 'number' ? String(value) : ''),
    read: (text) => {
      const value = readNumber(text);
      if (value === null) return refuse('Write a number.');
      if (whole && !Number.isInteger(value)) return refuse('Write a whole number.');
      return value < min || value > max ? refuse(`Must be ${range}.`) : { ok: true, value };
    },
    stops,
    stopOf: (value) => nearest(stops, Number(value)),
  };
}

function shareScalar({ min, max }: ShareModel): Scalar {
  const steps = Math.round((max - min) * 100);
  const stops = Array.from({ length: steps + 1 }, (_, i) => tidy(min + i / 100));
  return {
    suffix: '%',
    write: (value) => (typeof value === 'number' ? String(tidy(value * 100)) : ''),
    read: (text) => {
      const value = readNumber(text.replace(/%$/, ''));
      if (value === null) return refuse('Write a number of per cent.');
      const share = tidy(value / 100);
      return share < min || share > max ? refuse(`Must be between ${min * 100} % and ${max * 100} %.`) : { ok: true, value: share };
    },
    stops,
    stopOf: (value) => nearest(stops, Number(value)),
  };
}

function durationScalar({ min, max }: DurationModel): Scalar {
  const nanos = durationStops.filter((stop) => stop >= min && stop <= max);
  const stops = nanos.map(formatDuration);
  return {
    suffix: '',
    write: (value) => (typeof value === 'number' || typeof value === 'string' ? writeDuration(value) : ''),
    read: (text) => {
      const value = text
        .replace(/\s+/g, '')
        .replace('µs', 'us')
        .replace(/^(\d+)m$/, '$1min');
      const span = parseDuration(/^[\d.]+$/.test(value) ? Number(value) : value);
      if (span === null) return refuse('Write a duration such as 250ms, 2s or 10min.');
      if (span < min || span > max) return refuse(`Must be between ${formatDuration(min)} and ${formatDuration(max)}.`);
      return { ok: true, value: /^[\d.]+$/.test(value) ? formatDuration(span) : value };
    },
    stops,
    stopOf: (value) => nearest(nanos, parseDuration(value as string | number) ?? 0),
  };
}

const writeDuration = (value: number | string): string => (typeof value === 'string' ? value : formatDuration(parseDuration(value) ?? 0));

function readNumber(text: string): number | null {
  const trimmed = text
    .trim()
    .replace(/[\s,_](?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? null : value;
}

/** A limit of a thousand million is no use as a slider's end: three decades past the default are. */
const sliderEnd = (max: number, fallback: unknown) => Math.min(max, Math.max(100, (typeof fallback === 'number' ? fallback : 1) * 1000));

const inDecade = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

function numberStops(min: number, max: number, whole: boolean): number[] {
  if (max - min <= 30 && whole) return Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const floor = whole ? 1 : Math.max(min, max / 1e6);
  const stops = new Set([min]);
  for (let decade = 10 ** Math.floor(Math.log10(floor)); decade <= max; decade = tidy(decade * 10)) {
    for (const step of inDecade) {
      const stop = whole ? Math.round(step * decade) : tidy(step * decade);
      if (stop > min && stop >= floor && stop < max) stops.add(stop);
    }
  }
  return [...stops.add(max)];
}

const MIN = 60e9;
const HOUR = 3600e9;
/** Round durations from 0 to 7 days, about six to a decade. [ns] */
const durationStops: readonly number[] = [
  0,
  ...[1e4, 1e5, 1e6, 1e7, 1e8, 1e9].flatMap((decade) => [1, 1.5, 2, 3, 5, 7.5].map((step) => step * decade)),
  ...[10, 15, 20, 30, 45].map((s) => s * 1e9),
  ...[1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 45].map((m) => m * MIN),
  ...[1, 1.5, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 36, 48, 72, 96, 120, 144, 168].map((h) => h * HOUR),
];

function nearest(stops: readonly (number | string)[], value: number): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(Number(stop) - value) < Math.abs(Number(stops[best]) - value)) best = i;
  });
  return best;
}
