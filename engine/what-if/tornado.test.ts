import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { success } from '../core/problem';
import type { Design } from '../design/schema';
import { serialCrew } from './crew';
import { ask } from './definition';
import { sampleReport } from './sample-report';
import type { RunOnce } from './tasks';
import { tornado, zTornado } from './tornado';

const design: Design = {
  version: 1,
  name: 'Shop',
  seed: 10,
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 80 } } },
    {
      id: 'shop',
      kind: 'service',
      params: { replicas: 1, workers: 4, queueLimit: 100, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'buy', from: 'users', to: 'shop', policy: { timeout: '1s' } }],
};

/** Runs that take no time. The figure grows by 10 for each worker less, by 1 a request; the timeout is noise; the queue does nothing. */
const quick: RunOnce = (of, options) => {
  const seed = options?.seed ?? 0;
  const [users, shop] = of.nodes!.map(({ params }) => params as { traffic: { rate: number }; workers: number });
  const timeout = String(of.links![0]!.policy!.timeout);
  const luck = Rng.root(seed).fork('luck').normal();
  const noise = timeout === '1s' ? 0 : Rng.root(seed).fork(timeout).normal() * 20;
  const throughput = 1000 + 50 * luck + users!.traffic.rate - 10 * shop!.workers + noise;
  const report = sampleReport({ seed, digest: `${seed} ${users!.traffic.rate} ${shop!.workers} ${timeout}` });
  return success({ ...report, requests: { ...report.requests, throughput } });
};

async function found(more: object = {}, crew = serialCrew(quick)) {
  const result = await ask(tornado, { design, figure: 'requests.throughput', ...more }, crew);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(zTornado.parse(result.value)).toEqual(result.value);
  return result.value;
}

test('ranks what matters, by pairs of the same seed, and does not call noise significant', async () => {
  const { bars, seeds, without, present } = await found({ parameters: undefined });
  expect(seeds).toHaveLength(8);
  expect(bars.map(({ path, significant }) => [path, significant])).toEqual([
    ['nodes.users.traffic.rate', true],
    ['nodes.shop.workers', true],
    ['links.buy.timeout', false],
  ]);
  // The figure's own spread of 50 is common to both sides of a pair, so that it is gone.
  expect(present.high! - present.low!).toBeGreaterThan(20);
  expect(bars[0]).toMatchObject({
    present: 80,
    lower: { value: 64, effect: { mean: expect.closeTo(-16, 6) } },
    higher: { value: 96, effect: { mean: expect.closeTo(16, 6) } },
  });
  // 4 × 0.8 rounds to 3, 4 × 1.2 to 5.
  expect(bars[1]).toMatchObject({ lower: { value: 3, effect: { mean: expect.closeTo(10, 6) } }, higher: { value: 5 } });
  expect(without).toEqual(['nodes.shop.replicas', 'nodes.shop.queueLimit', 'nodes.shop.serviceTime.mean']);
});

test('what changes nothing is run once, the rest with every seed', async () => {
  let runs = 0;
  const progress: number[] = [];
  const counting: RunOnce = (...given) => {
    runs += 1;
    return quick(...given);
  };
  await ask(tornado, { design, figure: 'requests.throughput' }, serialCrew(counting), { onProgress: (share) => progress.push(share) });
  // 8 as it is; one of each side (replicas cannot go below 1, so 11 sides); seven more of the six sides that do something.
  expect(runs).toBe(8 + 11 + 6 * 7);
  expect(progress.at(-1)).toBe(1);
});

test('a chosen list, halved and doubled', async () => {
  const { bars } = await found({ parameters: ['nodes.shop.workers'], down: 0.5, up: 2 });
  expect(bars).toMatchObject([{ path: 'nodes.shop.workers', lower: { value: 2 }, higher: { value: 8 }, swing: expect.closeTo(40, 6) }]);
});

test.each([
  ['nodes.shop.wrokers', 'no-such-parameter'],
  ['links.buy.loss', 'nothing-to-move'],
  ['nodes.shop.timeout', 'no-such-parameter'],
])('%s: %s', async (path, code) => {
  const result = await ask(tornado, { design, figure: 'requests.throughput', parameters: [path] }, serialCrew(quick));
  expect(result).toMatchObject({ ok: false, problems: [{ code, where: path }] });
});

test('a figure that no run has is refused', async () => {
  const result = await ask(tornado, { design, figure: 'requests.nothing' }, serialCrew(quick));
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'no-such-figure' }] });
});
