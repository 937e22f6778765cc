import { expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { ServerState } from '../../engine/simulate/model';
import { causeCode } from '../../engine/measure/stats';
import { Simulation } from '../../engine/simulate/simulation';
import { trace } from './traces';

interface Scenario {
  readonly name: string;
  readonly variant: string;
  readonly targetMs: number;
  readonly intervalMs: number;
  /** Arrival [µs], time that the service would take [µs], 1 when dropped, when it was taken from the queue [µs]. */
  readonly rows: readonly (readonly [number, number, number, number])[];
}
const laws = { exact: 'linux', folly: 'folly' } as const;
const { scenarios } = trace<{ readonly scenarios: readonly Scenario[] }>('codel');
const lawOf = ({ variant }: Scenario) => Object.entries(laws).find(([start]) => variant.startsWith(start))?.[1];
const cases = scenarios.flatMap((scenario) => {
  const law = lawOf(scenario);
  return law ? [{ name: scenario.name, law, scenario }] : [];
});

test.each(cases)(
  '$name, $law: a node given the same calls drops the same ones and serves the others at the same times',
  ({ law, scenario }) => {
    const { rows, targetMs, intervalMs } = scenario;
    const resolved = resolve({
      version: 1,
      name: 'CoDel',
      nodes: [
        {
          id: 'clients',
          kind: 'client',
          params: {
            traffic: {
              kind: 'recorded',
              times: rows.map(([came]) => came / 1000),
              columns: [{ name: 'server', times: rows.map(([, service]) => service / 1000) }],
            },
          },
        },
        {
          id: 'server',
          kind: 'service',
          params: {
            replicas: 1,
            workers: 1,
            queueLimit: 10_000,
            discipline: { kind: 'codel', law, target: targetMs, interval: intervalMs },
          },
        },
      ],
      links: [{ id: 'clients-server', from: 'clients', to: 'server', protocol: 'local' }],
    });
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    const simulation = new Simulation(resolved.value, 1);
    const { stats } = simulation.model.node('server') as ServerState;
    // Calls end in the order in which they were taken, so their waits in that order say which were served, and when.
    const waits: number[] = [];
    const record = stats.queueWait.record.bind(stats.queueWait);
    stats.queueWait.record = (nanos) => {
      waits.push(nanos / 1000);
      record(nanos);
    };
    simulation.runUntil(60e9);
    const served = rows.filter(([, , dropped]) => dropped === 0);
    expect(waits).toEqual(served.map(([came, , , takenAt]) => takenAt - came));
    expect([stats.arrived, stats.failedBy[causeCode.shed]]).toEqual([rows.length, rows.length - served.length]);
  },
);

test('the sample holds six', () => {
  expect(cases).toHaveLength(6);
});
