import { formatDuration, parseDuration } from '../../engine/core/units';
import type { FieldModel, Property, RowsModel, Variant, VariantModel } from './field-model';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What holds: the value written, else the default. */
export const effective = (model: FieldModel, value: unknown): unknown => (value === undefined ? model.fallback : value);

/** Sets one property; one that is undefined or says what holds anyway is left out, so that files keep only what was decided. */
export function withProperty(fields: Fields, { key, model, optional }: Property, value: unknown): Fields {
  const { [key]: _, ...others } = fields;
  if (value === undefined || (!optional && sameValue(model, value, model.fallback))) return others;
  return key in fields ? { ...fields, [key]: value } : { ...others, [key]: value };
}

/** Whether two values mean the same; durations may be written in different ways. */
export function sameValue(model: FieldModel, a: unknown, b: unknown): boolean {
  if (model.kind === 'duration' && a !== undefined && b !== undefined) {
    return parseDuration(a as string | number) === parseDuration(b as string | number);
  }
  return sameJson(a, b);
}

/** A text, or '' for anything else. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Plain values that hold the same, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isFields(a) || !isFields(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => sameJson(a[key], b[key]));
}

/** A value to begin with when something is switched on or added. `place`, 0 to 1, spreads the rows of a list. */
export function startValue(model: FieldModel, place = 0.5): unknown {
  switch (model.kind) {
    case 'toggle':
      return true;
    case 'text':
      return 'x'.repeat(model.minLength);
    case 'reference':
      return 'x';
    case 'choice':
      return model.options[0];
    case 'choices':
      return model.options.slice(0, Math.max(1, model.least));
    case 'number':
      return model.whole
        ? Math.round(between(model.min, Math.min(model.max, 100), place))
        : between(model.min, Math.min(model.max, 100), place);
    case 'share':
      return between(model.min, model.max, place);
    case 'duration':
      return formatDuration(roundSpan(Math.min(model.max, Math.max(model.min, typicalSpan(model.min, place)))));
    case 'group':
      return required(model.properties, place);
    case 'variant':
      if (model.words) return model.words[0];
      return model.plain && model.fallback === undefined
        ? startValue(model.plain.model, place)
        : tagged(model, model.variants[0]?.value, required(model.variants[0]?.properties ?? [], place));
    case 'rows':
      return rowsToStart(model);
    case 'words':
      return [];
    case 'list':
      return Array.from({ length: model.least }, (_, i) => model.item && startValue(model.item, i / model.least));
  }
}

/** The same with its references to links filled in, where there is a link to name. */
export function withLink(model: FieldModel, value: unknown, link: string | undefined): unknown {
  if (link === undefined || model.kind !== 'group' || !isFields(value)) return value;
  const references = model.properties.filter(
    (property) => property.model.kind === 'reference' && property.model.refersTo === 'outgoing-link',
  );
  return { ...value, ...Object.fromEntries(references.map(({ key }) => [key, link])) };
}

const between = (low: number, high: number, place: number) => low + (high - low) * place;
/** A bound on waiting is seconds, a random span is milliseconds. [ns] */
const typicalSpan = (min: number, place: number) => (min > 0 ? 2e9 : 1e6 * 1000 ** place);
const roundSpan = (nanos: number) => Number(nanos.toPrecision(1));

function required(list: readonly Property[], place: number): Fields {
  const needed = list.filter(({ model, optional }) => !optional && model.fallback === undefined);
  return Object.fromEntries(needed.map(({ key, model }) => [key, startValue(model, place)]));
}

function rowsToStart({ row, least }: RowsModel): unknown[] {
  const count = Math.max(1, least);
  return Array.from({ length: count }, (_, i) => startValue(row, count === 1 ? 0.5 : i / (count - 1)));
}

/** Which variant a value is, and its properties; a plain value is its variant's only property. */
export function readVariant(model: VariantModel, value: unknown): { variant: Variant | undefined; fields: Fields } {
  const { plain, words } = model;
  if (typeof value === 'string' && words?.includes(value)) {
    return { variant: model.variants.find((variant) => variant.value === value), fields: {} };
  }
  const fields: Fields = isFields(value) ? value : plain && value !== undefined ? { [plain.key]: value } : {};
  const name = isFields(value) ? (value[model.tag] ?? model.untagged) : plain?.is;
  return { variant: model.variants.find((variant) => variant.value === name), fields };
}

/** The shortest way to write a variant: the plain value where it says the same. */
export function writeVariant(model: VariantModel, variant: Variant, fields: Fields): unknown {
  const { plain, words } = model;
  if (words?.includes(variant.value)) return variant.value;
  if (plain && variant.value === plain.is) return fields[plain.key] ?? variant.properties[0]?.model.fallback;
  return tagged(model, variant.value, fields);
}

/** An object of a variant. The tag stays out where it goes without saying, unless it was written. */
function tagged({ tag, untagged }: VariantModel, name: string | undefined, fields: Fields): Fields {
  const { [tag]: written, ...rest } = fields;
  return name === untagged && written !== name ? rest : { ...fields, [tag]: name };
}

/**
 * The value after another variant was chosen. What both have stays; and a random span keeps its size: where the old one
 * was four times the default, the new one's durations are four times theirs.
 */
export function switchVariant(model: VariantModel, value: unknown, name: string): unknown {
  const { variant: from, fields } = readVariant(model, value);
  const to = model.variants.find((variant) => variant.value === name);
  if (!from || !to || from === to) return value;
  const kept: Record<string, unknown> = { ...required(to.properties, 0.5) };
  for (const property of to.properties) {
    const old = from.properties.find(({ key, model: { kind } }) => key === property.key && kind === property.model.kind);
    if (old && fields[old.key] !== undefined) kept[property.key] = fields[old.key];
  }
  if (model.plain) Object.assign(kept, rescaled(from, to, fields, kept));
  return writeVariant(model, to, to.value === model.untagged ? kept : { [model.tag]: to.value, ...kept });
}

function rescaled(from: Variant, to: Variant, fields: Fields, kept: Fields): Fields {
  const size = ({ key, model }: Property, of: Fields) => parseDuration((of[key] ?? model.fallback ?? '') as string | number) ?? 0;
  const spans = (variant: Variant) => variant.properties.filter(({ model }) => model.kind === 'duration');
  const [oldFirst] = spans(from);
  const [newFirst] = spans(to);
  if (!oldFirst || !newFirst || newFirst.key in kept) return {};
  const ratio = size(oldFirst, fields) / size(newFirst, {});
  if (ratio === 1 || !Number.isFinite(ratio)) return {};
  return Object.fromEntries(
    spans(to).flatMap((property) => {
      const { model, key } = property;
      if (model.kind !== 'duration') return [];
      const span = Math.min(model.max, Math.max(model.min, Number((size(property, {}) * ratio).toPrecision(3))));
      return [[key, formatDuration(span)]];
    }),
  );
}
