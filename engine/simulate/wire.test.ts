import { describe, expect, test } from 'vitest';
import { seconds } from '../core/units';
import { Kernel } from './kernel';
import { Kind, Op, type Task } from './task';
import { Wire } from './wire';

/** A wire of 8 Mbit/s, on which a megabyte takes a second, and the loop around it. */
function stage() {
  const kernel = new Kernel();
  const wire = new Wire(kernel);
  wire.setBandwidth(8);
  const through: string[] = [];
  const names = new Map<Task, string>();
  const put = (name: string, megabytes: number): Task => {
    const task = kernel.pool.take(Kind.call);
    names.set(task, name);
    task.bytes = megabytes * 1e6;
    wire.push(task);
    return task;
  };
  const runUntil = (until: number): void => {
    kernel.queue.limit = until;
    for (let task = kernel.next(); task !== null; task = kernel.next()) {
      kernel.now = kernel.dueAt(task);
      task.op = Op.none;
      wire.done(task);
      through.push(`${names.get(task)} at ${kernel.now / 1e9} s`);
    }
    kernel.now = until;
  };
  return { kernel, wire, put, through, runUntil };
}

describe('a wire', () => {
  test('sends one after the other, first come first served, and knows how long it was busy', () => {
    const { wire, put, through, runUntil } = stage();
    put('a', 1);
    put('b', 2);
    expect(wire.backlog).toBe(1);
    runUntil(seconds(1.5));
    expect(wire.areaBusy).toBe(seconds(1.5));
    runUntil(seconds(10));
    put('c', 0.5);
    runUntil(seconds(20));
    expect(through).toEqual(['a at 1 s', 'b at 3 s', 'c at 10.5 s']);
    expect(wire.areaBusy).toBe(seconds(3.5));
  });

  test('that is capped sends the rest of what it is sending at the new rate, and what waits too', () => {
    const { wire, put, through, runUntil } = stage();
    put('a', 1);
    put('b', 1);
    runUntil(seconds(0.5));
    wire.setBandwidth(1);
    runUntil(seconds(4.5));
    expect(through).toEqual(['a at 4.5 s']);
    wire.setBandwidth(8);
    runUntil(seconds(9));
    expect(through).toEqual(['a at 4.5 s', 'b at 5.5 s']);
  });

  test('without a bound lets all that waits go at once, in order', () => {
    const { wire, put, through, runUntil } = stage();
    for (const name of ['a', 'b', 'c']) put(name, 1);
    runUntil(seconds(0.25));
    wire.setBandwidth(Infinity);
    runUntil(seconds(1));
    expect(through).toEqual(['a at 0.25 s', 'b at 0.25 s', 'c at 0.25 s']);
    expect(wire.free).toBe(true);
  });

  test('is free for the next one when a transfer is taken off, whether it waits or is being sent', () => {
    const { kernel, wire, put, through, runUntil } = stage();
    const a = put('a', 1);
    const b = put('b', 1);
    put('c', 1);
    runUntil(seconds(0.5));
    wire.remove(b);
    wire.remove(a);
    expect([a.flags, b.flags, kernel.queue.size]).toEqual([0, 0, 1]);
    runUntil(seconds(5));
    expect(through).toEqual(['c at 1.5 s']);
  });
});
