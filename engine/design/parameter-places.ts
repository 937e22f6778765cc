import { branches } from './field';
import { designJsonSchema, type JsonSchema } from './json-schema';
import { childOf, idOf } from './place';
import type { Design } from './schema';

/** Where a number of a design stands, or would stand. */
export interface ParameterPlace {
  /** Words of the path, list items by id or name where they have one. */
  readonly words: readonly string[];
  readonly keys: readonly PropertyKey[];
  /** What lies on the way, one for each key: as the file has it, else its default, else nothing in it. */
  readonly holders: readonly unknown[];
  readonly schema: JsonSchema;
  readonly description: string | undefined;
  /** As the file has it, else its default; undefined where it is left out and has none. */
  readonly value: unknown;
  /** Whether the file says it. */
  readonly stated: boolean;
  /** Something that it belongs to is left out: setting it brings that too. */
  readonly absent: boolean;
}

/** Parts of a design that say what the system is. The others say how long it is run, or how it is drawn. */
const parts = ['nodes', 'links', 'journeys', 'zones', 'zoneLatency', 'prices', 'entities', 'invariants', 'slos', 'faults'] as const;
/** Fields of their items that only the canvas looks at. */
const drawn = new Set(['position', 'pinned']);
/** A longer list is a recording. */
const LONGEST_LIST = 100;

/**
 * Every number and duration of a design, found by its schema.
 * @param item only those of the item with this id or name
 */
export function parameterPlaces(design: Design, item?: string): ParameterPlace[] {
  const found: ParameterPlace[] = [];
  const root = designJsonSchema();
  for (const part of parts) {
    const schema = root.properties?.[part];
    if (!schema) continue;
    const start = { keys: [part], words: [part], holders: [design], absent: false };
    walk(schema, childOf(design, part), start, found, item);
  }
  return found;
}

type Way = Pick<ParameterPlace, 'keys' | 'words' | 'holders' | 'absent'>;

function walk(outer: JsonSchema, given: unknown, way: Way, found: ParameterPlace[], item?: string): void {
  const value = given === undefined ? defaultOf(outer) : given;
  const options = branches(outer, value);
  if (typeof value !== 'object' || value === null) {
    const number = value === null ? undefined : options.find((schema) => isNumber(schema, value));
    if (number) {
      found.push({ ...way, schema: number, description: outer.description ?? number.description, value, stated: given !== undefined });
      return;
    }
    // What is left out as a whole could be set, where there is only one thing that it can be.
    if (value === undefined) intoObject(options, {}, { ...way, absent: true }, found);
    return;
  }
  if (Array.isArray(value)) {
    if (value.length > LONGEST_LIST && way.keys.length > 1) return;
    const schema = options.find(({ items }) => items)?.items;
    for (const [i, child] of value.entries()) {
      const word = idOf(child) ?? nameOf(child) ?? String(i);
      if (schema && typeof child === 'object' && (item === undefined || word === item))
        walk(schema, child, { ...step(way, i, value), words: [...way.words, word] }, found);
    }
    return;
  }
  intoObject(options, value, way, found);
}

function intoObject(options: readonly JsonSchema[], value: object, way: Way, found: ParameterPlace[]): void {
  const objects = options.filter(({ properties }) => properties);
  const [schema] = objects;
  if (objects.length !== 1 || !schema) return;
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    if (!drawn.has(key)) walk(child, childOf(value, key), { ...step(way, key, value), words: [...way.words, key] }, found);
  }
}

const step = (way: Way, key: PropertyKey, holder: unknown): Way => ({
  ...way,
  keys: [...way.keys, key],
  holders: [...way.holders, holder],
});

function defaultOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  return schema.$ref ? defaultOf(designJsonSchema().$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}) : undefined;
}

function isNumber(schema: JsonSchema, value: unknown): boolean {
  if (schema.unit === 'duration') return value === undefined || typeof value === 'number' || typeof value === 'string';
  const numeric = (schema.type === 'number' || schema.type === 'integer') && schema.const === undefined;
  return numeric && (value === undefined || typeof value === 'number');
}

const nameOf = (item: unknown): string | undefined => {
  const name = childOf(item, 'name');
  return typeof name === 'string' ? name : undefined;
};
