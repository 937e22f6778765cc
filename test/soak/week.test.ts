import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { resolve } from '../../engine/design/resolve';
import { Simulation } from '../../engine/simulate/simulation';
import { Engine } from '../../engine/worker/engine';
import { LiveStore } from '../../renderer/store/live';

// A week in seconds: few requests, many mechanisms, as fast as it goes. What is held after a collection of garbage must not grow with
// the time that was simulated.

const HOUR = 3_600;
const WEEK = 7 * 24 * HOUR;

/** Something of everything that holds on to things: caches, keys, retries, breakers, queues, logs, faults that come and go. */
const design: Design = {
  version: 1,
  name: 'A quiet shop',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 0.2 } } },
    { id: 'shop', kind: 'service', params: { replicas: 2, workers: 4, queueLimit: 20 } },
    { id: 'cache', kind: 'cache' },
    { id: 'db', kind: 'database' },
    { id: 'orders', kind: 'queue' },
    { id: 'worker', kind: 'service' },
    { id: 'events', kind: 'log', params: { retention: '1h' } },
    { id: 'reader', kind: 'service' },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop', policy: { timeout: '2s', retry: { attempts: 3 } } },
    { id: 'shop-cache', from: 'shop', to: 'cache' },
    { id: 'shop-db', from: 'shop', to: 'db', policy: { timeout: '1s' } },
    { id: 'shop-orders', from: 'shop', to: 'orders' },
    { id: 'orders-worker', from: 'orders', to: 'worker' },
    { id: 'shop-events', from: 'shop', to: 'events' },
    { id: 'events-reader', from: 'events', to: 'reader' },
  ],
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What is held now. [MB] */
function held(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6 + process.memoryUsage().arrayBuffers / 1e6;
}

/** From the third quarter of the samples to the last: by then what has a bound has reached it. Medians, since a collection leaves now more, now less. [MB] */
function growth(samples: readonly number[]): number {
  const quarter = Math.floor(samples.length / 4);
  const middle = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;
  return middle(samples.slice(-quarter)) - middle(samples.slice(-2 * quarter, -quarter));
}

test('a week of simulated time leaves the engine as small as its first days', { timeout: 240_000 }, () => {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1);
  const samples: number[] = [];
  for (let hour = 12; hour <= 168; hour += 12) {
    simulation.runUntil(hour * HOUR * 1e9);
    samples.push(held());
  }
  expect(simulation.now).toBe(WEEK * 1e9);
  expect(simulation.kernel.events).toBeGreaterThan(100_000);
  expect(growth(samples)).toBeLessThan(0.5);
});

test('what the studio keeps of a run stops growing: frames, histories, marks and traces', { timeout: 240_000 }, async () => {
  // Method: 40 minutes at five ticks a second are 12,000 ticks, a third more than a history keeps before it thins itself.
  let now = 0;
  const engine = new Engine({ now: () => (now += 0.2), sleep: () => Promise.resolve() });
  const live = new LiveStore();
  await engine.load(design);
  const samples: number[] = [];
  await new Promise<void>((done) => {
    void engine.play(Infinity, (frame) => {
      live.accept(frame);
      if (live.time > (samples.length + 1) * 200) samples.push(held());
      if (samples.length === 12) done();
    });
  });
  await engine.pause();
  expect(live.nodeHistory('shop', 'p99').times.length).toBeLessThan(9_001);
  expect(growth(samples)).toBeLessThan(5);
});
