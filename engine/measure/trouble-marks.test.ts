import { expect, test } from 'vitest';
import type { Design, DesignFault } from '../design/schema';
import { run } from '../simulate/run';

/** A shop with one database connection for 100 queries a second of 5 ms each: half used until the surge. */
const shop = (faults: readonly DesignFault[]): Design => ({
  version: 1,
  name: 'shop',
  run: { duration: '30s', warmup: '2s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 } } },
    { id: 'shop', kind: 'service', params: { replicas: 2, workers: 20, queueLimit: 10, serviceTime: '1ms' } },
    { id: 'db', kind: 'database', params: { connections: 1, queryTime: '5ms' } },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'shop' },
    { id: 'sql', from: 'shop', to: 'db', protocol: 'sql' },
  ],
  faults: [...faults],
});

function marksOf(design: Design): readonly (readonly [kind: string, subject: string, at: number])[] {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const marks = result.value.marks.map(({ kind, subject, at }) => [kind, subject, at] as const);
  // Oldest first, whoever wrote them.
  expect(marks.map(([, , at]) => at)).toEqual(marks.map(([, , at]) => at).toSorted((a, b) => a - b));
  return marks;
}

test('a quiet run has no events', () => {
  expect(marksOf(shop([]))).toEqual([]);
});

test('connections that are all in use, and calls turned away, are told once when it begins and once when it is over', () => {
  const surge: DesignFault = {
    id: 'surge',
    action: 'traffic-surge',
    target: { node: 'users' },
    params: { factor: 4 },
    startAfter: '10s',
    duration: '5s',
  };
  const marks = marksOf(shop([surge]));
  const of = (kind: string, subject: string) => marks.filter((mark) => mark[0] === kind && mark[1] === subject).map(([, , at]) => at);
  const [exhausted, ...again] = of('exhausted', 'db');
  expect(again).toEqual([]);
  expect(exhausted).toBeGreaterThanOrEqual(10.8);
  expect(exhausted).toBeLessThan(11.5);
  expect(of('free-again', 'db')).toHaveLength(1);
  expect(of('rejecting', 'shop')).toHaveLength(1);
  expect(of('accepting', 'shop')[0]).toBeGreaterThan(16.9);
});

test('a crash and a restart are told, replica by replica', () => {
  const crash: DesignFault = {
    id: 'crash',
    action: 'replica-crash',
    target: { node: 'shop' },
    params: { count: 1 },
    startAfter: '10s',
    duration: '5s',
  };
  expect(marksOf(shop([crash])).filter(([kind]) => kind === 'crash' || kind === 'restart')).toEqual([
    ['crash', 'shop', 10],
    ['restart', 'shop', 15],
  ]);
});
