import { expect, test } from 'vitest';
import { apply } from '../../../engine/design/edits';
import type { Design } from '../../../engine/design/schema';
import { amountOf, orderOf, sheetLines, trafficEdits } from './sheet-lines';
import { inputsOf } from './sheet';

const typed = { users: '1.08M', actionsPerUser: '10', readsPerWrite: '4', peakFactor: '4' };

test('a line says its arithmetic, and is open while a number is missing', () => {
  const lines = new Map(sheetLines(inputsOf(typed)).map((line) => [line.quantity, line]));
  expect(lines.get('peakPerSecond')).toMatchObject({ value: 500, amount: '500 /s', text: '(25 + 100) /s × 4' });
  expect(lines.get('storageBytes')?.value).toBeNaN();
});

test.each([
  ['storageBytes', 9.4608e12, '9.46 TB'],
  ['bandwidthBytesPerSecond', 8.2e6, '8.2 MB/s'],
  ['servers', 5, '5 servers'],
  ['cacheBytes', 0, '0 bytes'],
] as const)('%s of %d is %s', (quantity, value, text) => {
  expect(amountOf(quantity, value)).toBe(text);
});

test.each([
  [1500, true, 'Right order of magnitude.'],
  [5000, false, 'About 10 times too much.'],
  [20, false, 'About 30 times too little.'],
])('%d where 500 is right', (value, right, text) => {
  expect(orderOf(value, 500)).toEqual({ right, text });
});

test('several clients keep their shares of the traffic', () => {
  const client = (id: string, rate: number) => ({ id, kind: 'client' as const, params: { traffic: { kind: 'open' as const, rate } } });
  const design: Design = { version: 1, name: 'Two', nodes: [client('web', 30), client('app', 10)], links: [] };
  expect(trafficEdits(design, 400).reduce(apply, design).nodes).toEqual([client('web', 300), client('app', 100)]);
});
