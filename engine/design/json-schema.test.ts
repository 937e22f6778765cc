import { describe, expect, test } from 'vitest';
import { designJsonSchema, designSchemaText, type JsonSchema } from './json-schema';

test('design.schema.json is what the schema says now', async () => {
  await expect(designSchemaText(), 'The schema changed: write the file anew with `npm run schema`').toMatchFileSnapshot(
    'design.schema.json',
  );
});

interface Named {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly inList: boolean;
}

/** Every field of the file, once per place. */
function* fields(schema: JsonSchema, path: string): Generator<Named> {
  for (const option of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* fields(option, path);
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const here = `${path}.${key}`;
    yield { path: here, schema: child, required: schema.required?.includes(key) ?? false, inList: false };
    yield* fields(child, here);
  }
  if (schema.items) {
    yield { path: `${path}[]`, schema: schema.items, required: true, inList: true };
    yield* fields(schema.items, `${path}[]`);
  }
}

const root = designJsonSchema();
const all = [...Object.entries(root.$defs ?? {}).flatMap(([name, schema]) => [...fields(schema, name)]), ...fields(root, 'design')];
const places = (found: readonly Named[]) => found.map(({ path }) => path);

describe('every field', () => {
  test('is looked at', () => {
    // Were the walk to miss a branch, the rules below would hold for nothing.
    expect(all.length).toBeGreaterThan(300);
    expect(places(all)).toEqual(
      expect.arrayContaining(['design.nodes[].params.traffic.curve.peakAt', 'design.links[].policy.retry.budget.cap', 'design.run.warmup']),
    );
  });

  test('has a description, but for the words that tell variants apart', () => {
    const bare = all.filter(({ schema, inList }) => !inList && schema.const === undefined && !schema.description);
    expect(places(bare)).toEqual([]);
  });

  test('that is a number has a unit and a range', () => {
    const numbers = all.filter(({ schema }) => schema.type === 'number' || schema.type === 'integer');
    expect(numbers.length).toBeGreaterThan(50);
    expect(
      places(
        numbers.filter(
          ({ schema }) =>
            schema.const === undefined &&
            (schema.unit === undefined || !Number.isFinite(schema.minimum) || !Number.isFinite(schema.maximum)),
        ),
      ),
    ).toEqual([]);
  });

  test('that is a duration has a range', () => {
    const durations = all.filter(({ schema }) => schema.unit === 'duration');
    expect(durations.length).toBeGreaterThan(30);
    expect(places(durations.filter(({ schema }) => !schema.minDuration || !schema.maxDuration))).toEqual([]);
  });

  test('that may be left out has a default, or says what leaving it out means', () => {
    const optional = all.filter(({ schema, required }) => !required && schema.default === undefined);
    expect(optional.length).toBeGreaterThan(10);
    expect(places(optional.filter(({ schema }) => !/left out/i.test(schema.description ?? '')))).toEqual([]);
  });

  test('that tells variants apart stands in a variant with a title', () => {
    const variants = all.filter(({ schema }) => Object.values(schema.properties ?? {}).some((child) => child.const !== undefined));
    expect(places(variants.filter(({ schema }) => !schema.title && schema.properties?.['version'] === undefined))).toEqual([]);
  });
});
