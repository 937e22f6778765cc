import { z } from 'zod';
import { zDesign } from './schema';

/** The part of JSON Schema that zod writes for our schemas, with our own `unit`, `minDuration` and `maxDuration`. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  readonly minDuration?: string;
  readonly maxDuration?: string;
}

let cached: JsonSchema | undefined;

/** JSON Schema of the design file as people write it. Made once: it is asked for at every problem. */
export function designJsonSchema(): JsonSchema {
  cached ??= z.toJSONSchema(zDesign, { io: 'input' }) as JsonSchema;
  return cached;
}

/** The text of `design.schema.json`. */
export const designSchemaText = (): string => `${JSON.stringify(designJsonSchema(), null, 1)}\n`;
