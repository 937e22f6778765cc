import { describe, expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { compare } from './compare';
import { type Comparison, zComparison } from './compare-document';
import { measuresOf } from './compare-measures';
import { discoveryBound } from './compare-runs';
import { serialCrew } from './crew';
import { ask } from './definition';
import { measure } from '../measure/measure-path';
import { sampleReport } from './sample-report';

const shop: Design = {
  version: 1,
  name: 'Shop',
  run: { duration: '6s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 150 } } },
    {
      id: 'shop',
      kind: 'service',
      name: 'The shop',
      params: { replicas: 2, workers: 1, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
    { id: 'bank', kind: 'external', params: { latency: '5ms' } },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'shop' },
    { id: 'pay', from: 'shop', to: 'bank', policy: { timeout: '1s' } },
  ],
  slos: [{ id: 'fast', kind: 'latency', percentile: 90, below: '60ms' }],
};

async function compared(wanted: object): Promise<Comparison> {
  const result = await ask(compare, { before: { design: shop }, replications: 4, ...wanted }, serialCrew());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const problemsOf = async (wanted: object): Promise<unknown> => {
  const result = await ask(compare, { before: { design: shop }, ...wanted }, serialCrew());
  return result.ok ? [] : result.problems;
};
const line = ({ measures }: Comparison, path: string) => measures.find((one) => one.path === path);

describe('a comparison', () => {
  test('of a design with itself is the same, event by event, and says so', async () => {
    const same = await compared({ after: {} });
    expect(same.verdict).toMatchObject({ outcome: 'the same', regressions: [] });
    expect(same.verdict.text).toContain('event by event, in 4 pairs of runs');
    expect(same.changes).toEqual([]);
    expect(same.looked).toMatchObject({ shown: 0, byLuck: 0, stands: 0 });
    expect(same.headlines.every(({ shown }) => shown === 'no difference shown')).toBe(true);
  });

  test('of a change says what differs, by how much, and what that comes to', async () => {
    const faster = await compared({ after: { change: { set: [{ path: 'nodes.shop.replicas', value: 4 }] }, name: 'Four replicas' } });
    expect(zComparison.parse(faster)).toEqual(faster);
    expect(faster.changes).toEqual([{ kind: 'changed', subject: 'shop', text: 'The shop: replicas 2 → 4' }]);
    expect(faster.runs.map(({ seeds }) => seeds)).toEqual([1, 2, 3, 4].map((seed) => ({ before: seed, after: seed })));
    expect(faster.verdict).toMatchObject({ outcome: 'better', regressions: [] });
    expect(faster.verdict.text).toMatch(
      /^Four replicas: 15\d\/s answered in time instead of 12\d\/s \(.* more; 95 % interval .* to .*\); p50 of those/,
    );
    expect(faster.verdict.text).toMatch(
      /; no difference shown in failed requests\. 1 of 1 objectives are met in every run instead of 0\.$/,
    );
    const p50 = faster.headlines.find(({ path }) => path === 'requests.latency.p50')!;
    expect(p50).toMatchObject({ shown: 'lower', better: 'lower', unit: 'ms', pairs: 4 });
    // Those of all headline figures together are wider than one alone.
    expect(p50.sure.low!).toBeLessThan(p50.difference.low!);
    expect(p50.sure.high!).toBeGreaterThan(p50.difference.high!);
    expect(line(faster, 'nodes.shop.queueWait.mean')).toMatchObject({ verdict: 'lower', stands: true, unit: 'ms' });
    expect(faster.slos).toMatchObject([{ id: 'fast', before: 0, after: 4 }]);
    const back = await compared({ before: { design: shop, change: { set: [{ path: 'nodes.shop.replicas', value: 4 }] } }, after: {} });
    expect(back.verdict.outcome).toBe('worse');
    expect(back.verdict.regressions.join()).toContain('Objective met in 0 of 4 runs, before in all');
  });

  test('with a fault that only one of them, or that both meet', async () => {
    const slow = { id: 'slow', action: 'added-latency', target: { node: 'bank' }, params: { extra: '2s' }, startAfter: '2s' };
    const one = await compared({ after: { change: { faults: [slow] } } });
    // What is still answered is answered quickly; that is no comfort.
    expect(one.verdict.outcome).toBe('worse');
    expect(one.headlines.find(({ path }) => path === 'requests.latency.p50')!.difference.mean!).toBeLessThan(0);
    expect(one.changes).toMatchObject([{ kind: 'added', subject: 'design' }]);
    const both = await compared({
      after: { change: { set: [{ path: 'links.pay.breaker', value: { kind: 'consecutive' } }] } },
      under: [slow],
    });
    expect(both.under).toEqual(['Add latency on bank (extra 2s), from 2s']);
    expect(both.changes).toMatchObject([{ text: 'Link The shop → bank: circuit breaker added (consecutive)' }]);
  });

  test('what only one of them has is said, and not compared', async () => {
    const without = await compared({ after: { change: { remove: ['nodes.bank'] } } });
    expect(without.only).toEqual({ before: ['bank', 'pay'], after: [] });
    expect(without.measures.some(({ path }) => path.startsWith('nodes.bank') || path.startsWith('links.pay'))).toBe(false);
    expect(without.changes.map(({ text }) => text)).toEqual(['bank removed', 'Link The shop → bank removed']);
  });

  test('with seeds of their own, each run has its own', async () => {
    const own = await compared({ after: {}, paired: false });
    expect(own.runs.map(({ seeds }) => seeds.after)).toEqual([5, 6, 7, 8]);
    expect(own.verdict.outcome).not.toBe('the same');
  });

  test('is the same to the byte whoever does the runs', async () => {
    const wanted = { after: { change: { set: [{ path: 'nodes.shop.workers', value: 2 }] } } };
    expect(JSON.stringify(await compared(wanted))).toBe(JSON.stringify(await compared(wanted)));
  });

  test('refuses what does not fit, with place and remedy', async () => {
    expect(await problemsOf({ after: { change: { set: [{ path: 'nodes.gone.replicas', value: 2 }] } } })).toMatchObject([
      { where: 'nodes.gone' },
    ]);
    expect(await problemsOf({ after: { change: { set: [{ path: 'nodes.shop.replicas', value: 'many' }] } } })).toMatchObject([
      { where: 'nodes.shop.params.replicas', severity: 'error' },
    ]);
    expect(await problemsOf({ after: { change: { edits: [{ kind: 'sing' }] } } })).toMatchObject([{ code: 'not-an-edit' }]);
    const gone = { id: 'f', action: 'slow-down', target: { node: 'gone' } };
    expect(await problemsOf({ after: {}, under: [gone] })).toMatchObject([{ code: 'fault-on-missing-target', where: 'faults.f.target' }]);
    expect(await problemsOf({ after: {}, replications: 1 })).toMatchObject([{ code: 'bad-what-if', where: 'replications' }]);
  });
});

test('every number that is compared lies where the report has it', () => {
  const report = sampleReport();
  const measures = measuresOf(report);
  expect(measures.length).toBeGreaterThan(60);
  for (const { path, value } of measures) expect({ path, value: measure(report, path) }).toEqual({ path, value });
  expect(measures.find(({ path }) => path === 'nodes.payments.queueWait.p99')).toMatchObject({ unit: 'ms', better: 'lower' });
  expect(measures.find(({ path }) => path === 'slos.up.measured')).toMatchObject({ unit: 'share', better: 'higher' });
});

test('findings are kept as Benjamini and Hochberg keep them', () => {
  // The fifteen p-values of their paper of 1995: at 5 % the first four are kept.
  const paper = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
  expect(discoveryBound(paper)).toBe(0.0095);
  expect(discoveryBound([0.3, 0.9])).toBe(-1);
  expect(discoveryBound([])).toBe(-1);
});
