import { expect, test } from 'vitest';
import { nodeKinds } from '../../engine/nodes/registry';
import { hasPage, kindPage } from '../docs/library';
import { search } from '../pick-list/pick';
import { kindPicks } from './kinds';

test('every kind is offered once, with a description and a page that is there', () => {
  expect(kindPicks.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(nodeKinds).toSorted());
  for (const { kind, description } of kindPicks) {
    expect([kind, description.length > 20]).toEqual([kind, true]);
    expect([kind, hasPage(kindPage(kind))]).toEqual([kind, true]);
  }
});

test.each([
  ['kafka', 'log'],
  ['s3', 'object-store'],
  ['lambda', 'function'],
  ['ser', 'service'],
  ['db', 'database'],
  ['q', 'queue'],
  ['users', 'client'],
])('%s finds the %s', (query, kind) => expect(search(kindPicks, query)[0]?.kind).toBe(kind));
