import { expect, test } from 'vitest';
import { fieldsOf, lacking } from './contract';

const versions = [
  { version: 1, fields: ['id', 'total'], deprecated: true },
  { version: 3, fields: ['id', 'amount'], deprecated: false },
];

test('A version answers with the newest entry that is no newer than itself', () => {
  expect([1, 2, 3, 4].map((version) => fieldsOf(versions, version)?.version)).toEqual([1, 1, 3, 3]);
  expect(fieldsOf(versions.slice(1), 1)?.version).toBe(3);
  expect(fieldsOf([], 1)).toBeNull();
});

test('What is needed and not in the entry is lacking; an additive change lacks nothing', () => {
  expect(lacking(['id', 'total'], versions, 2)).toEqual([]);
  expect(lacking(['id', 'total'], versions, 3)).toEqual(['total']);
  expect(lacking(['id'], versions, 3)).toEqual([]);
  expect(lacking(['anything'], [], 3)).toEqual([]);
});
