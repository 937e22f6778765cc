import { z } from 'zod';
import { type Estimate, estimate, zEstimate } from './estimate';

/** The same document with every number replaced by its mean and interval over several runs. */
export type Estimated<T> = [T] extends [number | null]
  ? Estimate
  : T extends readonly (infer U)[]
    ? Estimated<U>[]
    : T extends object
      ? { [K in keyof T]: Estimated<T[K]> }
      : T;

/** Schema of a document's estimates: every number, also one that may be null, becomes an estimate under the same words. */
export function estimatedSchema<T>(schema: z.ZodType<T>): z.ZodType<Estimated<T>> {
  return walk(schema) as z.ZodType<Estimated<T>>;
}

/**
 * Estimates every number of documents that have one schema, and lists of the same items in the same order. What is no number is taken from
 * the first. A name that a record of counts does not have counts as 0 there.
 */
export function estimatesOf<T>(schema: z.ZodType<T>, documents: readonly T[]): Estimated<T> {
  return merge(schema, documents) as Estimated<T>;
}

function walk(schema: z.ZodType): z.ZodType {
  const described = (made: z.ZodType): z.ZodType => (schema.description === undefined ? made : made.describe(schema.description));
  if (isNumber(schema)) return described(zEstimate);
  if (schema instanceof z.ZodObject) return described(z.strictObject(mapValues(schema.shape as Shape, walk)));
  if (schema instanceof z.ZodArray) return described(z.array(walk(schema.element as z.ZodType)));
  if (schema instanceof z.ZodRecord) return described(z.record(z.string(), walk(schema.valueType as z.ZodType)));
  if (schema instanceof z.ZodNullable) return described(walk(schema.unwrap() as z.ZodType).nullable());
  if (schema instanceof z.ZodOptional) return described(walk(schema.unwrap() as z.ZodType).optional());
  return schema;
}

function merge(schema: z.ZodType, values: readonly unknown[]): unknown {
  if (isNumber(schema)) return estimate(values as (number | null)[]);
  if (schema instanceof z.ZodObject) {
    return mapValues(schema.shape as Shape, (of, name) =>
      merge(
        of,
        values.map((value) => (value as Fields)[name]),
      ),
    );
  }
  if (schema instanceof z.ZodArray) {
    const [first] = values as (readonly unknown[])[];
    return first?.map((_, i) =>
      merge(
        schema.element as z.ZodType,
        values.map((value) => (value as readonly unknown[])[i]),
      ),
    );
  }
  if (schema instanceof z.ZodRecord) {
    const names = [...new Set(values.flatMap((value) => Object.keys(value as Fields)))].toSorted();
    const of = (name: string) =>
      merge(
        schema.valueType as z.ZodType,
        values.map((value) => (value as Fields)[name] ?? 0),
      );
    return Object.fromEntries(names.map((name) => [name, of(name)]));
  }
  // Estimates of what some runs have and others have not are of those that have it.
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const known = values.filter((value) => value !== null && value !== undefined);
    return known.length === 0 ? values[0] : merge(schema.unwrap() as z.ZodType, known);
  }
  return values[0];
}

type Fields = Readonly<Record<string, unknown>>;
type Shape = Readonly<Record<string, z.ZodType>>;

/** A number, or a number that may be missing. */
const isNumber = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodNumber || (schema instanceof z.ZodNullable && schema.unwrap() instanceof z.ZodNumber);

const mapValues = <T>(shape: Shape, of: (schema: z.ZodType, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, of(schema, name)]));
