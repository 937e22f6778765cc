import { describe, expect, test } from 'vitest';
import type { Report } from '../../engine/measure/report';
import type { FigureId } from '../../engine/policies/figures';
import type { DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { parameter, theory } from './analytic';
import { delay, design, exponential, link, ours, SPEED, time } from './designs';
import { node } from './measures';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

type Time = ReturnType<typeof exponential>;
type Entities = NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>['entities'];

const client = (id: string, rate: number, entities: NonNullable<Entities>): DesignNode => ({
  id,
  kind: 'client',
  params: { traffic: { kind: 'open', rate }, entities },
});
/** Does one thing at the store, in no time. */
const doer = (id: string, step: StepInput): DesignNode => ({ ...delay(id, '0ms'), operations: [{ name: 'do', steps: [step] }] });

const line = (report: Report, of: string, id: FigureId | 'stale-read-share' | 'hottest-shard-share') =>
  report.nodes.find((n) => n.id === of)?.figures?.find((figure) => figure.id === id);
const share = (of: string, id: 'stale-read-share' | 'hottest-shard-share') => (report: Report) => {
  const found = line(report, of, id);
  return found?.kind === 'share' ? found.share : null;
};

describe('reads at a replica', () => {
  const name = 'replica_stale_read_prob';
  const writes = parameter(name, 'key_write_rate_per_s');
  const lag = parameter(name, 'replication_lag_s');
  const one = { kind: 'uniform', count: 1 } as const;
  /** Writes of one thing, and reads of it at the replica. */
  const replicated = (of: Time, apply: 'in-order' | 'independent') =>
    design(
      [
        client('writers', writes * SPEED, one),
        client('readers', 10 * writes * SPEED, one),
        doer('writing', { kind: 'write', link: 'writing-db' }),
        doer('reading', { kind: 'read', link: 'reading-db' }),
        {
          id: 'db',
          kind: 'database',
          params: { connections: 10_000, queryTime: '0ms', replication: { replicas: 1, lag: of, apply, reads: 'replicas' } },
        },
      ],
      [link('writers', 'writing'), link('readers', 'reading'), link('writing', 'db'), link('reading', 'db')],
    );
  const constant = theory(name, 'stale_prob_const_lag');

  test.each([
    // Stale if there was a write within the lag.
    { what: `${name} constant lag`, of: time(lag), apply: 'in-order', expected: constant },
    // In order, fresh only if no write at all is on its way: an M/G/∞ queue that is empty, whatever the distribution of the lag.
    { what: `${name} exponential lag, in order`, of: exponential(lag), apply: 'in-order', expected: constant },
    // Each by itself, fresh if the newest has come: E(1 − e^(−λL)) for an exponential L.
    {
      what: `${name} exponential lag, independent`,
      of: exponential(lag),
      apply: 'independent',
      expected: (writes * lag) / (1 + writes * lag),
    },
  ] as const)('$what', { timeout: LONG }, async ({ what, of, apply, expected }) => {
    expect(
      await disagreements(replicated(of, apply), { seconds: 18, warmup: 0.1 }, [
        { what, theory: expected, measured: share('db', 'stale-read-share') },
      ]),
    ).toEqual([]);
  });
});

test('a hot thing makes a hot shard, also where nothing else is in it', { timeout: LONG }, async () => {
  const name = 'hot_shard_zipf';
  const keys = parameter(name, 'keys');
  const count = parameter(name, 'shards');
  const rate = parameter(name, 'total_rate_per_s');
  const hottest = theory(name, 'hottest_key_rate_per_s');
  // The hottest thing alone; the others in ranges of equal traffic, as far as things can be cut.
  const splits = [1];
  let load = 0;
  for (let key = 1; key < keys && splits.length < count - 1; key++) {
    load += hottest / (key + 1);
    if (load < (rate - hottest) / (count - 1)) continue;
    splits.push(key + 1);
    load = 0;
  }
  const sharded = design(
    [
      client('clients', rate, { kind: 'zipf', count: keys, skew: parameter(name, 'zipf_exponent') }),
      doer('reading', { kind: 'read', link: 'reading-db' }),
      { id: 'db', kind: 'database', params: { queryTime: '0ms', shards: { by: 'range', count, keys, splits } } },
    ],
    [link('clients', 'reading'), link('reading', 'db')],
  );
  expect(
    await disagreements(sharded, { seconds: 25, warmup: 1 }, [
      {
        what: `${name} rate of the hottest key`,
        theory: hottest,
        measured: (report) => {
          const found = line(report, 'db', 'hottest-shard-queries');
          return found?.kind === 'count' ? found.rate : null;
        },
      },
    ]),
  ).toEqual([]);
});

test('a quorum waits for the k-th of n copies', { timeout: LONG }, async () => {
  const name = 'quorum_2_of_3_exp';
  const quorum = design(
    [
      client('clients', 10 * SPEED, { kind: 'uniform', count: 1_000_000 }),
      doer('reading', { kind: 'read', link: 'reading-kv' }),
      {
        id: 'kv',
        kind: 'key-value',
        params: {
          workers: 10_000,
          quorum: { n: parameter(name, 'n'), r: parameter(name, 'k'), w: parameter(name, 'k') },
          accessTime: exponential(0.01),
          coordinationTime: '0ms',
        },
      },
    ],
    [link('clients', 'reading'), link('reading', 'kv')],
  );
  expect(
    await disagreements(quorum, { seconds: 4, warmup: 0.1 }, [
      { what: `${name} mean at a key-value store`, theory: ours(theory(name, 'mean_s')), measured: node('kv', (n) => n.total.mean) },
      {
        what: `${name} p99 at a key-value store`,
        theory: ours(theory(name, 'p99_s')),
        measured: node('kv', (n) => n.total.p99),
        tail: true,
      },
    ]),
  ).toEqual([]);
});

writtenDown();
