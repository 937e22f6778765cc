import { Breaker } from './generic-breaker';
import type { BreakerParams } from '../breaker-params';
import type { CircuitBreaker } from './circuit-breaker';
import { CockatielBreaker } from './cockatiel-breaker';
import { OpossumBreaker } from './opossum-breaker';
import { Resilience4jBreaker } from './resilience4j-breaker';

/** A breaker of the kind that the parameters ask for. */
export function makeBreaker(params: BreakerParams): CircuitBreaker {
  switch (params.kind) {
    case 'resilience4j':
      return new Resilience4jBreaker(params);
    case 'cockatiel':
      return new CockatielBreaker(params);
    case 'opossum':
      return new OpossumBreaker(params);
    default:
      return new Breaker(params);
  }
}

/** Whether a breaker made for `before` can take over `now` and keep its state. */
export const sameFamily = (before: BreakerParams, now: BreakerParams): boolean => family(before) === family(now);

const family = ({ kind }: BreakerParams): string =>
  kind === 'resilience4j' || kind === 'cockatiel' || kind === 'opossum' ? kind : 'generic';
