import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../design/edits';
import { load } from '../design/file';
import { resolve } from '../design/resolve';
import type { Design, DesignLink } from '../design/schema';
import { erlangC } from '../measure/queueing';
import type { Report } from '../measure/report';
import { run } from '../simulate/run';
import { type Bottleneck, bottleneckOf } from './bottleneck';

// Runs of small designs whose loads are known: the found numbers are held against the formulas, the predictions against a second run.

const shop = (rate: number, params: object, policy: DesignLink['policy'] = {}, bank: object = { latency: '20ms' }): Design => ({
  version: 1,
  name: 'shop',
  run: { duration: '60s', warmup: '5s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate } } },
    { id: 'shop', kind: 'service', params: { replicas: 1, workers: 4, serviceTime: { kind: 'exponential', mean: '10ms' }, ...params } },
    { id: 'bank', kind: 'external', params: bank },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'shop', protocol: 'local' },
    { id: 'pay', from: 'shop', to: 'bank', protocol: 'local', policy },
  ],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '300ms' }],
});

function reportOf(design: Design): Report {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function found(design: Design): Bottleneck | null {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error('does not resolve');
  return bottleneckOf(reportOf(design), resolved.value, design);
}

test('where nothing runs short there is no bottleneck, nor where nothing arrives', () => {
  expect(found(shop(50, { mode: 'async' }))).toBeNull();
  const design = shop(50, { mode: 'async' });
  const report = reportOf(design);
  const resolved = resolve(design);
  const nodes = report.nodes.map((line) => (line.id === 'shop' ? { ...line, rate: 0, utilization: 0.001 } : line));
  expect(resolved.ok && bottleneckOf({ ...report, nodes }, resolved.value, design)).toBeNull();
});

describe('too few workers', () => {
  const design = shop(390, { mode: 'async' });
  const bottleneck = found(design)!;

  test('the shop is named, with its load by the utilization law', () => {
    expect(bottleneck).toMatchObject({ kind: 'workers', node: 'shop', link: null });
    expect(bottleneck.facts['load']).toBeGreaterThan(0.9);
    // A call holds a worker for its 10 ms of work.
    expect(bottleneck.facts['holding']).toBeGreaterThan(9.5);
    expect(bottleneck.facts['holding']).toBeLessThan(10.5);
  });

  test('the fix is the least number of replicas that are held 70 % at most and let 99 % begin in a tenth of the objective', () => {
    const { changes, predicted } = bottleneck.fix!;
    expect(changes).toEqual([{ subject: 'shop', field: 'replicas', from: '1', to: '2' }]);
    expect(predicted.utilization).toBeGreaterThan(0.46);
    expect(predicted.utilization).toBeLessThan(0.5);
    // P(wait > t) = C(c, a) e^(−(c/S − λ) t) in each replica, with half of the calls.
    const offered = bottleneck.facts['offered']! / 2;
    const holding = bottleneck.facts['holding']! / 1e3;
    const tail = erlangC(4, offered * holding) * Math.exp(-(4 / holding - offered) * (predicted.waitP99! / 1e3));
    expect(tail).toBeCloseTo(0.01, 4);
  });

  test('once it is applied, what was predicted is measured', () => {
    const line = reportOf(apply(design, bottleneck.fix!.edit)).nodes.find(({ id }) => id === 'shop')!;
    expect(Math.abs(line.utilization! - bottleneck.fix!.predicted.utilization)).toBeLessThan(0.02);
    // Round robin makes arrivals at each replica more even than Poisson: waits are below the formula's, never above by much.
    expect(line.queueWait.p99!).toBeLessThan(1.1 * bottleneck.fix!.predicted.waitP99!);
  });
});

test('workers that wait for a third party are not short: the link gets a bulkhead of half of them', () => {
  const design = shop(100, { workers: 20, mode: 'blocking' }, {}, { latency: '500ms' });
  const bottleneck = found(design)!;
  expect(bottleneck).toMatchObject({ kind: 'callee', node: 'shop', link: 'pay' });
  expect(bottleneck.facts['waiting']).toBeGreaterThan(0.9);
  expect(bottleneck.fix!.changes).toMatchObject([{ subject: 'pay', field: 'bulkhead', from: null }]);
  const line = reportOf(apply(design, bottleneck.fix!.edit)).nodes.find(({ id }) => id === 'shop')!;
  expect(line.utilization!).toBeLessThan(bottleneck.fix!.predicted.utilization + 0.05);
});

test('where a chain of callers waits, the last of them is named, also when calls are cancelled before they are answered', () => {
  const checkout = load(readFileSync(path.join(import.meta.dirname, '../../scenarios/checkout/design.faultline.json'), 'utf8'));
  if (!checkout.ok) throw new Error('does not load');
  const slow: Design = {
    ...checkout.value.design,
    run: { duration: '30s', warmup: '10s' },
    faults: [{ id: 'slow', action: 'added-latency', target: { node: 'provider' }, params: { extra: '4s' } }],
  };
  expect(found(slow)).toMatchObject({ kind: 'callee', node: 'payments', link: 'payments-provider' });
});

test('retries without a budget come before more workers', () => {
  const design = shop(380, { mode: 'async', queueLimit: 5 });
  const retrying: Design = {
    ...design,
    links: design.links!.map((link) =>
      link.id === 'enter' ? { ...link, policy: { timeout: '20ms', retry: { attempts: 4, backoff: '10ms' } } } : link,
    ),
  };
  const bottleneck = found(retrying)!;
  expect(bottleneck).toMatchObject({ kind: 'retries', node: 'shop', link: 'enter' });
  expect(bottleneck.facts['amplification']).toBeGreaterThan(1.3);
  const line = reportOf(apply(retrying, bottleneck.fix!.edit)).links.find(({ id }) => id === 'enter')!;
  expect(line.attempts / line.rate).toBeLessThan(1.15);
});

test('a rate limit below the load turns calls away although workers are free', () => {
  const design = shop(100, { mode: 'async', replicas: 4, rateLimit: { rate: 60, burst: 10 } });
  const bottleneck = found(design)!;
  expect(bottleneck).toMatchObject({ kind: 'rate-limit', node: 'shop' });
  const after = reportOf(apply(design, bottleneck.fix!.edit));
  expect(after.requests.failedShare!).toBeLessThan(0.01);
});

test('connections of replicas that only stand by are none that a database could use', () => {
  const base = shop(150, { mode: 'async', workers: 50 });
  const params = { connections: 4, queryTime: { kind: 'exponential', mean: '25ms' }, replication: { replicas: 2 } } as const;
  const design: Design = {
    ...base,
    nodes: base.nodes!.map((node) => (node.id === 'bank' ? { id: 'bank', kind: 'database', params } : node)),
  };
  // 150/s of 25 ms hold 3.75 of 4 connections; of twelve it would be 31 %.
  const bottleneck = found(design)!;
  expect(bottleneck).toMatchObject({ kind: 'workers', node: 'bank' });
  expect(bottleneck.facts['utilization']).toBeGreaterThan(0.85);
  const { to } = bottleneck.fix!.changes[0]!;
  const utilization = reportOf(apply(design, bottleneck.fix!.edit)).nodes.find(({ id }) => id === 'bank')!.utilization!;
  expect(Math.abs(utilization - bottleneck.fix!.predicted.utilization)).toBeLessThan(0.02);
  expect(Number(to)).toBeGreaterThan(5);
});
