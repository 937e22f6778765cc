import { z } from 'zod';
import { designJsonSchema } from '../design/json-schema';
import { zReport } from '../measure/report';
import { zLessonReport } from '../what-if/lesson';
import { zReplications } from '../what-if/replicate';
import { zProblems } from './problems';

/** Every document that the command line reads or writes, as JSON Schema. */
export const schemas = {
  design: designJsonSchema,
  report: () => z.toJSONSchema(zReport),
  'lesson-report': () => z.toJSONSchema(zLessonReport),
  replications: () => z.toJSONSchema(zReplications),
  problems: () => z.toJSONSchema(zProblems),
} as const;
export type SchemaName = keyof typeof schemas;
export const schemaNames = Object.keys(schemas) as SchemaName[];

export const schemaText = (name: SchemaName): string => `${JSON.stringify(schemas[name](), null, 2)}\n`;
