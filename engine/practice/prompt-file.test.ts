import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import checkout from '../../scenarios/checkout/prompt.json';
import { loadPrompt, zPrompt } from './prompt-file';

const wrongIn = (change: (prompt: typeof checkout) => unknown): string[] => {
  const loaded = loadPrompt(JSON.stringify(change(structuredClone(checkout))));
  return loaded.ok ? [] : loaded.problems.map(({ where }) => where);
};

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
const bare = (schema: Schema, at: string): string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description === undefined ? [`${at}.${name}`] : []),
    ...bare(field, `${at}.${name}`),
  ]),
  ...(schema.items ? bare(schema.items, at) : []),
];

describe('a prompt file', () => {
  test('every field says what it is', () => {
    const schema = z.toJSONSchema(zPrompt, { io: 'input', unrepresentable: 'any' }) as Schema;
    expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(8);
    expect(bare(schema, 'prompt')).toEqual([]);
  });

  test('as it is, it can be read', () => {
    expect(wrongIn((prompt) => prompt)).toEqual([]);
  });

  test.each<[string, (prompt: typeof checkout) => unknown]>([
    ['hints', (prompt) => ({ ...prompt, hints: [] })],
    ['reveals', (prompt) => ({ ...prompt, reveals: prompt.reveals.slice(0, 5) })],
    ['reveals.core', (prompt) => ({ ...prompt, reveals: [...prompt.reveals, prompt.reveals[0]] })],
    ['points.peak-load', (prompt) => ({ ...prompt, points: [...prompt.points, prompt.points[2]] })],
    ['targets.p99', (prompt) => ({ ...prompt, targets: { ...prompt.targets, p99: 'soon' } })],
    ['breaks.0.fault.params.extra', (prompt) => broken(prompt, { params: { extra: 'long' } })],
    ['breaks.0.fault.target.kind', (prompt) => broken(prompt, { action: 'cache-flush', target: { kind: 'client' }, params: {} })],
    ['breaks.0.fault.action', (prompt) => broken(prompt, { action: 'meteor' })],
  ])('what is wrong is named by its place: %s', (where, change) => {
    expect(wrongIn(change)).toContain(where);
  });
});

const broken = (prompt: typeof checkout, fault: object) => ({
  ...prompt,
  breaks: [{ ...prompt.breaks[0], fault: { ...prompt.breaks[0]!.fault, ...fault } }, ...prompt.breaks.slice(1)],
});
