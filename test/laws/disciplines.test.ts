import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { Simulation } from '../../engine/simulate/simulation';
import { theory } from './analytic';
import { design, exponential, link, lognormal, ours, queue, SPEED, station, stream, time } from './designs';
import { failedShare, node, throughput } from './measures';
import { disagreements, LONG, prepareEngine, widened, writtenDown } from './replications';

prepareEngine();
type Discipline = NonNullable<NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>['discipline']>;
type Time = NonNullable<Extract<StepInput, { kind: 'work' }>['time']>;
const sojourn = node('server', (n) => n.total.mean);
const wait = node('server', (n) => n.queueWait.mean);

describe('last in, first out', () => {
  const name = 'mm1_lifo_rho0.8';
  const lifo = queue(stream(80), station('server', exponential(0.01), { discipline: { kind: 'lifo' } }));

  test('the mean wait is that of first in, first out', { timeout: LONG }, async () => {
    // A call that waits, waits for as long as a busy period lasts: p99 of the wait is where P(B > t) = 0.01 / ρ.
    expect(
      await disagreements(lifo, { seconds: 110, warmup: 1 }, [
        { what: `${name} mean wait`, theory: ours(theory(name, 'mean_wait_s')), measured: wait },
        {
          what: 'LIFO p90 of the wait',
          theory: ours(busyPeriodQuantile(80, 100, 0.1 / 0.8)),
          measured: node('server', (n) => n.queueWait.p90),
        },
        {
          what: 'LIFO p99 of the wait',
          theory: ours(busyPeriodQuantile(80, 100, 0.01 / 0.8)),
          measured: node('server', (n) => n.queueWait.p99),
          tail: true,
        },
      ]),
    ).toEqual([]);
  });

  test('waits vary far more: E[W²] = E[W²] of FIFO / (1 − ρ) (Takács)', { timeout: LONG }, () => {
    // Method: one run of two million calls; the reference file gives 15 % for as many.
    const second = secondMomentOfWait(lifo, 250);
    expect(Math.abs(second / theory(name, 'second_moment_wait_s2') - 1)).toBeLessThan(0.15);
    const fifo = secondMomentOfWait(queue(stream(80), station('server', exponential(0.01))), 250);
    expect(Math.abs(fifo / theory(name, 'second_moment_wait_fifo_s2') - 1)).toBeLessThan(0.15);
  });
});

/** Time t with P(busy period of M/M/1 > t) = share, from its transform’s moments by integrating its density. [s] */
function busyPeriodQuantile(lambda: number, mu: number, share: number): number {
  // Density e^{-(λ+μ)t} I₁(2t√(λμ)) / (t √ρ), by trapezia on a grid whose steps grow with t.
  const root = 2 * Math.sqrt(lambda * mu);
  const density = (t: number) => (scaledBessel1(t * root) * Math.exp(t * (root - lambda - mu))) / (t * Math.sqrt(lambda / mu));
  let below = 0;
  let t = 1e-9;
  let last = mu;
  while (below < 1 - share) {
    const next = t * 1.0005;
    const here = density(next);
    below += ((last + here) / 2) * (next - t);
    last = here;
    t = next;
  }
  return t;
}

/** e^{-x} I₁(x): the series for small x, Hankel’s expansion for large. */
function scaledBessel1(x: number): number {
  if (x < 30) {
    let term = x / 2;
    let sum = term;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= ((x / 2) * (x / 2)) / (k * (k + 1));
      sum += term;
    }
    return sum * Math.exp(-x);
  }
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 12; k++) {
    term *= -(4 - (2 * k - 1) ** 2) / (k * 8 * x);
    sum += term;
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}

/** Mean square of the waits, in the reference’s time. [s²] */
function secondMomentOfWait(of: Design, seconds: number): number {
  const resolved = resolve(of);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1);
  const { queueWait } = simulation.model.node('server')!.stats;
  const record = queueWait.record.bind(queueWait);
  let [n, squares] = [0, 0];
  queueWait.record = (nanos) => {
    n += 1;
    squares += (nanos / 1e9) ** 2;
    record(nanos);
  };
  simulation.runUntil(seconds * 1e9);
  return (squares / n) * SPEED ** 2;
}

describe('by priority, without preemption (Cobham 1954)', () => {
  // W_k = W₀ / ((1 − σ_{k+1}) (1 − σ_k)), where σ_k is the utilization by class k and all more urgent ones, and W₀ = λ E[S²] / 2.
  const rates = { high: 20, middle: 25, low: 35 };
  const urgency = { high: 9, middle: 5, low: 0 };
  const served = (service: Time, params = {}) => {
    const server = station('server', service, { discipline: { kind: 'priority' }, ...params });
    return design([stream(80), server], [link('clients', 'server')], {
      journeys: (['low', 'high', 'middle'] as const).map((id) => ({
        id,
        client: 'clients',
        link: 'clients-server',
        weight: rates[id],
        priority: urgency[id],
      })),
    });
  };
  const meanOf =
    (id: string) =>
    ({ journeys }: { journeys: readonly { id: string; latency: { mean: number | null } }[] }) =>
      journeys.find((journey) => journey.id === id)!.latency.mean;

  test.each([
    { kind: 'exponential', service: exponential(0.01), square: 2e-4, seconds: 30 },
    { kind: 'constant', service: time(0.01), square: 1e-4, seconds: 15 },
    { kind: 'lognormal', service: lognormal(0.01, 4), square: 5e-4, seconds: 130, wider: 1.5 },
  ])('$kind work: the mean wait of each class', { timeout: LONG }, async ({ service, square, seconds, wider = 1 }) => {
    const w0 = (80 * square) / 2;
    const waits = { high: w0 / (1 - 0.2), middle: w0 / ((1 - 0.2) * (1 - 0.45)), low: w0 / ((1 - 0.45) * (1 - 0.8)) };
    expect(
      await disagreements(
        served(service),
        { seconds, warmup: 1 },
        widened(
          (['high', 'middle', 'low'] as const).map((id) => ({
            what: `mean sojourn of ${id}`,
            theory: ours(waits[id] + 0.01),
            measured: meanOf(id),
          })),
          wider,
        ),
      ),
    ).toEqual([]);
  });

  test('four workers: W_k = C(c, a) / (c μ) / ((1 − σ_{k+1}) (1 − σ_k))', { timeout: LONG }, async () => {
    const erlangC = 0.5964; // of 4 servers and 3.2 erlangs
    const w0 = erlangC / 100;
    const waits = { high: w0 / (1 - 0.2), middle: w0 / ((1 - 0.2) * (1 - 0.45)), low: w0 / ((1 - 0.45) * (1 - 0.8)) };
    expect(
      await disagreements(
        served(exponential(0.04), { workers: 4 }),
        { seconds: 40, warmup: 1 },
        (['high', 'middle', 'low'] as const).map((id) => ({
          what: `mean sojourn of ${id}`,
          theory: ours(waits[id] + 0.04),
          measured: meanOf(id),
        })),
      ),
    ).toEqual([]);
  });
});

describe('a bound on the wait', () => {
  test.each([
    { rate: 80, tau: 0.05, seconds: 28 },
    { rate: 100, tau: 0.03, seconds: 8 },
  ])('a call leaves once it has waited $tau s, at $rate/s', { timeout: LONG }, async ({ rate, tau, seconds }) => {
    const name = `mm1_deadline_in_queue_l${rate}_tau${tau}`;
    const bounded = queue(stream(rate), station('server', exponential(0.01), { maxQueueWait: time(tau) }));
    expect(
      await disagreements(bounded, { seconds, warmup: 0.5 }, [
        { what: `${name} timeouts`, theory: theory(name, 'timeout_prob'), measured: failedShare },
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: throughput },
      ]),
    ).toEqual([]);
  });

  test('impatient callers (Erlang A)', { timeout: LONG }, async () => {
    const name = 'erlangA_c10_l110';
    const impatient = queue(stream(110), station('server', exponential(0.1), { workers: 10, maxQueueWait: exponential(0.2) }));
    expect(
      await disagreements(impatient, { seconds: 35, warmup: 0.5 }, [
        { what: `${name} abandon`, theory: theory(name, 'abandon_prob'), measured: failedShare },
        { what: `${name} queue`, theory: theory(name, 'mean_queue_len'), measured: node('server', (n) => n.meanBacklog) },
        // λ (1 − P) of the work gets done by ten workers.
        { what: `${name} busy`, theory: 1.1 * (1 - theory(name, 'abandon_prob')), measured: node('server', (n) => n.utilization) },
      ]),
    ).toEqual([]);
  });
});

describe('processor sharing', () => {
  const shared = (rate: number, service: Time, params = {}) =>
    queue(stream(rate), station('server', service, { discipline: { kind: 'processor-sharing' }, ...params }));

  test.each([
    { kind: 'exponential', service: exponential(0.01), seconds: 35 },
    { kind: 'constant', service: time(0.01), seconds: 25 },
    { kind: 'lognormal', service: lognormal(0.01, 4), seconds: 60 },
  ])('$kind work: the mean sojourn is 1 / (μ − λ) whatever its distribution', { timeout: LONG }, async ({ service, seconds }) => {
    expect(
      await disagreements(shared(80, service), { seconds, warmup: 1 }, [
        { what: 'mean sojourn', theory: ours(1 / (100 - 80)), measured: sojourn },
        { what: 'what sharing adds', theory: ours(1 / (100 - 80) - 1 / 100), measured: wait },
        { what: 'utilization', theory: 0.8, measured: node('server', (n) => n.utilization) },
        { what: 'in system', theory: 4, measured: node('server', (n) => n.meanInSystem) },
      ]),
    ).toEqual([]);
  });

  test('fair: work of x takes x / (1 − ρ), long or short', { timeout: LONG }, async () => {
    const operations = [
      { name: 'short', steps: [{ kind: 'work' as const, time: time(0.005) }] },
      { name: 'long', steps: [{ kind: 'work' as const, time: time(0.03) }] },
    ];
    const server = station('server', '1ms', { discipline: { kind: 'processor-sharing' } }, operations);
    // 80 % of the calls are short: the mean is 10 ms.
    const mixed = design([stream(70), server], [link('clients', 'server')], {
      journeys: [
        { id: 'short', client: 'clients', link: 'clients-server', operation: 'short', weight: 4 },
        { id: 'long', client: 'clients', link: 'clients-server', operation: 'long', weight: 1 },
      ],
    });
    const mean =
      (id: string) =>
      ({ journeys }: { journeys: readonly { id: string; latency: { mean: number | null } }[] }) =>
        journeys.find((journey) => journey.id === id)!.latency.mean;
    expect(
      await disagreements(mixed, { seconds: 20, warmup: 1 }, [
        { what: 'short', theory: ours(0.005 / (1 - 0.7)), measured: mean('short') },
        { what: 'long', theory: ours(0.03 / (1 - 0.7)), measured: mean('long') },
      ]),
    ).toEqual([]);
  });

  test('four cores: as long as in M/M/4, whatever the distribution', { timeout: LONG }, async () => {
    const name = 'mmc_c4_l160_mu50';
    expect(
      await disagreements(shared(160, lognormal(0.02, 4), { workers: 4 }), { seconds: 60, warmup: 1 }, [
        { what: `${name} mean sojourn`, theory: ours(theory(name, 'mean_sojourn_s')), measured: sojourn },
        { what: `${name} what sharing adds`, theory: ours(theory(name, 'mean_wait_s')), measured: wait },
        { what: `${name} utilization`, theory: theory(name, 'utilization'), measured: node('server', (n) => n.utilization) },
      ]),
    ).toEqual([]);
  });

  test('with room for ten calls it turns away what M/M/1/10 does, also with lognormal work', { timeout: LONG }, async () => {
    const name = 'mm1k_l90_K10';
    expect(
      await disagreements(shared(90, lognormal(0.01, 4), { queueLimit: 9 }), { seconds: 30, warmup: 0.5 }, [
        { what: `${name} blocked`, theory: theory(name, 'blocking_prob'), measured: failedShare, tail: true },
        { what: `${name} mean sojourn`, theory: ours(theory(name, 'mean_sojourn_accepted_s')), measured: sojourn },
      ]),
    ).toEqual([]);
  });
});

describe('a bounded queue turns away the same share in whatever order it is served', () => {
  const disciplines: Discipline[] = [{ kind: 'lifo' }, { kind: 'priority' }];
  test.each(disciplines)('M/M/1/10, $kind', { timeout: LONG }, async (discipline) => {
    const name = 'mm1k_l90_K10';
    const bounded = queue(stream(90), station('server', exponential(0.01), { queueLimit: 9, discipline }));
    expect(
      await disagreements(bounded, { seconds: 16, warmup: 0.5 }, [
        { what: `${name} blocked`, theory: theory(name, 'blocking_prob'), measured: failedShare },
        { what: `${name} mean sojourn`, theory: ours(theory(name, 'mean_sojourn_accepted_s')), measured: sojourn },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
