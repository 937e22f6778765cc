import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Design, DesignFault } from '../../engine/design/schema';
import { measure } from '../../engine/measure/measure-path';
import { run } from '../../engine/simulate/run';
import { compare } from '../../engine/what-if/compare';
import type { Comparison } from '../../engine/what-if/compare-document';
import { serialCrew } from '../../engine/what-if/crew';
import { ask } from '../../engine/what-if/definition';
import { estimate } from '../../engine/what-if/estimate';

// Whether the intervals hold what they promise, asked as often as it takes to see that they do.

/** One queue with one worker; half of the time busy. */
const mm1: Design = {
  version: 1,
  name: 'M/M/1',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 500 } } },
    {
      id: 'shop',
      kind: 'service',
      params: { replicas: 1, workers: 1, queueLimit: 100_000, serviceTime: { kind: 'exponential', mean: '1ms' } },
    },
  ],
  links: [{ id: 'enter', from: 'users', to: 'shop', protocol: 'local' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '10ms' }],
};

const REPEATS = 400;
/** Thousands of runs, on a machine that may have other things to do. [ms] */
const PATIENCE = 300_000;

async function compared(wanted: object): Promise<Comparison> {
  const result = await ask(compare, wanted, serialCrew());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test(
  'of 400 comparisons of a design with itself at most 7 % show a difference',
  async () => {
    // Method: 400 comparisons of four runs with four others, each run with a seed of its own: 3,200 seeds that follow each other. A comparison
    // shows a difference when one of its headline figures does; of single numbers, the share of all that show one.
    let shown = 0;
    const single = { compared: 0, shown: 0, stands: 0 };
    for (let i = 0; i < REPEATS; i++) {
      const wanted = { before: { design: mm1 }, after: {}, paired: false, replications: 4, seed: 1 + 8 * i, duration: 1, warmup: 0.2 };
      const { headlines, measures, looked } = await compared(wanted);
      if (headlines.some(({ shown: what }) => what !== 'no difference shown')) shown += 1;
      const varying = measures.filter(({ chance }) => chance !== null && chance < 1);
      single.compared += varying.length;
      single.shown += varying.filter(({ verdict }) => verdict !== 'no difference shown').length;
      single.stands += looked.stands > 0 ? 1 : 0;
    }
    expect(shown / REPEATS).toBeLessThanOrEqual(0.07);
    expect(shown).toBeGreaterThan(0);
    // Numbers looked at one by one differ by luck in a twentieth of all cases …
    expect(single.shown / single.compared).toBeGreaterThan(0.03);
    expect(single.shown / single.compared).toBeLessThan(0.07);
    // … and hardly a comparison lets one of them stand.
    expect(single.stands / REPEATS).toBeLessThanOrEqual(0.07);
  },
  PATIENCE,
);

test(
  'the 95 % interval of the mean wait of an M/M/1 holds the true one in 92 to 98 of 100 cases',
  () => {
    // Method: 400 intervals from six runs of 4 s each, about 1,900 requests counted in a run; the truth is ρ / (μ − λ) = 1 ms at ρ = 0.5.
    let held = 0;
    for (let i = 0; i < REPEATS; i++) {
      const waits = Array.from({ length: 6 }, (_, k) => {
        const result = run(mm1, { seed: 100_000 + 6 * i + k, duration: 4, warmup: 0.2 });
        if (!result.ok) throw new Error(JSON.stringify(result.problems));
        return measure(result.value, 'nodes.shop.queueWait.mean');
      });
      const { low, high } = estimate(waits);
      if (low! <= 1 && high! >= 1) held += 1;
    }
    expect(held / REPEATS).toBeGreaterThanOrEqual(0.92);
    expect(held / REPEATS).toBeLessThanOrEqual(0.98);
  },
  PATIENCE,
);

/** The provider of the checkout breaks down for five seconds; Orders has a breaker towards Payments, or none. */
const checkout = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../scenarios/checkout/design.faultline.json'), 'utf8'),
) as Design;
const breaker = { set: [{ path: 'links.orders-payments.breaker', value: { kind: 'consecutive' } }] };
const down: DesignFault = {
  id: 'down',
  action: 'error-rate',
  target: { node: 'provider' },
  params: { share: 1 },
  startAfter: '6s',
  duration: '4s',
};

test(
  'the same luck makes the interval of what a breaker does at least three times as narrow',
  async () => {
    // Method: checkout with and without a breaker while the provider fails for 4 s; six pairs of runs with one seed for both, and six of each
    // with seeds of their own. What the breaker changes is how many requests are answered in time.
    const wanted = {
      before: { design: checkout },
      after: { change: breaker },
      under: [down],
      replications: 6,
      duration: 16,
      warmup: 4,
    };
    const width = ({ headlines }: Comparison): number => {
      const { low, high } = headlines.find(({ path: where }) => where === 'requests.goodput')!.difference;
      return high! - low!;
    };
    const paired = await compared(wanted);
    const unpaired = await compared({ ...wanted, paired: false });
    expect(width(paired)).toBeLessThan(width(unpaired) / 3);
    expect(paired.headlines[0]!.shown).toBe('lower');
  },
  PATIENCE,
);
