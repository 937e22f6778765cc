import { z } from 'zod';
import type { Referred } from '../../engine/core/fields';
import { parseDuration } from '../../engine/core/units';

/** What all fields have: words, and the value that stands when nothing is written. */
interface Common {
  readonly title?: string;
  readonly description?: string;
  /** Value that holds when the field is left out; absent for what is off until it is switched on. */
  readonly fallback?: unknown;
}

export type NumberModel = Common & {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly unit: string;
};
export type ShareModel = Common & { readonly kind: 'share'; readonly min: number; readonly max: number };
/** `min` and `max` in nanoseconds, both inclusive. */
export type DurationModel = Common & { readonly kind: 'duration'; readonly min: number; readonly max: number };
export type ToggleModel = Common & { readonly kind: 'toggle' };
export type TextModel = Common & {
  readonly kind: 'text';
  readonly minLength: number;
  readonly maxLength: number;
};
/** The name of something else in the design. */
export type ReferenceModel = Common & { readonly kind: 'reference'; readonly refersTo: Referred };
export type ChoiceModel = Common & { readonly kind: 'choice'; readonly options: readonly string[] };
/** Any of a few words. */
export type ChoicesModel = Common & { readonly kind: 'choices'; readonly options: readonly string[]; readonly least: number };
export type GroupModel = Common & { readonly kind: 'group'; readonly properties: readonly Property[] };
export interface Variant {
  readonly value: string;
  readonly title: string;
  readonly properties: readonly Property[];
}
/**
 * One of several shapes, told apart by the property `tag`. `plain` is a value that may stand instead of the object;
 * it means the same as the variant `plainIs`, whose only property is `plainKey`.
 */
export type VariantModel = Common & {
  readonly kind: 'variant';
  readonly tag: string;
  readonly variants: readonly Variant[];
  readonly plain?: { readonly model: FieldModel; readonly is: string; readonly key: string };
  /** Variants without properties that are written as a word alone. */
  readonly words?: readonly string[];
  /** The variant that an object without the tag is. */
  readonly untagged?: string;
};
export type RowsModel = Common & { readonly kind: 'rows'; readonly row: GroupModel; readonly least: number; readonly most: number };
/** A short list of words that people make up: names of fields. */
export type WordsModel = Common & { readonly kind: 'words'; readonly most: number; readonly least: number; readonly refersTo?: Referred };
/** Plain values, too many to be written one by one: a recording. Shown as a count. */
export type ListModel = Common & { readonly kind: 'list'; readonly item: FieldModel | null; readonly least: number };

export type FieldModel =
  | NumberModel
  | ShareModel
  | DurationModel
  | ToggleModel
  | WordsModel
  | TextModel
  | ReferenceModel
  | ChoiceModel
  | ChoicesModel
  | GroupModel
  | VariantModel
  | RowsModel
  | ListModel;

export interface Property {
  readonly key: string;
  readonly label: string;
  readonly model: FieldModel;
  /** Off until switched on: neither required nor with a default. */
  readonly optional: boolean;
}

/** What zod's JSON Schema holds of what our schemas use. */
interface Json {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly oneOf?: readonly Json[];
  readonly anyOf?: readonly Json[];
  readonly default?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly minDuration?: string;
  readonly maxDuration?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly refersTo?: Referred;
}

const models = new WeakMap<z.ZodType, FieldModel | null>();

/**
 * The form of a schema: fields with words, units, ranges and defaults, read from its JSON Schema.
 * @returns null for what no form can show.
 */
export function fieldModel(schema: z.ZodType): FieldModel | null {
  const known = models.get(schema);
  if (known !== undefined) return known;
  const model = read(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json);
  models.set(schema, model);
  return model;
}

/** The properties of an object schema, in its order. */
export function properties(schema: z.ZodType): readonly Property[] {
  const model = fieldModel(schema);
  return model?.kind === 'group' ? model.properties : [];
}

/** `queueLimit` → "Queue limit"; `half-open` → "Half open". */
export function words(name: string): string {
  const text = name.replace(/([a-z0-9])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`).replace(/-/g, ' ');
  return /^p\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function read(json: Json): FieldModel | null {
  const common: Common = {
    ...(json.title !== undefined && { title: json.title }),
    ...(json.description !== undefined && { description: json.description }),
    ...(json.default !== undefined && { fallback: json.default }),
  };
  if (json.unit === 'duration') {
    return {
      ...common,
      kind: 'duration',
      min: parseDuration(json.minDuration ?? '0ms') ?? 0,
      max: parseDuration(json.maxDuration ?? '1d') ?? 0,
    };
  }
  if (json.oneOf || json.anyOf) return readUnion(json.oneOf ?? json.anyOf ?? [], common);
  if (json.enum) return { ...common, kind: 'choice', options: json.enum.map(String) };
  switch (json.type) {
    case 'boolean':
      return { ...common, kind: 'toggle' };
    case 'string':
      if (json.refersTo !== undefined) return { ...common, kind: 'reference', refersTo: json.refersTo };
      return {
        ...common,
        kind: 'text',
        minLength: json.minLength ?? 0,
        maxLength: json.maxLength ?? 4000,
      };
    case 'number':
    case 'integer':
      return readNumber(json, common);
    case 'array':
      return readArray(json, common);
    case 'object':
      return { ...common, kind: 'group', properties: readProperties(json) };
    default:
      return null;
  }
}

function readNumber(json: Json, common: Common): FieldModel {
  const min = json.minimum ?? 0;
  const max = json.maximum ?? Number.MAX_SAFE_INTEGER;
  if (json.unit === 'share') return { ...common, kind: 'share', min, max };
  return { ...common, kind: 'number', min, max, whole: json.type === 'integer', unit: json.unit ?? '' };
}

/** A longer list of texts is a recording. */
const MOST_WORDS = 1000;

function readArray(json: Json, common: Common): FieldModel {
  const item = json.items && read(json.items);
  if (item?.kind === 'choice') return { ...common, kind: 'choices', options: item.options, least: json.minItems ?? 0 };
  if (item?.kind === 'group') return { ...common, kind: 'rows', row: item, least: json.minItems ?? 0, most: json.maxItems ?? 1000 };
  if ((item?.kind === 'text' || item?.kind === 'reference') && (json.maxItems ?? Infinity) <= MOST_WORDS) {
    const refersTo = item.kind === 'reference' ? item.refersTo : undefined;
    return { ...common, kind: 'words', most: json.maxItems!, least: json.minItems ?? 0, ...(refersTo && { refersTo }) };
  }
  return { ...common, kind: 'list', item: item ?? null, least: json.minItems ?? 0 };
}

function readProperties(json: Json, except?: string): Property[] {
  return Object.entries(json.properties ?? {}).flatMap(([key, child]) => {
    const model = key === except || child.const !== undefined ? null : read(child);
    if (!model) return [];
    const optional = model.fallback === undefined && !json.required?.includes(key);
    return [{ key, label: model.title ?? words(key), model, optional }];
  });
}

/** The property that is a constant in every variant, a different one in each. */
function tagOf(variants: readonly Json[]): string | undefined {
  const keys = Object.keys(variants[0]?.properties ?? {});
  return keys.find((key) => {
    const values = variants.map((variant) => variant.properties?.[key]?.const);
    return values.every((value) => typeof value === 'string') && new Set(values).size === values.length;
  });
}

function readUnion(parts: readonly Json[], common: Common): FieldModel | null {
  const nested = parts.find((part) => part.oneOf);
  const variants = nested?.oneOf ?? parts.filter((part) => part.type === 'object');
  const tag = tagOf(variants);
  if (tag === undefined) return null;
  const list = variants.map((variant): Variant => {
    const value = String(variant.properties?.[tag]?.const);
    return { value, title: variant.title ?? words(value), properties: readProperties(variant, tag) };
  });
  const simple = parts.find((part) => part !== nested && part.type !== 'object');
  if (simple?.enum) {
    const bare = simple.enum.map(String);
    const named = bare.map((value): Variant => ({ value, title: words(value), properties: [] }));
    return { ...common, kind: 'variant', tag, variants: [...named, ...list], words: bare };
  }
  const plain = simple && plainOf(read(simple), list);
  const untagged = variants.map((variant) => variant.properties?.[tag]?.default).find((value) => typeof value === 'string');
  return { ...common, kind: 'variant', tag, variants: list, ...(plain && { plain }), ...(untagged !== undefined && { untagged }) };
}

/** A bare value is the short form of the one variant that holds nothing but such a value. */
function plainOf(model: FieldModel | null, variants: readonly Variant[]): VariantModel['plain'] {
  const long = variants.find(({ properties: [first, ...rest] }) => first?.model.kind === model?.kind && rest.length === 0);
  const key = long?.properties[0]?.key;
  return model && long && key !== undefined ? { model, is: long.value, key } : undefined;
}
