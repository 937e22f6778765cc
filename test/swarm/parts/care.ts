import type { DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';

// How replicas come, ail and go, at random.

type Service = NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>;
type Care = Pick<Service, 'startup' | 'warmUp' | 'pauses' | 'healthCheck' | 'outlierEjection' | 'autoscaling'>;
type Balancing = NonNullable<Service['loadBalancing']>;
type Scaling = NonNullable<NonNullable<Service['autoscaling']>['up']>;

export const randomBalancing = (draw: Draw): Balancing =>
  draw.one<Balancing>([
    'round-robin',
    'random',
    'least-in-flight',
    'power-of-two',
    { kind: 'weighted', weights: [{ weight: draw.int(0, 5) }, { weight: 1 }] },
    { kind: 'power-of-choices', choices: draw.int(1, 4) },
    { kind: 'consistent-hashing', virtualNodes: 40 },
    { kind: 'consistent-hashing', virtualNodes: 40, boundedLoad: 1.25 },
  ]);

const randomScaling = (draw: Draw): Scaling => ({
  window: draw.one(['0s', '1500ms']),
  select: draw.one(['max', 'min', 'disabled', 'max']),
  bounds: draw.times(draw.int(1, 2), () => ({
    type: draw.one(['percent', 'replicas'] as const),
    value: draw.int(1, 100),
    period: draw.one(['1s', '2s']),
  })),
});

export const randomCare = (draw: Draw): Care => ({
  ...draw.maybe(0.3, () => ({ startup: draw.one(['0ms', '30ms', '800ms']) })),
  ...draw.maybe(0.2, () => ({
    warmUp: draw.one<NonNullable<Care['warmUp']>>([
      { over: 'time', factor: draw.between(1, 5), duration: '300ms' },
      { over: 'calls', factor: draw.between(1, 5), calls: draw.int(1, 20) },
    ]),
  })),
  ...draw.maybe(0.2, () => ({
    pauses: {
      every: draw.one<NonNullable<NonNullable<Care['pauses']>['every']>>(['5ms', { kind: 'exponential', mean: '50ms' }, '1s']),
      length: draw.one<NonNullable<NonNullable<Care['pauses']>['length']>>(['0ms', '3ms', { kind: 'exponential', mean: '40ms' }]),
    },
  })),
  ...draw.maybe(0.25, () => ({
    healthCheck: {
      interval: draw.one(['20ms', '300ms']),
      timeout: '5ms',
      failures: draw.int(1, 3),
      successes: draw.int(1, 3),
      deadReplica: draw.one(['refuse', 'black-hole'] as const),
    },
  })),
  ...draw.maybe(0.25, () => ({
    outlierEjection: {
      failures: draw.int(1, 4),
      interval: draw.one(['10ms', '200ms']),
      baseTime: draw.one(['10ms', '300ms']),
      maxTime: '1s',
      maxShare: draw.one([0.1, 0.5, 1]),
      alwaysOne: draw.chance(0.5),
      panicBelow: draw.one([0, 0.5]),
    },
  })),
  ...draw.maybe(0.25, () => ({
    autoscaling: {
      min: draw.int(1, 2),
      max: draw.int(2, 6),
      target: draw.one([5, 30, 80]),
      syncPeriod: '1s',
      up: randomScaling(draw),
      down: randomScaling(draw),
    },
  })),
});
