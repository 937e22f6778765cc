import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { type LessonStep, claimParts, isDone, paragraphs } from './lesson-steps';

const design: Design = { version: 1, name: 'd', nodes: [], links: [{ id: 'l', from: 'a', to: 'b' }] };
const step = (actions: LessonStep['actions']): LessonStep => ({ id: 's', title: '', text: '', actions, findings: [], claims: [] });
const never = () => false;
const slow = { id: 'slow', action: 'added-latency', target: { node: 'b' } } as const;

test('a step is done when the run is as it would make it', () => {
  const inject = step([{ kind: 'inject', fault: slow }]);
  expect(isDone(inject, { document: design, activeFaults: [], ended: never })).toBe(false);
  expect(isDone(inject, { document: design, activeFaults: ['slow'], ended: never })).toBe(true);
  const heal = step([{ kind: 'heal', fault: 'slow' }]);
  expect(isDone(heal, { document: design, activeFaults: [], ended: never })).toBe(false);
  expect(isDone(heal, { document: design, activeFaults: [], ended: (id) => id === 'slow' })).toBe(true);
  const link = { id: 'l', from: 'a', to: 'b', policy: { breaker: { kind: 'consecutive' } } } as const;
  const edit = step([{ kind: 'edit', edit: { kind: 'replace-link', link } }]);
  expect(isDone(edit, { document: design, activeFaults: [], ended: never })).toBe(false);
  expect(isDone(edit, { document: { ...design, links: [link] }, activeFaults: [], ended: never })).toBe(true);
  const more = { ...link, policy: { ...link.policy, bulkhead: { limit: 3 } } };
  expect(isDone(edit, { document: { ...design, links: [more] }, activeFaults: [], ended: never })).toBe(true);
  expect(isDone(step([]), { document: design, activeFaults: [], ended: never })).toBe(false);
});

test('claims show their number with its unit', () => {
  const claim = { measure: 'x', tolerance: 1 };
  const plain = (parts: readonly string[]) => parts.join('').replace(/\u00a0/g, ' ');
  expect(plain(claimParts({ ...claim, text: 'p99 is {value}.', value: 4012.4, unit: 'ms' }))).toBe('p99 is 4.01 s.');
  expect(plain(claimParts({ ...claim, text: '{value} fail', value: 0.314, unit: '%' }))).toBe('31.4 % fail');
  expect(plain(claimParts({ ...claim, text: 'up to {value}', value: 12_000, unit: 'calls' }))).toBe('up to 12,000 calls');
});

test('paragraphs', () => expect(paragraphs('a\nb\n\n c\n\n')).toEqual(['a\nb', ' c']));
