import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { bundle } from '../support/bundle.mjs';

/** An object takes at least 16 bytes, so that one an event is far above this. What is left are boxed numbers on rare paths. [bytes an event] */
const LEAST = 2;

let program = '';
beforeAll(async () => {
  program = await bundle('test/bench/allocation.ts', 'allocation');
}, 60_000);

/** Growth of the heap over a million events of a warm run. One thread and no collection meanwhile, so that it is the same each time. */
function bytesPerEvent(...args: string[]): number {
  const room = ['--max-semi-space-size=128', '--min-semi-space-size=128'];
  const done = spawnSync(process.execPath, ['--expose-gc', '--single-threaded', ...room, program, ...args], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  const { events, bytes } = JSON.parse(done.stdout) as { events: number; bytes: number };
  expect(events).toBeGreaterThanOrEqual(1_000_000);
  return bytes / events;
}

test.each(['w1', 'w2'])(
  'a million events of %s allocate nothing each',
  (workload) => {
    expect(bytesPerEvent(workload, '1000000')).toBeLessThan(LEAST);
  },
  120_000,
);

test('one small object an event is seen', () => {
  expect(bytesPerEvent('w1', '1000000', 'spoil')).toBeGreaterThan(16);
}, 120_000);
