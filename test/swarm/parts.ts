import type { Design, DesignFault, DesignLink, DesignNode, StepInput } from '../../engine/design/schema';
import { protocolNames } from '../../engine/design/protocols';
import { causes } from '../../engine/policies/causes';
import { randomBalancing, randomCare } from './care';
import type { Draw } from './draw';
import { randomRateLimit } from './limit-parts';

// Random parts of designs. Times are short and often 0: what happens at one moment is where the mistakes are.

type Time = NonNullable<Extract<StepInput, { kind: 'work' }>['time']>;
type Policy = NonNullable<DesignLink['policy']>;
type Client = Extract<DesignNode, { kind: 'client' }>;
type Server = Exclude<DesignNode, { kind: 'client' | 'queue' }>;
type Queue = Extract<DesignNode, { kind: 'queue' }>;
type ServiceParams = NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>;
type Traffic = NonNullable<NonNullable<Client['params']>['traffic']>;
type Curve = NonNullable<Extract<Traffic, { kind: 'open' }>['curve']>;
export const serverKinds = ['service', 'service', 'service', 'function', 'gateway', 'database', 'cache', 'external'] as const;

const millis = (draw: Draw, from: number, to: number): string => `${draw.between(from, to)}ms`;

export function randomTime(draw: Draw, longest = 20): Time {
  const mean = millis(draw, 0.1, longest);
  switch (draw.int(0, 9)) {
    case 0:
      return '0ms';
    case 1:
      return mean;
    case 2:
      return { kind: 'gamma', mean, cv: draw.between(0.2, 2) };
    case 3:
      return { kind: 'lognormal', p50: mean, p99: `${draw.between(longest, longest * 4)}ms` };
    case 4:
      return { kind: 'lognormal-mean', mean, cv: draw.between(0.2, 3) };
    case 5:
      return { kind: 'hyperexponential', mean, cv: draw.between(1.1, 4) };
    case 6:
      return { kind: 'pareto', min: '100us', max: `${longest * 4}ms`, shape: draw.between(0.8, 3) };
    case 7:
      return { kind: 'uniform', min: '0ms', max: mean };
    case 8:
      return {
        kind: 'empirical',
        quantiles: [
          { share: 0, value: '0ms' },
          { share: 0.9, value: mean },
          { share: 1, value: `${longest * 3}ms` },
        ],
      };
    default:
      return { kind: 'exponential', mean };
  }
}

export function randomTraffic(draw: Draw, seconds: number): Traffic {
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

export const randomClient = (draw: Draw, id: string, seconds: number): Client => ({
  id,
  kind: 'client',
  params: {
    traffic: randomTraffic(draw, seconds),
    ...draw.maybe(0.4, () => randomEntities(draw)),
    ...draw.maybe(0.3, () => randomTenants(draw)),
  },
});

export const randomQueue = (draw: Draw, id: string): Queue => ({
  id,
  kind: 'queue',
  params: {
    delivery: draw.one(['compete', 'fan-out']),
    capacity: draw.one([1, 5, 1000]),
    prefetch: draw.one([1, 2, 20]),
    maxDeliveries: draw.int(1, 4),
    redeliveryDelay: draw.one(['0ms', '10ms', '300ms']),
  },
});

const randomErrorRate = (draw: Draw): number => (draw.chance(0.4) ? draw.between(0, 0.5) : 0);

const randomDiscipline = (draw: Draw): NonNullable<ServiceParams['discipline']> => {
  const times = { target: draw.one(['1us', '1ms', '10ms']), interval: draw.one(['1us', '5ms', '50ms']) };
  return draw.one([
    { kind: 'fifo' },
    { kind: 'lifo' },
    { kind: 'priority', whenFull: draw.one(['reject', 'displace']) },
    { kind: 'codel', law: draw.one(['linux', 'folly']), ...times },
    { kind: 'adaptive-lifo', ...times },
    { kind: 'processor-sharing' },
  ] as const);
};
const randomQueueing = (draw: Draw) => ({
  ...draw.maybe(0.6, () => ({ discipline: randomDiscipline(draw) })),
  ...draw.maybe(0.2, () => ({ maxQueueWait: randomTime(draw, 30) })),
  ...draw.maybe(0.15, () => ({ concurrencyLimit: randomConcurrencyLimit(draw) })),
});

export function randomServer(draw: Draw, id: string, kind: Server['kind'] = draw.one(serverKinds)): Server {
  const queueLimit = draw.one([0, 1, 3, 20, 1000]);
  const errorRate = randomErrorRate(draw);
  const time = randomTime(draw);
  const loadBalancing = randomBalancing(draw);
  const care = randomCare(draw);
  const mode = draw.one(['blocking', 'async'] as const);
  const workers = draw.int(1, 6);
  const replicas = draw.int(1, 4);
  const queueing = randomQueueing(draw);
  const limited = draw.maybe(0.2, () => ({ rateLimit: randomRateLimit(draw) }));
  switch (kind) {
    case 'service':
      return {
        id,
        kind,
        params: { replicas, workers, mode, queueLimit, serviceTime: time, errorRate, loadBalancing, ...queueing, ...limited },
      };
    case 'gateway':
      return {
        id,
        kind,
        params: {
          replicas,
          workers,
          mode,
          queueLimit,
          authTime: time,
          errorRate,
          loadBalancing,
          ...queueing,
          ...limited,
          ...care,
        },
      };
    case 'database':
      return { id, kind, params: { connections: workers, queueLimit, queryTime: time, errorRate, ...queueing } };
    case 'cache':
      return { id, kind, params: { hitRatio: draw.one([0, 0.5, 0.9, 1]), workers, queueLimit, lookupTime: time, errorRate, ...queueing } };
    case 'function':
      return {
        id,
        kind,
        params: {
          concurrency: draw.int(1, 3),
          limit: draw.one([1, 3, 50]),
          coldStart: randomTime(draw, 200),
          keepAlive: draw.one(['1ms', '100ms', '1s']),
          provisioned: draw.one([0, 0, 2]),
          serviceTime: time,
          errorRate,
        },
      };
    case 'external':
      return { id, kind, params: { latency: time, errorRate, concurrency: draw.one([0, 1, 5]), queueLimit, ...queueing, ...limited } };
  }
}

const randomRetry = (draw: Draw): NonNullable<Policy['retry']> => ({
  attempts: draw.int(2, 3),
  backoff: draw.one(['0ms', '1ms', '30ms']),
  factor: draw.one([1, 2]),
  cap: '100ms',
  jitter: draw.one(['none', 'full', 'equal', 'decorrelated', 'exponential']),
  ...draw.maybe(0.3, () => ({ on: [...causes] })),
  ...draw.maybe(0.5, () => ({ budget: { ratio: draw.between(0, 1), cap: draw.int(1, 20) } })),
});

function randomBreaker(draw: Draw): NonNullable<Policy['breaker']> {
  const common = { cooldown: draw.one(['1ms', '50ms', '1s']), probes: draw.int(1, 3) };
  const windowed = {
    failureRate: draw.between(0.1, 1),
    slowRate: draw.between(0.1, 1),
    minimumCalls: draw.int(1, 10),
    ...draw.maybe(0.5, () => ({ slowerThan: millis(draw, 1, 50) })),
    ...common,
  };
  if (draw.chance(0.4)) return libraryBreaker(draw);
  return draw.one([
    { kind: 'consecutive', failures: draw.int(1, 5), ...common },
    { kind: 'count-window', size: draw.int(1, 20), ...windowed },
    { kind: 'time-window', span: draw.one(['1s', '3s']), ...windowed },
  ] as const);
}

function libraryBreaker(draw: Draw): NonNullable<Policy['breaker']> {
  const wait = () => draw.one(['1ms', '50ms', '1s']);
  switch (draw.int(0, 2)) {
    case 0:
      return {
        kind: 'resilience4j',
        slidingWindowType: draw.one(['COUNT_BASED', 'TIME_BASED']),
        slidingWindowSize: draw.int(1, 20),
        minimumNumberOfCalls: draw.int(1, 10),
        failureRateThreshold: draw.between(0, 100),
        slowCallRateThreshold: draw.between(0, 100),
        slowCallDurationThreshold: millis(draw, 1, 50),
        waitDurationInOpenState: wait(),
        exponentialBackoffMultiplier: draw.one([1, 2]),
        automaticTransitionFromOpenToHalfOpenEnabled: draw.chance(0.5),
        permittedNumberOfCallsInHalfOpenState: draw.int(1, 4),
        maxWaitDurationInHalfOpenState: draw.one(['0s', '1ms', '100ms']),
      };
    case 1:
      return {
        kind: 'cockatiel',
        halfOpenAfter: draw.one([
          wait(),
          { kind: 'iterable', waits: [{ wait: wait() }, { wait: wait() }] },
          { kind: 'exponential', initialDelay: wait() },
        ] as const),
        breaker: draw.one([
          { kind: 'consecutive', threshold: draw.int(1, 4) },
          { kind: 'count', threshold: 0.4, size: draw.int(1, 20), minimumNumberOfCalls: draw.int(1, 5) },
          { kind: 'sampling', threshold: 0.4, duration: draw.one(['100ms', '2s']), minimumRps: 1 },
        ] as const),
      };
    default:
      return {
        kind: 'opossum',
        errorThresholdPercentage: draw.between(0, 80),
        volumeThreshold: draw.int(0, 10),
        rollingCountTimeout: draw.one(['10ms', '1s']),
        rollingCountBuckets: draw.int(1, 12),
        resetTimeout: wait(),
      };
  }
}

const randomHedge = (draw: Draw): NonNullable<Policy['hedge']> => ({
  after: draw.one([
    { kind: 'delay', delay: draw.one(['1us', '1ms', '10ms']) },
    { kind: 'percentile', percentile: draw.between(50, 99), start: '5ms' },
  ] as const),
  max: draw.int(1, 3),
  budget: draw.one([0.1, 1]),
  cancelLoser: draw.chance(0.5),
});

const randomConcurrencyLimit = (draw: Draw): NonNullable<Policy['concurrencyLimit']> => ({
  kind: draw.one(['aimd', 'gradient'] as const),
  initialLimit: draw.int(1, 10),
  maxLimit: draw.int(1, 30),
});

export const randomPolicy = (draw: Draw): Policy => ({
  ...draw.maybe(0.2, () => ({ propagateDeadline: false })),
  ...draw.maybe(0.15, () => ({ rateLimit: randomRateLimit(draw) })),
  ...draw.maybe(0.4, () => ({ retry: randomRetry(draw) })),
  ...draw.maybe(0.3, () => ({ breaker: randomBreaker(draw) })),
  ...draw.maybe(0.3, () => ({ bulkhead: { limit: draw.int(1, 8), queue: draw.int(0, 5), maxWait: draw.one(['0ms', '5ms', '100ms']) } })),
  ...draw.maybe(0.25, () => ({ hedge: randomHedge(draw) })),
  ...draw.maybe(0.15, () => ({ throttle: { k: draw.between(1, 3), window: draw.one(['1s', '10s']) } })),
  ...draw.maybe(0.2, () => ({ concurrencyLimit: randomConcurrencyLimit(draw) })),
  ...draw.maybe(0.3, () => ({ hangUpAtDeadline: true })),
  ...draw.maybe(0.6, () => ({ timeout: draw.one(['1ms', '5ms', '20ms', '200ms']) })),
  ...draw.maybe(0.5, () => ({ cancelOnTimeout: true })),
  ...draw.maybe(0.2, () => ({ fallback: { time: draw.one(['0ms', '2ms']) } })),
});

/** Some transfers take no time at all, some a second over a thin link. [bytes] */
const randomSize = (draw: Draw): number => draw.one([0, 100, 3000, 20_000]);

const zoneIds = ['a', 'b', 'far'] as const;
const regionOf = { a: 'near', b: 'near', far: 'away' } as const;

/** Zones, some of which may be missing, and how far apart they are. */
export const randomZones = (draw: Draw): Required<Pick<Design, 'zones' | 'zoneLatency'>> => ({
  zones: draw.some(zoneIds, 0.9).map((id) => ({ id, region: regionOf[id] })),
  zoneLatency: { sameZone: draw.one(['0ms', '1ms']), crossZone: draw.one(['0ms', '2ms']), crossRegion: '30ms' },
});

/** The node in some of the zones that there are. */
export function placed<N extends DesignNode>(draw: Draw, node: N, zones: Design['zones']): N {
  if (!zones?.length || draw.chance(0.2)) return node;
  const ids = zones.map(({ id }) => id);
  const server = node.kind !== 'client' && node.kind !== 'queue';
  return { ...node, zones: server ? draw.some(ids, 0.6) : [draw.one(ids)] };
}

export const randomLink = (draw: Draw, id: string, from: string, to: string): DesignLink => ({
  id,
  from,
  to,
  protocol: draw.chance(0.4) ? 'local' : draw.one(protocolNames),
  network: {
    ...draw.maybe(0.3, () => ({ latency: randomTime(draw, 5) })),
    ...draw.maybe(0.2, () => ({ loss: draw.between(0, 0.3) })),
    ...draw.maybe(0.3, () => ({ bandwidth: draw.one([0.1, 1, 10, 1000]) })),
    ...draw.maybe(0.2, () => ({ request: randomSize(draw), answer: randomSize(draw) })),
  },
  policy: randomPolicy(draw),
});

/** What a step may refer to: links that start at its node, with the operations that their ends offer. */
export interface Outgoing {
  readonly link: string;
  readonly to: DesignNode;
}

export function randomSteps(draw: Draw, outgoing: readonly Outgoing[], depth = 0): StepInput[] {
  return draw.times(draw.int(depth === 0 ? 1 : 0, depth === 0 ? 4 : 2), () => randomStep(draw, outgoing, depth));
}

function randomStep(draw: Draw, outgoing: readonly Outgoing[], depth: number): StepInput {
  const nested = (): StepInput[] => randomSteps(draw, outgoing, depth + 1);
  switch (draw.int(0, depth < 2 ? 7 : 4)) {
    case 0:
      return { kind: 'wait', time: randomTime(draw), ...draw.maybe(0.3, () => ({ recorded: 'work' })) };
    case 5: {
      const branches = draw.times(draw.int(1, 4), nested);
      return { kind: 'parallel', branches, ...draw.maybe(0.5, () => ({ need: draw.int(1, branches.length) })) };
    }
    case 6:
      return {
        kind: 'choose',
        by: 'probability',
        branches: draw.times(draw.int(1, 3), () => ({ share: draw.int(0, 3), steps: nested() })),
      };
    case 7: {
      const cache = outgoing.find(({ to }) => to.kind === 'cache');
      if (cache)
        return { kind: 'choose', by: 'cache-hit', link: cache.link, ...operationOf(draw, cache.to), hit: nested(), miss: nested() };
      break;
    }
    default:
  }
  if (outgoing.length === 0 || draw.chance(0.4))
    return {
      kind: 'work',
      time: randomTime(draw),
      ...draw.maybe(0.2, () => ({ errorRate: 0.1 })),
      ...draw.maybe(0.3, () => ({ recorded: 'work' })),
    };
  const { link, to } = draw.one(outgoing);
  if (to.kind === 'queue')
    return { kind: 'publish', link, event: draw.one(['Placed', 'Paid', 'first']), ...draw.maybe(0.2, () => ({ size: randomSize(draw) })) };
  return {
    kind: 'call',
    link,
    ...operationOf(draw, to),
    onError: draw.one(['fail', 'fail', 'ignore', 'fallback']),
    ...draw.maybe(0.1, () => ({ request: randomSize(draw) })),
    ...draw.maybe(0.1, () => ({ answer: randomSize(draw) })),
  };
}

export function operationOf(draw: Draw, to: DesignNode): { operation: string } | Record<string, never> {
  const names = to.operations?.map(({ name }) => name) ?? [];
  return names.length > 0 ? draw.maybe(0.7, () => ({ operation: draw.one(names) })) : {};
}

export const randomOperations = (draw: Draw, outgoing: readonly Outgoing[]): NonNullable<DesignNode['operations']> =>
  draw.some(['first', 'Placed', 'other'], 0.6).map((name) => ({
    name,
    steps: randomSteps(draw, outgoing),
    ...draw.maybe(0.15, () => ({ request: randomSize(draw), answer: randomSize(draw) })),
  }));

function zoneFaults(draw: Draw, id: string, zones: NonNullable<Design['zones']>): DesignFault[] {
  if (zones.length === 0) return [];
  const sides = { one: [draw.one(zones).id], other: zones.map(({ region }) => region ?? 'main') };
  const params = { mode: draw.one(['black-hole', 'refuse'] as const), direction: draw.one(['both', 'forward', 'backward'] as const) };
  return [
    { id, action: 'zone-loss', target: { zone: draw.one(zones).id } },
    { id, action: 'partition', target: { zones: sides }, params },
  ];
}

/** A fault that fits one of the nodes, links or zones. */
export function randomFault(
  draw: Draw,
  id: string,
  nodes: readonly DesignNode[],
  links: readonly DesignLink[],
  seconds: number,
  zones: NonNullable<Design['zones']> = [],
): DesignFault | null {
  const servers = nodes.filter(({ kind }) => kind !== 'client' && kind !== 'queue');
  const clients = nodes.filter(({ kind }) => kind === 'client');
  if (servers.length === 0 || links.length === 0 || clients.length === 0) return null;
  const node = { node: draw.one(servers).id };
  const link = { link: draw.one(links).id };
  const when = { startAfter: `${draw.between(0, seconds)}s`, ...draw.maybe(0.7, () => ({ duration: `${draw.between(0.01, seconds)}s` })) };
  return draw.one<DesignFault>([
    { id, action: 'added-latency', target: draw.chance(0.5) ? node : link, params: { extra: millis(draw, 1, 300) }, ...when },
    { id, action: 'slow-down', target: node, params: { factor: draw.between(1, 20) }, ...when },
    { id, action: 'error-rate', target: node, params: { share: draw.between(0, 1) }, ...when },
    { id, action: 'replica-crash', target: node, params: { count: draw.int(1, 3) }, ...when },
    { id, action: 'replica-crash', target: node, params: { count: draw.int(1, 3) }, ...when },
    {
      id,
      action: 'partition',
      target: link,
      params: { mode: draw.one(['black-hole', 'refuse']), direction: draw.one(['both', 'forward', 'backward']) },
      ...when,
    },
    ...zoneFaults(draw, id, zones).map((fault) => ({ ...fault, ...when })),
    {
      id,
      action: 'partition',
      target: { nodes: { one: [draw.one(nodes).id], other: nodes.map((other) => other.id) } },
      params: { direction: draw.one(['both', 'forward', 'backward']) },
      ...when,
    },
    { id, action: 'packet-loss', target: link, params: { share: draw.one([0.1, 0.5, 1]) }, ...when },
    { id, action: 'bandwidth-cap', target: link, params: { bandwidth: draw.one([0.05, 1, 20]) }, ...when },
    { id, action: 'traffic-surge', target: { node: draw.one(clients).id }, params: { factor: draw.one([0, 0.3, 3]) }, ...when },
  ]);
}
