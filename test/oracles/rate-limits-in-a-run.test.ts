import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { type LimiterTrace, limiterTraces } from './rate-limit-traces';
import { NANOS_PER_MS } from './traces';

type Limit = LimiterTrace['input'];

/** Where the limit stands: clients → shop, with a store beside whoever limits. All at once: nothing but the limit takes time. */
const places = {
  'at the caller': (limit: Limit) => shop({ rateLimit: limit }, {}),
  'at the door': (limit: Limit) => shop({}, { rateLimit: limit }),
  'at the door of one replica': (limit: Limit) => shop({}, { rateLimit: { ...limit, scope: 'each-replica' } as Limit }),
  'for the one tenant there is': (limit: Limit) => shop({}, { rateLimit: { ...limit, per: 'tenant', keys: 1 } as Limit }),
  'in a store that the caller asks': (limit: Limit) => shop({ rateLimit: { ...limit, store: { link: 'clients-store' } } as Limit }, {}),
  'in a store that the node asks': (limit: Limit) => shop({}, { rateLimit: { ...limit, store: { link: 'shop-store' } } as Limit }),
};
type Place = keyof typeof places;

function shop(policy: NonNullable<DesignLink['policy']>, params: object) {
  const link = (from: string, to: string): DesignLink => ({ id: `${from}-${to}`, from, to, protocol: 'local' });
  const store: DesignNode = { id: 'store', kind: 'cache', params: { lookupTime: '0ms' } };
  return (times: number[]): Design => ({
    version: 1,
    name: 'Limited',
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'recorded', times } } },
      { id: 'shop', kind: 'service', params: { replicas: 1, serviceTime: '0ms', queueLimit: 1000, ...params } },
      store,
    ],
    links: [{ ...link('clients', 'shop'), policy }, link('clients', 'store'), link('shop', 'store')],
    // Spelled out, so that neither clients nor shop use the store where no limit does.
    journeys: [{ id: 'buy', client: 'clients', link: 'clients-shop' }],
  });
}

/** Calls that got through by each of these times. [ms] */
function passedBy(design: Design, times: readonly number[]): number[] {
  const result = resolve({ ...design, nodes: design.nodes!.map(bare) });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const simulation = new Simulation(result.value, 1);
  const node = simulation.model.node('shop')!;
  if (node.role !== 'server') throw new Error('the shop is a server');
  return times.map((time) => {
    simulation.runUntil(time * NANOS_PER_MS);
    return node.stats.completed;
  });
}
const bare = (node: DesignNode): DesignNode =>
  node.id === 'shop' ? { ...node, operations: [{ name: 'sell', steps: [{ kind: 'work', time: '0ms' }] }] } : node;

/** Who waits cannot do so in a store. And a tenant's own limit begins at its first call, where these two libraries' began before. */
function fits(input: Limit, place: Place): boolean {
  if (place.startsWith('in a store')) return input.kind !== 'leaky-bucket';
  const before = input.kind === 'windowed-token-bucket' || ('initial' in input && input.initial !== 1);
  return place !== 'for the one tenant there is' || !before;
}

describe.each(Object.keys(places) as Place[])('a limit %s', (place) => {
  const traces = limiterTraces().filter(({ input }) => fits(input, place));

  test.each(traces.map((trace) => [trace.name, trace] as const))('%s: the simulation takes the same decisions', (_, { input, calls }) => {
    const released = calls.flatMap(({ t, allow, releasedAt }) => (allow ? [releasedAt ?? t] : [])).toSorted((a, b) => a - b);
    const by = (time: number) => released.filter((at) => at <= time).length;
    // Looked at just before and just after each call and each release. A library's timers go off up to a millisecond late.
    const slack = input.kind === 'leaky-bucket' ? 1 : 0;
    const looks = [...calls.map(({ t }) => t), ...released].flatMap((t) => [t - slack - 0.01, t + slack]).toSorted((a, b) => a - b);
    const seen = passedBy(places[place](input)(calls.map(({ t }) => t)), looks);
    const wrong = looks.flatMap((look, i) =>
      seen[i]! < by(look - slack) || seen[i]! > by(look + slack) ? [`at ${look} ms: ${seen[i]}`] : [],
    );
    expect(wrong).toEqual([]);
    expect(seen.at(-1)).toBe(released.length);
  });
});
