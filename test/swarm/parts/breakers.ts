import type { DesignLink } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { millis } from './times';

type Breaker = NonNullable<NonNullable<DesignLink['policy']>['breaker']>;

export function randomBreaker(draw: Draw): Breaker {
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

function libraryBreaker(draw: Draw): Breaker {
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
