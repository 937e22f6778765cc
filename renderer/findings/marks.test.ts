import { expect, test } from 'vitest';
import type { Problem, Severity } from '../../engine/core/problem';
import { markOf } from './marks';

const found = (severity: Severity, where: string, more: Partial<Problem> = {}): Problem => ({
  code: 'no-timeout',
  severity,
  where,
  message: `About ${where}.`,
  remedy: '',
  ...more,
});

test('a mark tells of the worst, how many there are, and what the first few say', () => {
  const problems = [
    found('hint', 'nodes.shop'),
    found('warning', 'nodes.shop.params.replicas'),
    found('hint', 'nodes.shopping'),
    found('error', 'links.shop.policy'),
    found('error', 'slos'),
    found('warning', 'nodes.bank', { ignored: 'A prototype.' }),
  ];
  expect(markOf(problems, 'nodes.shop')).toEqual({
    severity: 'warning',
    count: 2,
    words: 'About nodes.shop.\nAbout nodes.shop.params.replicas.',
  });
  expect(markOf(problems, 'links.shop')).toMatchObject({ severity: 'error', count: 1 });
  expect(markOf(problems, 'nodes.bank')).toBeUndefined();
  expect(markOf(problems, 'nodes.none')).toBeUndefined();
});

test('many are cut short', () => {
  const problems = Array.from({ length: 6 }, () => found('hint', 'nodes.shop'));
  expect(markOf(problems, 'nodes.shop')?.words.split('\n')).toHaveLength(5);
  expect(markOf(problems, 'nodes.shop')?.words).toMatch(/and 2 more$/);
});

test('is made once for a list of findings', () => {
  const problems = [found('hint', 'nodes.shop')];
  expect(markOf(problems, 'nodes.shop')).toBe(markOf(problems, 'nodes.shop'));
});
