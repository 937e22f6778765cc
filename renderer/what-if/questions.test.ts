import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { load } from '../../engine/design/file';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { readScenario } from '../scenarios/scenarios';
import { happening, questionsAbout, type Subject } from './questions';
import { remediesFor } from './remedies';

/** Between them they have every kind of node that there are questions about. */
const slugs = ['canary-contract-break', 'hot-partition', 'poison-message', 'replica-lag'];
const designs = new Map<string, Design>();
for (const slug of [...slugs, 'checkout']) {
  const loaded = load((await readScenario(slug)).text);
  if (loaded.ok) designs.set(slug, loaded.value.design);
}
const scenario = (slug: string): Design => designs.get(slug)!;
const subjects = (design: Design): Subject[] => [
  null,
  ...(design.nodes ?? []).map(({ id }) => ({ node: id })),
  ...(design.links ?? []).map(({ id }) => ({ link: id })),
];

test.each(slugs)('%s: whatever is asked, and whatever may help, is a design that runs', (slug) => {
  const design = scenario(slug);
  let asked = 0;
  for (const subject of subjects(design)) {
    for (const question of questionsAbout(design, subject)) {
      asked += 1;
      const so = resolve(happening(design, question.events, '15s'));
      expect([question.id, so.ok ? [] : so.problems]).toEqual([question.id, []]);
      expect(question.text).not.toMatch(/undefined|NaN/);
    }
    for (const { id, edits } of remediesFor(design, subject)) {
      const so = resolve(edits.reduce(apply, design));
      expect([id, so.ok ? [] : so.problems]).toEqual([id, []]);
    }
  }
  expect(asked).toBeGreaterThan(10);
});

test('of a third party one asks first what happens when it is slow, and a breaker on the call to it may help', () => {
  const design = scenario('checkout');
  const [first] = questionsAbout(design, { node: 'provider' });
  expect(first?.text).toBe('Payment provider takes 4 s longer');
  const breakers = remediesFor(design, { node: 'provider' }).filter(({ id }) => id.startsWith('breaker:'));
  expect(breakers.map(({ text }) => text)).toEqual([
    'a circuit breaker with a timeout of 1 s on Payments → Payment provider',
    'a circuit breaker with a timeout of 1 s on Orders → Payments',
  ]);
});

test('ids are unique, and a fault of the design keeps its id beside that of a question', () => {
  const design = scenario('checkout');
  for (const subject of subjects(design)) {
    for (const list of [questionsAbout(design, subject), remediesFor(design, subject)])
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  }
  const [slow] = questionsAbout(design, { node: 'provider' });
  const twice = happening(happening(design, slow!.events, '1s'), slow!.events, '2s');
  expect(twice.faults?.map(({ id, startAfter }) => [id, startAfter])).toEqual([
    ['what-if-added-latency', '1s'],
    ['what-if-added-latency-2', '2s'],
  ]);
});

test('a guard that is there can be asked away', () => {
  const design = scenario('canary-contract-break');
  const guarded = design.links!.find(({ policy }) => policy?.breaker)!;
  const texts = questionsAbout(design, { link: guarded.id }).map(({ text }) => text);
  expect(texts).toContainEqual(expect.stringMatching(/had no circuit breaker$/));
});
