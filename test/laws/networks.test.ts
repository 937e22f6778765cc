import { describe, expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { theory } from './analytic';
import { delay, design, exponential, link, ours, queue, row, SPEED, station, stream, time, users } from './designs';
import { failedShare, latency, node, over, throughput } from './measures';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

describe('Jackson networks', () => {
  test('a tandem: p50 and p99 of the whole way (Burke, Reich)', { timeout: LONG }, async () => {
    const name = 'jackson_tandem_2';
    const tandem = row(stream(50), [station('first', exponential(1 / 80)), station('second', exponential(1 / 100))]);
    expect(
      await disagreements(tandem, { seconds: 10, warmup: 1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_sojourn_s')), measured: latency },
        { what: `${name} p50`, theory: ours(theory(name, 'p50_s')), measured: (r) => r.requests.latency.p50 },
        { what: `${name} p99`, theory: ours(theory(name, 'p99_s')), measured: (r) => r.requests.latency.p99, tail: true },
        { what: `${name} in system`, theory: theory(name, 'mean_in_system'), measured: node('clients', (n) => n.meanInSystem) },
      ]),
    ).toEqual([]);
  });

  test('gateway, two services and a database, routed by chance', { timeout: LONG }, async () => {
    const name = 'jackson_markov_gw_A_B_DB';
    const call = (id: string): StepInput[] => [{ kind: 'call', link: id }];
    const routed = (service: number, branches: { share: number; steps: StepInput[] }[]): DesignNode['operations'] => [
      {
        name: 'serve',
        steps: [
          { kind: 'work', time: exponential(1 / service) },
          { kind: 'choose', by: 'probability', branches },
        ],
      },
    ];
    const nodes = [
      stream(100),
      station(
        'gw',
        '1ms',
        { workers: 2 },
        routed(70, [
          { share: 0.7, steps: call('gw-a') },
          { share: 0.3, steps: call('gw-b') },
        ]),
      ),
      station(
        'a',
        '1ms',
        { workers: 2 },
        routed(50, [
          { share: 0.8, steps: call('a-db') },
          { share: 0.2, steps: [] },
        ]),
      ),
      station(
        'b',
        '1ms',
        {},
        routed(40, [
          { share: 0.5, steps: call('b-db') },
          { share: 0.5, steps: [] },
        ]),
      ),
      station('db', exponential(1 / 90)),
    ];
    const links = [link('clients', 'gw'), link('gw', 'a'), link('gw', 'b'), link('a', 'db'), link('b', 'db')];
    expect(
      await disagreements(design(nodes, links), { seconds: 18, warmup: 1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_sojourn_s')), measured: latency },
        ...['gw', 'a', 'b', 'db'].flatMap((id, i) => [
          {
            what: `${name} station ${id}`,
            theory: ours(theory(name, 'station_mean_sojourn_s', i)),
            measured: node(id, (n) => (n.queueWait.mean ?? NaN) + (n.service.mean ?? NaN)),
          },
          {
            what: `${name} utilization of ${id}`,
            theory: theory(name, 'station_utilization', i),
            measured: node(id, (n) => n.utilization),
          },
        ]),
      ]),
    ).toEqual([]);
  });

  test('feedback: failed work joins the queue’s tail again, at once', { timeout: LONG }, async () => {
    const name = 'jackson_feedback_retry_p0.3';
    const again = queue(stream(40), station('server', exponential(1 / 80), { errorRate: 0.3 }), {
      retry: { attempts: 20, backoff: '0ms', jitter: 'none', on: ['error'] },
    });
    expect(
      await disagreements(again, { seconds: 12, warmup: 1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_sojourn_s')), measured: latency },
        { what: `${name} visit`, theory: ours(theory(name, 'station_mean_sojourn_s', 0)), measured: node('server', (n) => n.total.mean) },
        { what: `${name} utilization`, theory: theory(name, 'station_utilization', 0), measured: node('server', (n) => n.utilization) },
      ]),
    ).toEqual([]);
  });
});

describe('closed networks', () => {
  test.each([
    { N: 5, seconds: 30 },
    { N: 20, seconds: 15 },
  ])('mean value analysis, $N users', { timeout: LONG }, async ({ N, seconds }) => {
    const name = `closed_mva_N${N}`;
    const stations = ['one', 'two', 'three'];
    const demands = [0.02, 0.05, 0.03];
    const closed = row(
      users(N, exponential(1)),
      stations.map((id, i) => station(id, exponential(demands[i]!))),
    );
    expect(
      await disagreements(closed, { seconds, warmup: 1 }, [
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: throughput },
        { what: `${name} response`, theory: ours(theory(name, 'mean_response_s')), measured: latency },
        { what: `${name} bottleneck`, theory: theory(name, 'bottleneck_utilization'), measured: node('two', (n) => n.utilization) },
        {
          what: `${name} queue at the bottleneck`,
          theory: theory(name, 'station_queue_len', 1),
          // Calls on to the next station are in flight here too, but not in its queue or at its worker.
          measured: node('two', (n) => n.meanBacklog + (n.utilization ?? NaN)),
        },
      ]),
    ).toEqual([]);
  });

  test('clients over a pool of four connections', { timeout: LONG }, async () => {
    const name = 'closed_pool_c4_N30';
    const pool: DesignNode = { id: 'db', kind: 'database', params: { connections: 4, queueLimit: 1000, queryTime: exponential(0.1) } };
    expect(
      await disagreements(design([users(30, exponential(0.5)), pool], [link('clients', 'db')]), { seconds: 12, warmup: 1 }, [
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: throughput },
        { what: `${name} response`, theory: ours(theory(name, 'mean_response_s')), measured: latency },
      ]),
    ).toEqual([]);
  });
});

describe('fan-out and chains', () => {
  /** A caller that runs these branches side by side; `leaf` answers any number of calls. */
  const fanOut = (branches: number, leaf: DesignNode, need?: number) => {
    const steps: StepInput[] = [
      {
        kind: 'parallel',
        branches: Array.from({ length: branches }, () => [{ kind: 'call', link: 'root-leaf' }]),
        ...(need !== undefined && { need }),
      },
    ];
    return design(
      [stream(20), station('root', '1ms', {}, [{ name: 'ask all', steps }]), leaf],
      [link('clients', 'root'), link('root', 'leaf')],
    );
  };

  test.each([
    { n: 10, seconds: 4, replications: 20 },
    // The first twenty seeds happen to lie low at p99, by 1.5 %; two hundred do not.
    { n: 100, seconds: 1.2, replications: 100 },
  ])('the slowest of $n', { timeout: LONG }, async ({ n, seconds, replications }) => {
    const name = `fanout_max_exp_n${n}`;
    expect(
      await disagreements(fanOut(n, delay('leaf', exponential(0.01))), { seconds, warmup: 0.1, replications }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_s')), measured: latency },
        { what: `${name} p50`, theory: ours(theory(name, 'p50_s')), measured: (r) => r.requests.latency.p50 },
        { what: `${name} p95`, theory: ours(theory(name, 'p95_s')), measured: (r) => r.requests.latency.p95 },
        { what: `${name} p99`, theory: ours(theory(name, 'p99_s')), measured: (r) => r.requests.latency.p99, tail: true },
      ]),
    ).toEqual([]);
  });

  test('a quorum of two out of three', { timeout: LONG }, async () => {
    const name = 'quorum_2_of_3_exp';
    expect(
      await disagreements(fanOut(3, delay('leaf', exponential(0.01)), 2), { seconds: 12, warmup: 0.1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_s')), measured: latency },
        { what: `${name} p99`, theory: ours(theory(name, 'p99_s')), measured: (r) => r.requests.latency.p99, tail: true },
      ]),
    ).toEqual([]);
  });

  test('a chain of five', { timeout: LONG }, async () => {
    const name = 'serial_chain_5_exp';
    const steps: StepInput[] = Array.from({ length: 5 }, () => ({ kind: 'call', link: 'root-leaf' }));
    const chain = design(
      [stream(20), station('root', '1ms', {}, [{ name: 'ask in turn', steps }]), delay('leaf', exponential(0.01))],
      [link('clients', 'root'), link('root', 'leaf')],
    );
    expect(
      await disagreements(chain, { seconds: 8, warmup: 0.1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_s')), measured: latency },
        { what: `${name} p99`, theory: ours(theory(name, 'p99_s')), measured: (r) => r.requests.latency.p99, tail: true },
      ]),
    ).toEqual([]);
  });

  test('the tail at scale: one slow leaf in a hundred makes most requests slow', { timeout: LONG }, async () => {
    const name = 'tail_at_scale_100';
    const fast: StepInput = { kind: 'wait', time: time(0.01) };
    const slow: StepInput = { kind: 'wait', time: time(1) };
    const leaf: DesignNode = {
      ...delay('leaf', '1ms'),
      operations: [
        {
          name: 'answer',
          steps: [
            {
              kind: 'choose',
              by: 'probability',
              branches: [
                { share: 0.99, steps: [fast] },
                { share: 0.01, steps: [slow] },
              ],
            },
          ],
        },
      ],
    };
    const journeys = [{ id: 'ask', client: 'clients', link: 'clients-root', deadline: time(0.5) }];
    expect(
      await disagreements({ ...fanOut(100, leaf), journeys }, { seconds: 0.7, warmup: 0.1 }, [
        { what: `${name} slow`, theory: theory(name, 'prob_request_slow'), measured: ({ requests: { late, ok } }) => late / (late + ok) },
      ]),
    ).toEqual([]);
  });

  test('the tail at scale: one slow leaf in ten thousand, and two thousand of them', { timeout: LONG }, async () => {
    const name = 'tail_at_scale_2000_1in10000';
    // A list of branches holds 200, so there are ten lists side by side.
    const ask: StepInput[] = [{ kind: 'parallel', branches: Array.from({ length: 200 }, () => [{ kind: 'call', link: 'root-leaf' }]) }];
    const steps: StepInput[] = [{ kind: 'parallel', branches: Array.from({ length: 10 }, () => ask) }];
    const answer: StepInput[] = [
      {
        kind: 'choose',
        by: 'probability',
        branches: [
          { share: 0.9999, steps: [] },
          { share: 0.0001, steps: [{ kind: 'wait', time: time(1) }] },
        ],
      },
    ];
    const leaf: DesignNode = { ...delay('leaf', '1ms'), operations: [{ name: 'answer', steps: answer }] };
    const wide = design(
      [stream(20), station('root', '1ms', {}, [{ name: 'ask all', steps }]), leaf],
      [link('clients', 'root'), link('root', 'leaf')],
      { journeys: [{ id: 'ask', client: 'clients', link: 'clients-root', deadline: time(0.5) }] },
    );
    // Each request is 2,000 calls: one per cent would take minutes.
    expect(
      await disagreements(wide, { seconds: 0.1, warmup: 0.02 }, [
        {
          what: `${name} slow`,
          theory: theory(name, 'prob_request_slow'),
          measured: ({ requests: { late, ok } }) => late / (late + ok),
          width: 0.1,
        },
      ]),
    ).toEqual([]);
  });

  test('availability of five in a chain, each three nines', { timeout: LONG }, async () => {
    const name = 'availability_chain_5x3nines';
    const steps: StepInput[] = Array.from({ length: 5 }, () => ({ kind: 'call', link: 'root-leaf' }));
    const chain = design(
      [stream(500), station('root', '1ms', {}, [{ name: 'ask in turn', steps }]), delay('leaf', time(0.001), 0.001)],
      [link('clients', 'root'), link('root', 'leaf')],
    );
    expect(
      await disagreements(chain, { seconds: 1.5, warmup: 0.1 }, [
        { what: `${name} availability`, theory: theory(name, 'serial'), measured: (r) => 1 - (failedShare(r) ?? NaN) },
        { what: `${name} unavailability`, theory: 1 - theory(name, 'serial'), measured: failedShare, tail: true },
      ]),
    ).toEqual([]);
  });

  test('cache-aside: the database only on a miss', { timeout: LONG }, async () => {
    const name = 'cache_aside_latency';
    const steps: StepInput[] = [
      { kind: 'choose', by: 'cache-hit', link: 'root-cache', hit: [], miss: [{ kind: 'call', link: 'root-db' }] },
    ];
    const cache: DesignNode = { id: 'cache', kind: 'cache', params: { hitRatio: 0.8, workers: 1000, lookupTime: time(0.001) } };
    const aside = design(
      [stream(50), station('root', '1ms', {}, [{ name: 'read', steps }]), cache, delay('db', time(0.02))],
      [link('clients', 'root'), link('root', 'cache'), link('root', 'db')],
    );
    expect(
      await disagreements(aside, { seconds: 4, warmup: 0.1 }, [
        { what: `${name} mean`, theory: ours(theory(name, 'mean_latency_s')), measured: latency },
        {
          what: `${name} misses`,
          theory: 0.2,
          measured: (r) => (over('root-db', (l) => l.rate)(r) ?? NaN) / (over('root-cache', (l) => l.rate)(r) ?? NaN),
        },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
