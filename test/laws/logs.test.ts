import { describe, expect, test } from 'vitest';
import type { Design, DesignFault, DesignLink, DesignNode } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { parameter, theory } from './analytic';
import { delay, design, link } from './designs';
import { once, prepareEngine } from './replications';

prepareEngine();

type Client = Extract<DesignNode, { kind: 'client' }>;
type Traffic = NonNullable<NonNullable<Client['params']>['traffic']>;
type Group = NonNullable<NonNullable<DesignLink['policy']>['group']>;

/** A stream without luck into a log whose partitions get equal shares, and the replicas that read it, each one record at a time. */
function pipeline(
  traffic: Partial<Traffic> & { rate: number },
  partitions: number,
  replicas: number,
  serviceTime: string,
  group: Group = {},
): Design {
  return design(
    [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', ...traffic } as Traffic } },
      delay('producer', '0ms'),
      { id: 'log', kind: 'log', params: { partitions, partitioner: 'round-robin' } },
      { id: 'consumer', kind: 'service', params: { replicas, workers: 1, serviceTime } },
    ],
    [link('clients', 'producer'), link('producer', 'log'), link('log', 'consumer', { group })],
  );
}

/** A service time. */
const perSecond = (rate: number): string => `${Math.round(1e9 / rate)}ns`;

const groupOf = (report: Report) => report.nodes.flatMap(({ groups = [] }) => groups).find(({ id }) => id === 'log-consumer')!;

describe('consumer_lag_growth_drain', () => {
  const name = 'consumer_lag_growth_drain';
  const [overload, tolerance] = [parameter(name, 'overload_duration_s'), 0.02];
  const lagging = pipeline(
    {
      rate: parameter(name, 'produce_rate_per_s'),
      curve: {
        kind: 'step',
        to: parameter(name, 'then_produce_rate_per_s') / parameter(name, 'produce_rate_per_s'),
        startAfter: `${overload}s`,
      },
    },
    parameter(name, 'partitions'),
    parameter(name, 'consumers'),
    perSecond(parameter(name, 'per_consumer_rate_per_s')),
    // A member goes from one partition to the next after so many: a record waits for that, too.
    { batch: 10 },
  );
  const at = (seconds: number): Report => once(lagging, 1, { seconds, warmup: 0 });

  test('lag grows by arrivals less what the members can do', () => {
    const [half, end] = [groupOf(at(overload / 2)).lag, groupOf(at(overload)).lag];
    expect(Math.abs(end / theory(name, 'lag_at_end') - 1)).toBeLessThan(tolerance);
    expect(Math.abs((end - half) / (overload / 2) / theory(name, 'lag_slope_per_s') - 1)).toBeLessThan(tolerance);
  });

  test('and drains by what they can do less arrivals', () => {
    const drain = theory(name, 'drain_time_s');
    // Not yet, 2 % before theory's time; done, 2 % after it. What is in work still counts as lag.
    expect(groupOf(at(overload + drain * (1 - tolerance))).lag).toBeGreaterThan(50);
    const after = at(overload + drain * (1 + tolerance));
    expect(groupOf(after).lag).toBeLessThanOrEqual(parameter(name, 'partitions'));
    const staleness = after.nodes.find(({ id }) => id === 'log')!.total.max! / 1000;
    // The longest is the middle of a bucket 1 % wide.
    expect(Math.abs(staleness / theory(name, 'max_staleness_s') - 1)).toBeLessThan(tolerance + 0.01);
  });
});

test('consumer_group_imbalance_10p_4c: members with one partition more fall behind, although there is room on average', () => {
  const name = 'consumer_group_imbalance_10p_4c';
  const seconds = 100;
  const rate = parameter(name, 'produce_rate_per_s');
  const capacity = parameter(name, 'per_consumer_rate_per_s');
  const report = once(
    pipeline({ rate }, parameter(name, 'partitions'), parameter(name, 'consumers'), perSecond(capacity), { assignor: 'range' }),
    1,
    { seconds, warmup: 0 },
  );
  const { partitions } = groupOf(report);
  const members = [0, 1, 2, 3].map((member) => partitions.filter(({ owner }) => owner === member));
  expect(members.map(({ length }) => length)).toEqual([0, 1, 2, 3].map((i) => theory(name, 'assignment_counts', i)));
  const lags = members.map((own) => own.reduce((sum, { lag }) => sum + lag, 0));
  const arrived = members.map((own) => own.reduce((sum, { end }) => sum + end, 0));
  for (const hot of [0, 1]) {
    expect(Math.abs(arrived[hot]! / seconds / theory(name, 'rate_of_hot_consumer_per_s') - 1)).toBeLessThan(0.03);
  }
  expect(Math.abs((lags[0]! + lags[1]!) / seconds / theory(name, 'lag_slope_per_s') - 1)).toBeLessThan(0.03);
  for (const cold of [2, 3]) {
    expect(lags[cold]).toBeLessThanOrEqual(4);
    const used = (arrived[cold]! - lags[cold]!) / seconds / capacity;
    expect(Math.abs(used / theory(name, 'cold_consumer_utilization') - 1)).toBeLessThan(0.03);
  }
});

test('at_least_once_duplicates_autocommit: a crash brings back what came since the last commit', { timeout: 120_000 }, () => {
  // Method: 200 crashes at times spread evenly over one commit interval, so that their mean has no luck in it; one crash a run.
  const name = 'at_least_once_duplicates_autocommit';
  const [rate, interval, crashes] = [parameter(name, 'rate_per_s'), parameter(name, 'auto_commit_interval_s'), 200];
  const base = pipeline({ rate }, 4, 1, '0ms', { commitInterval: `${interval}s`, sessionTimeout: '1ms', rebalanceTime: '0ms' });
  const duplicates = Array.from({ length: crashes }, (_, i) => {
    const startAfter = Math.round((2 + (i + 0.5) / crashes) * interval * 1e6) / 1e3;
    const crash: DesignFault = { id: 'crash', action: 'replica-crash', target: { node: 'consumer' }, startAfter, duration: '10ms' };
    const { duplicated, lag, lost, expired, dropped } = groupOf(
      once({ ...base, faults: [crash] }, 1, { seconds: 3.5 * interval, warmup: 0 }),
    );
    expect([lag, lost, expired, dropped]).toEqual([0, 0, 0, 0]);
    return duplicated;
  });
  const mean = duplicates.reduce((sum, n) => sum + n, 0) / crashes;
  expect(Math.abs(mean / theory(name, 'mean_duplicates') - 1)).toBeLessThan(0.05);
  expect(Math.max(...duplicates)).toBeLessThanOrEqual(theory(name, 'max_duplicates'));
});
