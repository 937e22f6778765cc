import { z } from 'zod';
import { type Nanos, parseDuration, rps } from './units';

// The few kinds of field that every schema is made of. Each carries its unit, so that forms, docs and JSON Schema can show it.

interface DurationRange {
  min?: string;
  max?: string;
  example?: string;
}

/**
 * A duration field: `"250ms"` or milliseconds as a number in the file, whole nanoseconds once parsed.
 * `min` and `max` are written as durations, both inclusive.
 */
export function zDuration({ min = '0ms', max = '1d' }: DurationRange = {}) {
  const low = parseDuration(min)!;
  const high = parseDuration(max)!;
  return z
    .union([z.number(), z.string().max(24)], { error: 'Write a duration such as "250ms", "2s" or "10min".' })
    .transform((text, ctx): Nanos => {
      const nanos = parseDuration(text);
      if (nanos === null) {
        ctx.addIssue({ code: 'custom', message: 'Write a duration such as "250ms", "2s" or "10min".' });
        return z.NEVER;
      }
      if (nanos < low || nanos > high) {
        ctx.addIssue({ code: 'custom', message: `The duration must lie between ${min} and ${max}.` });
        return z.NEVER;
      }
      return nanos;
    })
    .meta({ unit: 'duration', minDuration: min, maxDuration: max });
}

/** A rate field. [1/s] */
export const zRate = (min = 0, max = 1_000_000) =>
  z
    .number()
    .min(min)
    .max(max)
    .transform((v) => rps(v))
    .meta({ unit: '1/s', minimum: min, maximum: max });

/** A share of a whole, 0 to 1. */
export const zShare = () => z.number().min(0).max(1).meta({ unit: 'share' });

/** A percentage, 0 to 100, where the people who set it write one. */
export const zPercent = () => z.number().min(0).max(100).meta({ unit: '%' });

/** A whole number of things; `of` names them: replicas, calls, messages. */
export const zCount = (of: string, min: number, max: number) => z.int().min(min).max(max).meta({ unit: of });

/** A size, headers not counted. [bytes] */
export const zBytes = () => z.int().min(0).max(1_000_000_000).meta({ unit: 'bytes' });

/** How fast bits are sent. [Mbit/s] */
export const zBandwidth = () => z.number().min(0.001).max(400_000).meta({ unit: 'Mbit/s' });

/** A factor without dimension. */
export const zFactor = (min: number, max: number) => z.number().min(min).max(max).meta({ unit: 'times' });

/** Name of a zone or region. */
export const zZoneId = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'A zone or region is small letters, digits and dashes: "eu-1a".' });

/** What a field may name. Forms offer those that there are; the JSON Schema says it to editors. */
export type Referred =
  | 'node'
  | 'client'
  | 'outgoing-link'
  | 'call-link'
  | 'store-link'
  | 'cache-link'
  | 'queue-link'
  | 'entry-link'
  | 'operation'
  | 'entity'
  | 'event'
  | 'effect'
  | 'journey';

/** Metadata of a field that names something else of the design. */
export const refersTo = (what: Referred): { readonly refersTo: Referred } => ({ refersTo: what });
