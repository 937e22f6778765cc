import { z } from 'zod';
import { designJsonSchema } from '../design/json-schema';
import { zReport } from '../measure/report';
import { zLessonReport } from '../what-if/lesson';
import { whatIfs } from '../what-if/registry';
import { zProblems } from './problems';

type Schemas = Readonly<Record<string, () => object>>;

/** What may be asked of each what-if, and what it answers. */
const ofWhatIfs: Schemas = Object.assign(
  {},
  ...Object.values(whatIfs).map(
    ({ name, wanted, answer }): Schemas => ({
      [name]: () => z.toJSONSchema(answer),
      [`${name}-wanted`]: () => z.toJSONSchema(wanted, { io: 'input' }),
    }),
  ),
) as Schemas;

/** Every document that the command line reads or writes, as JSON Schema. */
const schemas: Schemas = {
  design: designJsonSchema,
  report: () => z.toJSONSchema(zReport),
  'lesson-report': () => z.toJSONSchema(zLessonReport),
  problems: () => z.toJSONSchema(zProblems),
  ...ofWhatIfs,
};
export const schemaNames = Object.keys(schemas);

/** @param name one of `schemaNames` */
export const schemaText = (name: string): string => `${JSON.stringify(schemas[name]!(), null, 2)}\n`;
