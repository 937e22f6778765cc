import { expect, test } from 'vitest';
import { findingsOf } from '../findings';
import { advised } from './advised';
import { adviceCases } from './cases/all';

test.each(adviceCases)('$rule: one design has it, and one that is nearly the same has not', ({ rule, has, told, hasNot }) => {
  expect(advised(has, rule)).toEqual([told]);
  expect(advised(hasNot, rule)).toEqual([]);
});

const sources = import.meta.glob<string>(['./*.ts', '!./*.test.ts'], { query: '?raw', import: 'default', eager: true });

test('every piece of advice has such a pair', () => {
  const codes = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/\b(?:warning|hint)\)?\(\{\s+code: '([a-z0-9-]+)'/g)].map(([, code]) => code!),
  );
  expect(new Set(codes).size).toBeGreaterThan(50);
  const tried = new Set(adviceCases.map(({ rule }) => rule));
  expect(codes.filter((code) => !tried.has(code))).toEqual([]);
});

test('a finding says where, what and what to do, with a name or a number of the design', () => {
  for (const { has, rule } of adviceCases) {
    for (const { message, remedy, where } of findingsOf(has).filter(({ code }) => code === rule)) {
      expect(where).not.toBe('');
      expect(message).toMatch(/["\d].*[.:]|^Nothing says/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  }
});
