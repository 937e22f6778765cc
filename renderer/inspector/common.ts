import type { FieldModel, Property } from './field-model';
import { type Fields, effective, isFields, readVariant, sameJson, sameValue } from './values';

// What several nodes or links have in common: the fields, their values where those agree, and how a change reaches all.

/** Properties that all the lists have and mean the same by, in the order of the first. */
export function commonProperties(lists: readonly (readonly Property[])[]): readonly Property[] {
  const [first = [], ...others] = lists;
  const common = first.filter((property) =>
    others.every((list) =>
      list.some((other) => other.key === property.key && other.optional === property.optional && sameField(other.model, property.model)),
    ),
  );
  return common.map((property) => (sameFallback(property, lists) ? property : withoutFallback(property)));
}

const own = (list: readonly Property[], key: string) => list.find((property) => property.key === key)?.model.fallback;

const sameFallback = ({ key, model }: Property, lists: readonly (readonly Property[])[]): boolean =>
  lists.every((list) => sameValue(model, own(list, key), model.fallback));

/** Where kinds have defaults of their own, no value may be left out as going without saying. */
function withoutFallback({ model, ...property }: Property): Property {
  const { fallback: _, ...bare } = model;
  return { ...property, model: bare };
}

/** One's values with its kind's own defaults written out where the kinds differ in them. */
export function withOwnDefaults(fields: Fields, list: readonly Property[], common: readonly Property[]): Fields {
  const added = common.filter(
    ({ key, model }) => model.fallback === undefined && fields[key] === undefined && own(list, key) !== undefined,
  );
  return { ...fields, ...Object.fromEntries(added.map(({ key }) => [key, own(list, key)])) };
}

/** What a kind says of a field, and the value that it has by itself, do not make it another field. */
function sameField(a: FieldModel, b: FieldModel): boolean {
  const bare = ({ description: _, fallback: __, title: ___, ...model }: FieldModel) => model;
  return a === b || sameJson(JSON.parse(JSON.stringify(bare(a))), JSON.parse(JSON.stringify(bare(b))));
}

export interface Merged {
  /** What all of them say; fields in which they differ are left out. */
  readonly value: Fields;
  /** Fields in which they differ, by dotted path, with what each says. */
  readonly mixed: ReadonlyMap<string, readonly unknown[]>;
}

/** The values of several things, read together. Groups and variants of one kind are looked into. */
export function merge(list: readonly Property[], values: readonly Fields[], path = ''): Merged {
  const value: Record<string, unknown> = {};
  const mixed = new Map<string, readonly unknown[]>();
  for (const property of list) {
    const { key, model } = property;
    const at = path ? `${path}.${key}` : key;
    const each = values.map((fields) => fields[key]);
    if (each.every((one) => sameValue(model, effective(model, one), effective(model, each[0])))) {
      if (each[0] !== undefined) value[key] = each[0];
      continue;
    }
    const inner = innerOf(model, each);
    if (!inner) {
      mixed.set(at, each);
      continue;
    }
    const below = merge(inner.list, inner.values, at);
    value[key] = { ...inner.tag, ...below.value };
    for (const [where, what] of below.mixed) mixed.set(where, what);
  }
  return { value, mixed };
}

/** The properties within, where all values have the same ones. */
function innerOf(
  model: FieldModel,
  values: readonly unknown[],
): { list: readonly Property[]; values: readonly Fields[]; tag: Fields } | null {
  if (!values.every(isFields)) return null;
  if (model.kind === 'group') return { list: model.properties, values, tag: {} };
  if (model.kind !== 'variant') return null;
  const [first] = values.map((value) => readVariant(model, value).variant);
  if (!first || !values.every((value) => readVariant(model, value).variant === first)) return null;
  const named = values.some((value) => value[model.tag] !== undefined);
  return { list: first.properties, values, tag: named ? { [model.tag]: first.value } : {} };
}

/** One's own value with what changed from `before` to `after`; all else stays. */
export function patched(own: unknown, before: unknown, after: unknown): unknown {
  if (sameJson(before, after)) return own;
  if (!isFields(own) || !isFields(before) || !isFields(after)) return after;
  const result: Record<string, unknown> = { ...own };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const next = key in after || key in before ? patched(own[key], before[key], after[key]) : own[key];
    if (next === undefined) delete result[key];
    else result[key] = next;
  }
  return result;
}

/** The value with one field set, however deep; undefined takes the field out. */
export function withPath(own: Fields, path: string, value: unknown): Fields {
  const [key = '', ...rest] = path.split('.');
  const next = rest.length === 0 ? value : withPath(isFields(own[key]) ? own[key] : {}, rest.join('.'), value);
  const { [key]: _, ...others } = own;
  return next === undefined ? others : key in own ? { ...own, [key]: next } : { ...others, [key]: next };
}
