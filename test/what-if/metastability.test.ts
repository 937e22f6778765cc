import { beforeAll, describe, expect, test } from 'vitest';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import { type Crew, serialCrew } from '../../engine/what-if/crew';
import { type Metastability, metastabilityMap, type MetastabilityWanted } from '../../engine/what-if/metastability';
import { nativeEngine } from '../support/native-engine';
import { answered } from './support';

let crew: Crew;
beforeAll(async () => {
  const { run } = await nativeEngine();
  crew = serialCrew(run);
});

type Retry = NonNullable<NonNullable<DesignLink['policy']>['retry']>;
const stubborn: Retry = { attempts: 3, backoff: '20ms', cap: '100ms' };

/** docs/phenomena/metastable-failure.md: 70 requests a second to a server that can do 100, whose callers wait for 200 ms and try three times. */
const twoStates = (retry: Retry): Design => ({
  version: 1,
  name: 'Two states under one load',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 70 } } },
    {
      id: 'server',
      kind: 'service',
      params: { replicas: 1, workers: 1, queueLimit: 100, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'call', from: 'clients', to: 'server', policy: { timeout: '200ms', retry } }],
});

const map = (more: Partial<MetastabilityWanted> & { readonly design: Design }): Promise<Metastability> =>
  answered(metastabilityMap, { loads: [0.3, 1, 1.6], sizes: [1, 4], ...more }, crew);
const verdicts = ({ cells }: Metastability): string[] => cells.map(({ load, size, verdict }) => `${load} × ${size}: ${verdict}`);

// Method: 3 seeded runs of each cell, paired with as many without the trigger; the states lie far apart.
describe('metastability map', () => {
  test('the retry storm: one load, two states; a light load recovers, a heavy one is too much by itself', async () => {
    const found = await map({ design: twoStates(stubborn) });
    expect(verdicts(found)).toEqual([
      '0.3 × 1: recovers',
      '0.3 × 4: recovers',
      '1 × 1: recovers',
      '1 × 4: does not recover',
      '1.6 × 1: overloaded',
      '1.6 × 4: overloaded',
    ]);
    expect(found.metastable).toEqual([1]);
    expect(found.thresholds).toContainEqual({ load: 1, size: 4 });
    const stuck = found.cells.find(({ load, size }) => load === 1 && size === 4)!;
    expect(stuck.goodput.high).toBeLessThan(0.2);
    expect(stuck.recovery.mean).toBeNull();
  });

  test('with a retry budget every load that is borne recovers', async () => {
    const found = await map({ design: twoStates({ ...stubborn, budget: { ratio: 0.1, cap: 10 } }), loads: [0.3, 1] });
    expect(new Set(found.cells.map(({ verdict }) => verdict))).toEqual(new Set(['recovers']));
    expect(found.metastable).toEqual([]);
    // A surge of four times the load that a server of 1.4 times it must work off takes time, and is seen to.
    expect(found.cells.at(-1)!.recovery.mean).toBeGreaterThan(0);
  });

  test('a fault of any kind can be the trigger, and its length can be what is varied', async () => {
    const trigger = { action: 'slow-down', target: { node: 'server' }, params: { factor: 5 }, size: 'duration' } as const;
    const found = await map({ design: twoStates(stubborn), loads: [1], sizes: [0.1, 10], trigger });
    expect(verdicts(found)).toEqual(['1 × 0.1: recovers', '1 × 10: does not recover']);
  });

  test('a system that answers few has not recovered, nor is one well that leaves requests lying, although every answer is quick', async () => {
    const base = twoStates(stubborn);
    const slos: Design['slos'] = [{ id: 'fast', kind: 'latency', percentile: 50, below: '5s' }];
    // Users who wait for ever: what a partition swallows, they wait for still when it is over.
    const patient: Design = {
      ...base,
      nodes: [
        { id: 'patient', kind: 'client', params: { traffic: { kind: 'closed', users: 20, thinkTime: '500ms' } } },
        { id: 'others', kind: 'client', params: { traffic: { kind: 'open', rate: 10 } } },
        base.nodes![1]!,
      ],
      links: [
        { id: 'call', from: 'patient', to: 'server' },
        { id: 'too', from: 'others', to: 'server' },
      ],
      slos,
    };
    const trigger = { action: 'partition', target: { link: 'call' }, size: 'duration' } as const;
    const found = await map({ design: patient, loads: [1], sizes: [0.001, 20], trigger });
    expect(verdicts(found)).toEqual(['1 × 0.001: recovers', '1 × 20: does not recover']);
    // The newest first, and an endless queue: twice what it can do leaves half behind.
    const server = {
      ...base.nodes![1]!,
      params: { ...base.nodes![1]!.params, queueLimit: 1e6, discipline: { kind: 'lifo' } },
    } as DesignNode;
    const leaves: Design = { ...base, nodes: [base.nodes![0]!, server], links: [{ id: 'call', from: 'clients', to: 'server' }], slos };
    expect(verdicts(await map({ design: leaves, loads: [3], sizes: [1] }))).toEqual(['3 × 1: overloaded']);
  });

  test('a trigger that the fault does not have is refused', async () => {
    const refused = await metastabilityMap({ design: twoStates(stubborn), loads: [1], sizes: [1], trigger: { size: 'facto' } }, crew);
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'no-such-parameter', where: 'trigger.facto' }] });
  });
});
