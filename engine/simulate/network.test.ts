import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import { type Design, type DesignFault, type DesignLink, zFault } from '../design/schema';
import { Simulation } from './simulation';

const seconds = (s: number): number => s * 1e9;

/** Ten requests a second, evenly spread, over one link to something that answers at once. */
function shop(link: Omit<DesignLink, 'id' | 'from' | 'to'>, more: Partial<Design> = {}) {
  const design: Design = {
    version: 1,
    name: 'shop',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 10, arrivals: 'constant' } } },
      { id: 'shop', kind: 'external', params: { latency: '0ms' } },
    ],
    links: [{ id: 'wire', from: 'users', to: 'shop', protocol: 'local', ...link }],
    ...more,
  };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const fault = (of: Omit<DesignFault, 'target' | 'id'>) => zFault.parse({ id: 'f', target: { link: 'wire' }, ...of });
const answered = (simulation: Simulation): number => simulation.model.journeys[0]!.stats.ok;

describe('payload', () => {
  const sizes = (link: Omit<DesignLink, 'id' | 'from' | 'to'>, operation: object = {}) => {
    const nodes = [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 10, arrivals: 'constant' } } },
      { id: 'shop', kind: 'service', params: { serviceTime: '0ms' }, operations: [{ name: 'buy', steps: [], ...operation }] },
    ] as const;
    const simulation = new Simulation(shop(link, { nodes: nodes as unknown as NonNullable<Design['nodes']> }), 1);
    simulation.runUntil(seconds(1.01));
    const { sentBytes, receivedBytes } = simulation.model.link('wire')!.carrier!;
    const { attempts } = simulation.model.link('wire')!.stats;
    return [sentBytes / attempts, receivedBytes / attempts];
  };

  test.each([
    ['the link’s, headers on top', { network: { request: 500, answer: 2000 }, protocol: 'rest' }, {}, [1200, 2700]],
    ['half of it over gRPC', { network: { request: 500, answer: 2000 }, protocol: 'grpc' }, {}, [350, 1100]],
    ['the protocol’s own where the link says nothing', { network: { bandwidth: 1000 }, protocol: 'rest' }, {}, [1700, 4700]],
    ['the operation’s before the link’s', { network: { request: 1, answer: 1 } }, { request: 10, answer: 20 }, [10, 20]],
  ] as const)('%s', (_, link, operation, expected) => {
    expect(sizes(link, operation)).toEqual(expected);
  });

  test('the step’s before all others; messages carry theirs on to the consumer', () => {
    const nodes: Design['nodes'] = [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 10, arrivals: 'constant' } } },
      {
        id: 'shop',
        kind: 'service',
        params: { serviceTime: '0ms' },
        operations: [
          {
            name: 'buy',
            steps: [
              { kind: 'call', link: 'pay', request: 7, answer: 9 },
              { kind: 'publish', link: 'sell', event: 'Sold', size: 5000 },
            ],
          },
        ],
      },
      { id: 'bank', kind: 'external', params: { latency: '0ms' } },
      { id: 'sales', kind: 'queue' },
      { id: 'books', kind: 'service', params: { serviceTime: '0ms' } },
    ];
    const network = { request: 1, answer: 1 };
    const links: Design['links'] = [
      { id: 'wire', from: 'users', to: 'shop', protocol: 'local' },
      { id: 'pay', from: 'shop', to: 'bank', protocol: 'local', network },
      { id: 'sell', from: 'shop', to: 'sales', protocol: 'local', network },
      { id: 'keep', from: 'sales', to: 'books', protocol: 'local', network },
    ];
    const simulation = new Simulation(shop({}, { nodes, links }), 1);
    simulation.runUntil(seconds(1.01));
    const perCall = (id: string) => {
      const { carrier, stats } = simulation.model.link(id)!;
      return [carrier!.sentBytes / stats.attempts, carrier!.receivedBytes / stats.attempts];
    };
    expect([perCall('pay'), perCall('sell'), perCall('keep')]).toEqual([
      [7, 9],
      [5000, 0],
      [5000, 1],
    ]);
    // Nobody asked for the bytes of this one.
    expect(simulation.model.link('wire')!.carrier).toBeNull();
  });
});

describe('a cap on the bandwidth', () => {
  test('lets a queue build up, and lets it go when it ends', () => {
    // 12,500 bytes at 10 a second are 1 Mbit/s; at half of that every second call waits in the end.
    const simulation = new Simulation(shop({ network: { request: 12_500, answer: 0 } }), 1);
    simulation.runUntil(seconds(10));
    const before = answered(simulation);
    simulation.inject(fault({ action: 'bandwidth-cap', params: { bandwidth: 0.5 } }));
    simulation.runUntil(seconds(20));
    const { carrier, stats } = simulation.model.link('wire')!;
    // One each 200 ms, and the first of them began 100 ms late.
    expect(answered(simulation) - before).toBe(49);
    expect(carrier!.out.backlog).toBeGreaterThan(45);
    simulation.heal('f');
    simulation.runUntil(seconds(20.001));
    expect(carrier!.out.backlog + stats.inFlight).toBeLessThan(2);
  });

  test('two of them: the lower one counts, and each takes back only itself', () => {
    const simulation = new Simulation(shop({ network: { request: 12_500, answer: 0 } }), 1);
    const cap = (id: string, bandwidth: number) =>
      simulation.inject(zFault.parse({ id, target: { link: 'wire' }, action: 'bandwidth-cap', params: { bandwidth } }));
    const rate = () => {
      const before = answered(simulation);
      simulation.runUntil(simulation.now + seconds(10));
      return answered(simulation) - before;
    };
    cap('a', 0.5);
    cap('b', 0.2);
    expect(rate()).toBe(19);
    simulation.heal('b');
    expect(rate()).toBe(50);
    cap('b', 0.2);
    simulation.heal('a');
    expect(rate()).toBeLessThan(22);
  });

  test('a call that is cancelled leaves the link to the next one', () => {
    const policy = { timeout: '150ms', cancelOnTimeout: true } as const;
    const simulation = new Simulation(shop({ network: { bandwidth: 0.5, request: 12_500, answer: 0 }, policy }), 1);
    simulation.runUntil(seconds(10));
    const { carrier, stats } = simulation.model.link('wire')!;
    // Each takes 200 ms and gives up after 150: none gets through, and none is left over.
    expect([answered(simulation), carrier!.out.backlog <= 1, stats.inFlight <= 2]).toEqual([0, true, true]);
    const kept = new Simulation(
      shop({ network: { bandwidth: 0.5, request: 12_500, answer: 0 }, policy: { ...policy, cancelOnTimeout: false } }),
      1,
    );
    kept.runUntil(seconds(10));
    expect(kept.model.link('wire')!.carrier!.out.backlog).toBeGreaterThan(45);
  });
});

test('lost packets come on top of the link’s own loss, and go with their fault', () => {
  const simulation = new Simulation(shop({ network: { loss: 0.2 } }), 1);
  const link = simulation.model.link('wire')!;
  simulation.inject(fault({ action: 'packet-loss', params: { share: 0.5 } }));
  expect(link.loss).toBeCloseTo(0.6, 12);
  simulation.heal('f');
  expect(link.loss).toBe(0.2);
});

test('cuts in both directions that overlap heal one by one', () => {
  const simulation = new Simulation(shop({}), 1);
  const link = simulation.model.link('wire')!;
  const cut = (id: string, direction: string, mode: string) =>
    simulation.inject(zFault.parse({ id, target: { link: 'wire' }, action: 'partition', params: { direction, mode } }));
  cut('a', 'forward', 'black-hole');
  expect(link.cut).toBe(2);
  cut('b', 'backward', 'refuse');
  expect(link.cut).toBe(1);
  simulation.heal('a');
  expect(link.cut).toBe(3);
  simulation.heal('b');
  expect([link.cut, link.instant]).toEqual([0, true]);
});
