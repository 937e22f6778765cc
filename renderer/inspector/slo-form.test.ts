import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { newSlo, sloModel, zSlo } from './slo-form';

const design: Design = { version: 1, name: 'd', journeys: [{ id: 'buy', client: 'c', link: 'l' }] };

test('the form of an objective chooses among the journeys and leaves the id alone', () => {
  const [latency, availability] = sloModel(design)?.variants ?? [];
  expect(latency?.properties.map(({ key, model }) => [key, model.kind])).toEqual([
    ['journey', 'choice'],
    ['percentile', 'number'],
    ['below', 'duration'],
  ]);
  expect(availability?.properties.map(({ key }) => key)).toEqual(['journey', 'atLeast']);
  expect(sloModel({ version: 1, name: 'd' })?.variants[0]?.properties.map(({ key }) => key)).toEqual(['percentile', 'below']);
});

test('a new objective has a free id and is one that the schema takes', () => {
  const first = newSlo([]);
  const second = newSlo([{ id: 'objective-2', kind: 'latency' }]);
  expect([first.id, second.id]).toEqual(['objective-1', 'objective-3']);
  expect(zSlo.safeParse(first).success).toBe(true);
});
