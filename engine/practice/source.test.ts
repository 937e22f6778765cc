import { describe, expect, test } from 'vitest';
import { zSource } from './source';

const source = {
  fact: 'A saga is a row of transactions.',
  title: 'H. Garcia-Molina, K. Salem, Sagas (1987)',
  url: 'https://example.org/sagas.pdf',
  checked: { on: '2026-11-22', how: 'page' },
};

describe('a source', () => {
  test('says a fact, where it is from, and when and how somebody looked', () => {
    expect(zSource.safeParse(source).success).toBe(true);
  });

  test.each([
    ['a heading in place of a fact', { fact: 'The pattern.' }],
    ['a fact without a full stop', { fact: 'A saga is a row of transactions' }],
    ['no title', { title: '' }],
    ['an address that is not encrypted', { url: 'http://example.org/sagas.pdf' }],
    ['no day', { checked: { on: 'lately', how: 'page' } }],
    ['no way of checking', { checked: { on: '2026-11-22', how: 'memory' } }],
  ])('%s is refused', (_, change) => {
    expect(zSource.safeParse({ ...source, ...change }).success).toBe(false);
  });
});
