import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { faultStart, met, put } from './ask';
import { questionsAbout } from './questions';
import { remediesFor } from './remedies';

const design: Design = {
  version: 1,
  name: 'Shop',
  run: { duration: '30s', warmup: '3s' },
  nodes: [
    { id: 'clients', kind: 'client', params: {} },
    { id: 'till', kind: 'service', name: 'Till', params: { replicas: 2 } },
    { id: 'bank', kind: 'external', name: 'Bank', params: {} },
  ],
  links: [
    { id: 'buy', from: 'clients', to: 'till', protocol: 'rest' },
    { id: 'pay', from: 'till', to: 'bank', protocol: 'rest', policy: { bulkhead: { limit: 4 } } },
  ],
  faults: [{ id: 'own', action: 'slow-down', target: { node: 'till' } }],
};
const bank = { node: 'bank' };
const slow = questionsAbout(design, bank)[0]!;
const remedy = (id: string) => remediesFor(design, bank).find((each) => each.id === id)!;

test('without a remedy the design as it is meets the design in which it happens', () => {
  const { before, after, under, proposal, title } = put(design, slow, slow.events, null);
  expect(title).toBe('What if Bank takes 4 s longer?');
  expect(before.design).toBe(design);
  expect(under).toEqual([]);
  expect(after.design.faults?.map(({ id, startAfter }) => [id, startAfter])).toEqual([
    ['own', undefined],
    ['what-if-added-latency', '3s'],
  ]);
  expect(proposal).toBeNull();
});

test('with a remedy both meet the fault, and only one has the remedy, which can be added to the design', () => {
  const { before, after, under, proposal } = put(design, slow, slow.events, remedy('breaker:pay'));
  expect(under.map(({ action }) => action)).toEqual(['added-latency']);
  expect(before.design).toBe(design);
  expect(after.design.links?.[1]?.policy).toMatchObject({ bulkhead: { limit: 4 }, breaker: { kind: 'time-window' } });
  expect(proposal?.edits).toHaveLength(1);
  for (const side of [before, after]) expect(met(side, under).design.faults).toHaveLength(2);
});

test('of a remedy that the design has, the one without it comes first, and there is nothing to add', () => {
  const { before, after, proposal } = put(design, slow, slow.events, remedy('bulkhead:pay'));
  expect(before.title).toBe('Without the bulkhead on Till → Bank');
  expect(before.design.links?.[1]?.policy).toEqual({});
  expect(after.design).toBe(design);
  expect(proposal).toBeNull();
});

test('what is built another way can be built so', () => {
  const twice = questionsAbout(design, { node: 'till' }).find(({ id }) => id === 'twice:till')!;
  const { after, proposal } = put(design, twice, twice.events, null);
  expect(after.design.nodes?.[1]?.params).toEqual({ replicas: 4 });
  expect(proposal?.text).toBe('Build it so: Till had twice the replicas');
});

test('faults begin where the account does', () => {
  expect(faultStart(design)).toBe('3s');
  expect(faultStart({ version: 1, name: 'x' })).toBe('5s');
});
