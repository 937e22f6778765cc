import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';

/** The reference's systems serve about 100 requests a second; ours are the same, this many times as fast. */
export const SPEED = 100;

type Time = NonNullable<Extract<StepInput, { kind: 'work' }>['time']>;
type Service = Extract<DesignNode, { kind: 'service' }>;

/** Milliseconds in our time of seconds in the reference's. */
export const ours = (seconds: number): number => (seconds * 1000) / SPEED;
/** A duration of the reference's, in our time; to the nanosecond. */
export const time = (seconds: number): string => `${Math.round((seconds * 1e9) / SPEED)}ns`;

export const exponential = (seconds: number): Time => ({ kind: 'exponential', mean: time(seconds) });
export const lognormal = (seconds: number, squaredCv: number): Time => ({
  kind: 'lognormal-mean',
  mean: time(seconds),
  cv: Math.sqrt(squaredCv),
});

/** Arrivals at a rate of the reference's. */
export const stream = (rate: number, arrivals: 'poisson' | 'constant' = 'poisson'): DesignNode => ({
  id: 'clients',
  kind: 'client',
  params: { traffic: { kind: 'open', arrivals, rate: rate * SPEED } },
});

export const users = (count: number, thinkTime: Time): DesignNode => ({
  id: 'clients',
  kind: 'client',
  params: { traffic: { kind: 'closed', users: count, thinkTime } },
});

/** One server of the reference's: a worker that is free while downstream calls run, and an endless queue. */
export const station = (id: string, serviceTime: Time, params: Service['params'] = {}, operations?: Service['operations']): DesignNode => ({
  id,
  kind: 'service',
  params: { replicas: 1, workers: 1, mode: 'async', queueLimit: 1_000_000_000, serviceTime, ...params },
  ...(operations && { operations }),
});

/** Answers as many calls at once as come. */
export const delay = (id: string, latency: Time, errorRate = 0): DesignNode => ({ id, kind: 'external', params: { latency, errorRate } });

/** A link without latency, called `from-to`. */
export const link = (from: string, to: string, policy: DesignLink['policy'] = {}): DesignLink => ({
  id: `${from}-${to}`,
  from,
  to,
  protocol: 'local',
  policy,
});

export const design = (nodes: DesignNode[], links: DesignLink[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Law',
  nodes,
  links,
  ...more,
});

/** Clients before one station. */
export const queue = (traffic: DesignNode, server: DesignNode, policy: DesignLink['policy'] = {}): Design =>
  design([traffic, server], [link(traffic.id, server.id, policy)]);

/** Clients, then these stations in a row, each calling the next after its own work. */
export const row = (traffic: DesignNode, stations: readonly DesignNode[]): Design => {
  const nodes = [traffic, ...stations];
  return design(
    nodes,
    stations.map((to, i) => link(nodes[i]!.id, to.id)),
  );
};
