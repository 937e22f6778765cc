import { describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import type { Report } from '../../engine/measure/report';
import { parameter, theory } from './analytic';
import { delay, design, link, stream } from './designs';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

/** A further measure of a node. */
function figureOf(report: Report, id: string, figure: string) {
  return report.nodes.find((node) => node.id === id)?.figures?.find((line) => line.id === figure);
}
const total = (report: Report, id: string, figure: string): number => {
  const line = figureOf(report, id, figure);
  return line?.kind === 'count' ? line.total : Number.NaN;
};

test('an outbox whose relay looks every second: U(0, τ)', { timeout: LONG }, async () => {
  const name = 'outbox_poll_delay';
  const shop: Design = design(
    [
      stream(3),
      {
        ...delay('shop', '0ms'),
        operations: [
          {
            name: 'place',
            steps: [
              { kind: 'write', link: 'shop-db' },
              { kind: 'publish', link: 'shop-queue', event: 'Placed' },
            ],
          },
        ],
      },
      { id: 'db', kind: 'database', params: { queryTime: '0ms', connections: 1000 } },
      { id: 'queue', kind: 'queue', params: {} },
      delay('mailer', '0ms'),
    ],
    [
      link('clients', 'shop'),
      link('shop', 'db'),
      { ...link('shop', 'queue'), outbox: { store: 'shop-db', interval: `${parameter(name, 'poll_interval_s')}s`, batch: 1_000_000 } },
      link('queue', 'mailer'),
    ],
  );
  const waited = (report: Report) => {
    const line = figureOf(report, 'shop', 'outbox-delay');
    return line?.kind === 'time' ? line.time : null;
  };
  const seconds = (ms: number | null | undefined): number => (ms ?? Number.NaN) / 1000;
  expect(
    await disagreements(shop, { seconds: 60, warmup: 1 }, [
      { what: `${name} mean`, theory: theory(name, 'mean_delay_s'), measured: (r) => seconds(waited(r)?.mean) },
      { what: `${name} p99`, theory: theory(name, 'p99_delay_s'), measured: (r) => seconds(waited(r)?.p99), tail: true },
    ]),
  ).toEqual([]);
});

describe('a saga', () => {
  test('of five stages, each failing with 0.05', { timeout: LONG }, async () => {
    const name = 'saga_5_steps_p0.05';
    const did = (effect: string): StepInput => ({ kind: 'effect', effect });
    const stages = Array.from({ length: 5 }, () => ({
      steps: [did('Begun'), { kind: 'work' as const, time: '0ms', errorRate: 0.05 }],
      compensate: [did('Undone')],
    }));
    const saga: Design = design(
      [stream(20), { ...delay('shop', '0ms'), operations: [{ name: 'buy', steps: [{ kind: 'saga', stages }] }] }],
      [link('clients', 'shop')],
    );
    const effects = (report: Report, id: string): number => report.ledger!.effects.find((effect) => effect.id === id)!.count;
    const begun = (report: Report): number => total(report, 'shop', 'sagas-started');
    expect(
      await disagreements(saga, { seconds: 30, warmup: 0 }, [
        {
          what: `${name} committed`,
          theory: theory(name, 'commit_prob'),
          measured: (r) => total(r, 'shop', 'sagas-done') / begun(r),
        },
        {
          what: `${name} compensations`,
          theory: theory(name, 'mean_compensations'),
          measured: (r) => effects(r, 'Undone') / begun(r),
        },
        { what: `${name} stages begun`, theory: theory(name, 'mean_actions_started'), measured: (r) => effects(r, 'Begun') / begun(r) },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
