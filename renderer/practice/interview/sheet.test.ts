import { expect, test } from 'vitest';
import { estimated } from '../../../engine/practice/estimate';
import { inputsOf } from './sheet';

const typed = {
  users: '1.08M',
  actionsPerUser: '10',
  readsPerWrite: '4',
  peakFactor: '4',
  writeBytes: '2 KB',
  readBytes: '20 KB',
  retentionDays: '730',
  copies: '3',
  hotShare: '20 %',
  serverRate: '100',
};

test('a sheet as it is typed comes to what it comes to by hand', () => {
  expect(estimated(inputsOf(typed))).toEqual({
    writesPerSecond: 25,
    readsPerSecond: 100,
    peakPerSecond: 500,
    storageBytes: 9_460_800_000_000,
    bandwidthBytesPerSecond: 8_200_000,
    cacheBytes: 34_560_000_000,
    servers: 5,
  });
});

test('what is missing leaves open what needs it, and only that', () => {
  const answers = estimated(inputsOf({ ...typed, copies: '', hotShare: 'much' }));
  const open = Object.entries(answers).flatMap(([name, value]) => (Number.isNaN(value) ? [name] : []));
  expect(open).toEqual(['storageBytes', 'cacheBytes']);
});
