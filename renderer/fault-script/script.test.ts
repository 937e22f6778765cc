import { expect, test } from 'vitest';
import type { Design, DesignFault } from '../../engine/design/schema';
import { zFault } from '../../engine/design/schema';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { barWords, lanesOf, moved, scriptBars, snapOf, stretched } from './script';
import { takesShare, targetChoices } from './target-choices';

const fault = (id: string, startAfter?: string, duration?: string): DesignFault => ({
  id,
  action: 'slow-down',
  target: { node: 'shop' },
  ...(startAfter !== undefined && { startAfter }),
  ...(duration !== undefined && { duration }),
});

test('faults that overlap get lanes, and a lane is used again', () => {
  const bars = scriptBars([fault('b', '5s', '10s'), fault('a', '0s', '10s'), fault('c', '10s', '1s'), fault('d', '12s')]);
  expect(bars.map(({ fault: { id }, start, end, lane }) => [id, start, end, lane])).toEqual([
    ['a', 0, 10, 0],
    ['b', 5, 15, 1],
    ['c', 10, 11, 0],
    ['d', 12, null, 0],
  ]);
  expect(lanesOf(bars)).toBe(2);
  expect(lanesOf([])).toBe(0);
});

test('a bar that is moved keeps its length, lands on a step, and does not leave the axis', () => {
  expect(moved(fault('a', '10s', '5s'), 2.3, 0.5)).toMatchObject({ startAfter: '12.5s', duration: '5s' });
  expect(moved(fault('a', '10s', '5s'), -60, 1)).toMatchObject({ startAfter: '0s', duration: '5s' });
  expect(moved(fault('a'), 3, 1)).toMatchObject({ startAfter: '3s' });
  expect(moved(fault('a', '6d'), 1e9, 1)).toMatchObject({ startAfter: '7d' });
});

test('a bar that is stretched ends on a step and never before it begins', () => {
  expect(stretched(fault('a', '10s', '5s'), 2.2, 0.5, 60)).toMatchObject({ startAfter: '10s', duration: '7s' });
  expect(stretched(fault('a', '10s', '5s'), -50, 0.5, 60)).toMatchObject({ duration: '100ms' });
  expect(stretched(fault('a', '10s'), -20, 1, 60), 'one without an end ends where it is seen to end').toMatchObject({ duration: '30s' });
});

test('what dragging writes is a fault again', () => {
  const back = moved(fault('a', '1s', '5s'), -5, 1);
  expect(zFault.safeParse(back).success).toBe(true);
  expect(zFault.safeParse(stretched(back, -100, 0.1, 10)).success).toBe(true);
});

test('the steps get coarser with the axis', () => {
  expect([0.01, 0.1, 0.4, 2, 4, 20, 1000].map(snapOf)).toEqual([0.1, 0.5, 1, 5, 10, 60, 300]);
});

const design: Design = {
  version: 1,
  name: 'shop',
  zones: [{ id: 'eu-a', region: 'eu' }],
  groups: [{ id: 'backend', kind: 'plain', name: 'Backend' }],
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service', name: 'Shop' },
    { id: 'db', kind: 'database', group: 'backend' },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-db', from: 'shop', to: 'db' },
  ],
};

test('every place that a fault is offered is one that it can have', () => {
  for (const action of Object.keys(faultActions) as FaultAction[])
    for (const { items } of targetChoices(design, action))
      for (const { target } of items)
        expect([action, target, zFault.safeParse({ id: 'f', action, target }).success]).toEqual([action, target, true]);
  const labels = (action: FaultAction) => targetChoices(design, action).flatMap(({ items }) => items.map(({ label }) => label));
  expect(labels('slow-down')).toEqual(['Shop', 'db', 'Every service', 'Every database', 'All in Backend']);
  expect(labels('packet-loss')).toEqual(['users → Shop', 'Shop → db', 'Every service', 'Every database', 'All in Backend']);
  expect(labels('region-loss')).toEqual(['eu']);
  expect(labels('broker-loss')).toEqual([]);
});

test('a share is asked for where there is one', () => {
  expect(takesShare('replica-crash', { node: 'shop' })).toBe(true);
  expect(takesShare('slow-down', { node: 'shop' })).toBe(false);
  expect(takesShare('slow-down', { kind: 'service' })).toBe(true);
});

test('a bar says what it is, by the names on the canvas', () => {
  expect(barWords(design, scriptBars([fault('a', '10s', '5s')])[0]!)).toBe('Slow down on Shop, from 10 s to 15 s');
  expect(barWords(design, scriptBars([{ ...fault('a', '1.5s'), target: { kind: 'service', share: 0.5 } }])[0]!)).toBe(
    'Slow down on 50 % of service, from 1.5 s to the end',
  );
});
