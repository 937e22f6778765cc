import { expect, test } from 'vitest';
import rateLimiters from '../../scenarios/rate-limiters/challenge.json';
import checkout from '../../scenarios/checkout/prompt.json';
import { bundle } from '../../test/support/bundle.mjs';
import type { Design } from '../design/schema';
import { serialCrew } from '../what-if/crew';
import { ask, type WhatIf } from '../what-if/definition';
import { type WhatIfName, whatIfs } from '../what-if/registry';
import { replicate } from '../what-if/replicate';
import { hireCrew } from './crew';
import { shop } from './try-out';

const design = shop as Design;
const times = { duration: 2, warmup: 0.5 };
const short = { design, ...times };
const users = 'nodes.users.traffic.rate';
/** What is asked of each: as little as makes it do everything that it does. */
const asked: Readonly<Record<WhatIfName, object>> = {
  compare: { ...times, before: { design }, after: { change: { set: [{ path: 'nodes.shop.replicas', value: 2 }] } }, replications: 2 },
  experiment: {
    design: {
      ...design,
      run: { duration: '20s', warmup: '1s' },
      experiments: [
        {
          id: 'slow',
          faults: [{ id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 50 }, startAfter: '6s', duration: '1s' }],
        },
      ],
    },
    replications: 2,
  },
  replications: { design, replications: 5, precision: { target: 0.5, figures: ['requests.latency.p99'] } },
  sweep: { ...short, parameters: [{ path: users, values: [50, 100, 200] }], figures: ['requests.goodput'], replications: 2 },
  tornado: { ...short, figure: 'requests.latency.p99', parameters: [users, 'nodes.shop.replicas'], replications: 3 },
  knee: { ...short, tolerance: 0.5, min: 1, max: 8, replications: 5 },
  'right-size': { ...short, load: 3, sizes: [{ parameter: 'nodes.shop.replicas', max: 3 }], replications: 5, most: 5 },
  metastability: { design, loads: [1], sizes: [2], before: 1, lasts: 1, within: 1, watched: 5, replications: 2 },
  chaos: {
    design,
    faults: [
      { action: 'error-rate', params: {} },
      { action: 'slow-down', params: {} },
    ],
    replications: 2,
  },
  critique: { design, prompt: { ...checkout, breaks: checkout.breaks.slice(1) }, replications: 1 },
  challenge: {
    design,
    start: design,
    answer: design,
    challenge: { ...rateLimiters, goal: [{ promise: 'fast' }, { spend: 'replicas', most: 4 }] },
  },
};

test('threads give what one thread gives, to the byte, whatever is asked', { timeout: 60_000 }, async () => {
  const crew = await hireCrew(2, await bundle('engine/cli/run-worker.ts', 'run-worker'));
  for (const [name, wanted] of Object.entries(asked)) {
    // Each takes its own wishes; the list cannot say so to the compiler.
    const whatIf = whatIfs[name as WhatIfName] as WhatIf<unknown, unknown>;
    const [alone, shared] = await Promise.all([ask(whatIf, wanted, serialCrew()), ask(whatIf, wanted, crew.run)]);
    expect(alone).toMatchObject({ ok: true });
    expect(JSON.stringify(shared)).toBe(JSON.stringify(alone));
    // What it says is enough to ask again.
    const told = JSON.stringify(alone);
    expect(told).toContain('"designDigest');
    expect(told).toContain('"seed');
  }
  await crew.dismiss();
});

test('what no thread can run is told, not thrown', { timeout: 60_000 }, async () => {
  const crew = await hireCrew(2, await bundle('engine/cli/run-worker.ts', 'run-worker'));
  const result = await replicate({ design: shop as Design, replications: 3, duration: 1, warmup: 2 }, crew.run);
  await crew.dismiss();
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'warmup-too-long' }] });
});

test('cancelled, its threads end in the midst of a run', { timeout: 60_000 }, async () => {
  const crew = await hireCrew(2, await bundle('engine/cli/run-worker.ts', 'run-worker'));
  const cancel = new AbortController();
  // Runs that would take for hours.
  const wanted = { design: shop as Design, replications: 4, duration: 604_800, warmup: 0 };
  const found = replicate(wanted, crew.run, { signal: cancel.signal });
  setTimeout(() => cancel.abort(new Error('enough')), 300);
  await expect(found).rejects.toThrow('enough');
  await crew.dismiss();
});
