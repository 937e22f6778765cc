import { designJsonSchema, type JsonSchema } from './json-schema';
import { childOf } from './place';

/** What the schema says about one place in a document. */
export interface Field {
  /** The schemas that may hold there: one, but for unions that the document does not decide. */
  readonly schemas: readonly JsonSchema[];
  readonly description: string | undefined;
}

/** Looks up the field at `path`. Unions are decided by what the document holds on the way. */
export function fieldAt(document: unknown, path: readonly PropertyKey[]): Field {
  let value = document;
  let schemas: readonly JsonSchema[] = [designJsonSchema()];
  for (const key of path) {
    schemas = schemas
      .flatMap((schema) => branches(schema, value))
      .flatMap((schema) => (typeof key === 'number' ? schema.items : schema.properties?.[String(key)]) ?? []);
    value = childOf(value, key);
  }
  const description = schemas.find((schema) => schema.description)?.description;
  return { schemas: schemas.flatMap((schema) => branches(schema, value)), description };
}

/** The object schemas that a schema comes down to, given the value: `$ref` followed, unions decided by their `kind`. */
export function branches(schema: JsonSchema, value: unknown): JsonSchema[] {
  if (schema.$ref) return branches(designJsonSchema().$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, value);
  const options = schema.anyOf ?? schema.oneOf;
  if (!options || schema.unit === 'duration') return [schema];
  const all = options.flatMap((option) => branches(option, value));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return all;
  const fitting = all.filter((option) =>
    constants(option).every(([key, constant]) => (childOf(value, key) ?? option.properties?.[key]?.default) === constant),
  );
  const objects = fitting.filter((option) => option.properties && constants(option).length > 0);
  if (objects.length > 0) return objects;
  return fitting.length > 0 ? fitting : all;
}

const constants = (schema: JsonSchema): [string, unknown][] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, { const: value }]) =>
    value === undefined ? [] : [[key, value] as [string, unknown]],
  );

/** Names that may stand in the object at this field. */
export const fieldNames = ({ schemas }: Field): string[] => [...new Set(schemas.flatMap((schema) => Object.keys(schema.properties ?? {})))];

/** What belongs there, in words: "a whole number from 1 to 500, in replicas". */
export const expectedAt = ({ schemas }: Field): string => {
  const words = [...new Set([...schemas.filter((schema) => !isVariant(schema)).map(expected), ...variants(schemas.filter(isVariant))])];
  return words.length > 0 ? words.join(' or ') : 'something else';
};

const isVariant = (schema: JsonSchema): boolean => constants(schema).length > 0;

/** Objects that one field tells apart, in one phrase: `an object { "kind": constant | uniform, … }`. */
function variants(schemas: readonly JsonSchema[]): string[] {
  const names = [...new Set(schemas.flatMap((schema) => constants(schema).map(([key]) => key)))];
  const fields = names.map((name) => {
    const words = new Set(schemas.flatMap((schema) => schema.properties?.[name]?.const ?? []));
    return `"${name}": ${[...words].map(String).join(' | ')}`;
  });
  return fields.length > 0 ? [`an object { ${fields.join(', ')}, … }`] : [];
}

function expected(schema: JsonSchema): string {
  if (schema.unit === 'duration') {
    const { minDuration: min = '0ms', maxDuration: max = '' } = schema;
    return `a duration from ${min} to ${max}, such as "${typeof schema.default === 'string' ? schema.default : '250ms'}"`;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(String).join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'string':
      return 'text in quotation marks';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list [ … ]';
    default:
      return 'an object { … }';
  }
}

function range({ minimum, maximum, unit }: JsonSchema): string {
  const bounds = minimum === undefined || maximum === undefined ? '' : ` from ${minimum} to ${maximum}`;
  return bounds + unitWords(unit);
}

function unitWords(unit: string | undefined): string {
  if (!unit) return '';
  if (unit === 'share') return ' (a share: 0.05 is 5 %)';
  if (unit === '1/s') return ' per second';
  if (unit === 'times') return '';
  return ` ${unit}`;
}
