import { describe, expect, test } from 'vitest';
import { seconds } from '../core/units';
import type { ResolvedFault } from '../design/schema';
import { zFault } from '../design/schema';
import type { FaultControls, FaultPlace } from '../faults/definition';
import type { Mark } from '../measure/frame';
import { FaultScript } from './fault-script';
import { Kernel } from './kernel';
import { Op } from './task';

const fault = (id: string, more: object = {}): ResolvedFault =>
  zFault.parse({ id, action: 'slow-down', target: { node: 'shop' }, params: { factor: 2 }, ...more });

/** A script whose faults only tell that they begin and end, and the loop around it. */
function stage() {
  const kernel = new Kernel();
  const told: string[] = [];
  const slow = () => {
    told.push(`on at ${kernel.now / 1e9} s`);
    return () => void told.push(`off at ${kernel.now / 1e9} s`);
  };
  const marks: Mark[] = [];
  const script = new FaultScript(
    kernel,
    { slow } as unknown as FaultControls,
    ({ target }) => [target as FaultPlace],
    (mark) => marks.push(mark),
  );
  const runUntil = (until: number): void => {
    kernel.queue.limit = until;
    for (let task = kernel.next(); task !== null; task = kernel.next()) {
      kernel.now = kernel.dueAt(task);
      const { op } = task;
      task.op = Op.none;
      if (op === Op.faultStart) script.startAt(task);
      else script.endAt(task);
    }
    kernel.now = until;
  };
  return { kernel, script, told, marks, runUntil };
}

describe('a fault that is over gives its timer back', () => {
  test('when its time is up', () => {
    const { kernel, script, told, runUntil } = stage();
    script.sync([fault('a', { startAfter: '1s', duration: '2s' }), fault('b', { startAfter: '2s' })]);
    expect(kernel.pool.live).toBe(2);
    runUntil(seconds(5));
    expect(told).toEqual(['on at 1 s', 'on at 2 s', 'off at 3 s']);
    // The other one goes on, and is still to be healed.
    expect(kernel.pool.live).toBe(1);
    expect(script.active()).toEqual(['b']);
  });

  test('when it is taken out of the script before it began, while it is on, or after', () => {
    const { kernel, script, told, runUntil } = stage();
    const faults = [fault('later', { startAfter: '9s' }), fault('now', { duration: '8s' }), fault('past', { duration: '1s' })];
    script.sync(faults);
    runUntil(seconds(2));
    script.sync([]);
    expect(kernel.pool.live).toBe(0);
    expect(kernel.queue.size).toBe(0);
    expect(told).toEqual(['on at 0 s', 'on at 0 s', 'off at 1 s', 'off at 2 s']);
  });

  test('when it is healed, or set once more', () => {
    const { kernel, script, told, runUntil } = stage();
    for (let i = 1; i <= 1000; i++) {
      script.inject(fault('a', { duration: '1min' }));
      runUntil(seconds(i));
    }
    expect(kernel.pool.all).toHaveLength(1);
    expect(kernel.queue.size).toBe(1);
    script.heal('a');
    script.heal('a');
    expect(kernel.pool.live).toBe(0);
    expect(told.filter((words) => words.startsWith('off'))).toHaveLength(1000);
  });

  test('when it was to start later by hand, and is healed before or goes on to start', () => {
    const { kernel, script, told, runUntil } = stage();
    runUntil(seconds(1));
    script.inject(fault('a', { startAfter: '2s', duration: '3s' }));
    script.inject(fault('b', { startAfter: '2s' }));
    script.heal('b');
    expect(script.active()).toEqual([]);
    runUntil(seconds(9));
    expect(told).toEqual(['on at 3 s', 'off at 6 s']);
    expect(kernel.pool.live).toBe(0);
  });

  test('and a timer that is used again means the fault that has it now', () => {
    const { script, told, runUntil } = stage();
    script.inject(fault('a', { duration: '1s' }));
    runUntil(seconds(2));
    script.inject(fault('b', { duration: '3s' }));
    script.inject(fault('c', { duration: '1s' }));
    runUntil(seconds(4));
    expect(script.active()).toEqual(['b']);
    runUntil(seconds(6));
    expect(script.active()).toEqual([]);
    expect(told.filter((words) => words.startsWith('off'))).toEqual(['off at 1 s', 'off at 3 s', 'off at 5 s']);
  });
});

test('marks say which of two faults on one target begins or ends', () => {
  const { script, marks, runUntil } = stage();
  script.sync([fault('a', { duration: '2s' }), fault('b', { startAfter: '1s', duration: '3s' })]);
  runUntil(seconds(5));
  expect(marks.map((mark) => [mark.kind, mark.subject, mark.fault, mark.at / 1e9])).toEqual([
    ['fault-start', 'shop', 'a', 0],
    ['fault-start', 'shop', 'b', 1],
    ['fault-end', 'shop', 'a', 2],
    ['fault-end', 'shop', 'b', 4],
  ]);
});
