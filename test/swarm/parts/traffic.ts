import type { DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { randomTime } from './times';

type Client = Extract<DesignNode, { kind: 'client' }>;
type Traffic = NonNullable<NonNullable<Client['params']>['traffic']>;
type Curve = NonNullable<Extract<Traffic, { kind: 'open' }>['curve']>;

export const randomClient = (draw: Draw, id: string, seconds: number): Client => ({
  id,
  kind: 'client',
  params: {
    traffic: randomTraffic(draw, seconds),
    ...draw.maybe(0.4, () => randomEntities(draw)),
    ...draw.maybe(0.3, () => randomTenants(draw)),
  },
});

function randomTraffic(draw: Draw, seconds: number): Traffic {
  if (draw.chance(0.3)) {
    return { kind: 'closed', users: draw.int(1, 12), thinkTime: draw.chance(0.2) ? '0ms' : randomTime(draw, 200) };
  }
  if (draw.chance(0.15)) return randomRecording(draw, seconds);
  const startAfter = `${draw.between(0, seconds)}s`;
  const duration = `${draw.between(0.1, seconds)}s`;
  const repeats = draw.maybe(0.5, () => ({ repeatEvery: `${seconds / 2}s` }));
  const curve = draw.one<Curve>([
    { kind: 'constant' },
    { kind: 'step', to: draw.one([0, 0.5, 3]), startAfter },
    {
      kind: 'recorded',
      between: draw.one(['lines', 'steps']),
      points: [0, seconds / 4, seconds / 2].map((at) => ({ at: `${at}s`, factor: draw.one([0, 0.5, 2]) })),
      ...repeats,
    },
    { kind: 'ramp', to: draw.one([0, 0.2, 3]), startAfter, duration },
    { kind: 'spike', factor: draw.one([0, 0.1, 4]), startAfter, duration },
    { kind: 'daily', swing: draw.one([0.3, 1]), period: `${draw.between(1, seconds)}s`, peakAt: startAfter },
  ]);
  const rate = draw.one([0, 5, 20, 60, 120]);
  if (draw.chance(0.2))
    return {
      kind: 'bursty',
      rate,
      factor: draw.one([0, 0.5, 3, 10]),
      calm: draw.one(['1ms', '200ms', '2s']),
      burst: draw.one(['1ms', '100ms', '1s']),
      curve,
    };
  return { kind: 'open', arrivals: draw.one(['poisson', 'constant']), rate, curve };
}

/** Requests that were recorded, some at one moment, with what may be recorded of them. */
function randomRecording(draw: Draw, seconds: number): Traffic {
  const times = draw.times(draw.int(1, 150), () => draw.int(0, seconds * 1000)).sort((a, b) => a - b);
  const each = <T>(make: () => T): T[] => times.map(make);
  return {
    kind: 'recorded',
    times,
    ...draw.maybe(0.5, () => ({ journeys: each(() => draw.one(['', 'journey-client-0-0', 'journey-client-1-0', 'journey-client-0-1'])) })),
    ...draw.maybe(0.3, () => ({ entities: each(() => draw.int(0, 5)) })),
    ...draw.maybe(0.3, () => ({ tenants: each(() => draw.one(['', 'acme', 'zoo'])) })),
    ...draw.maybe(0.7, () => ({
      columns: draw
        .some(['server-0-0', 'server-1-0', 'work', 'work.2'], 0.7)
        .map((name) => ({ name, times: each(() => draw.one([null, 0, draw.between(0.1, 20)])) })),
    })),
    ...draw.maybe(0.4, () => ({ repeatEvery: `${seconds}s` })),
  };
}

const randomEntities = (draw: Draw) => {
  const count = draw.one([1, 10, 100_000]);
  return { entities: draw.one([{ kind: 'uniform', count } as const, { kind: 'zipf', count, skew: draw.one([0, 0.9, 1, 2]) } as const]) };
};
const randomTenants = (draw: Draw) => ({
  tenants: ['acme', ...draw.some(['small', 'zoo'], 0.7)].map((id) => ({ id, share: draw.int(0, 5) })),
});
