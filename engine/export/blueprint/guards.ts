import type { PolicyParams } from '../../policies/params';
import type { BreakerParams } from '../../policies/breaker-params';
import { percent, spanWords } from '../words';

/** What guards a call, in words; empty where nothing does. */
export function guardWords({ breaker, bulkhead, rateLimit, hedge, fallback, throttle, concurrencyLimit, retry }: PolicyParams): string[] {
  return [
    ...(breaker ? [`breaker: ${breakerWords(breaker)}`] : []),
    ...(bulkhead
      ? [`bulkhead of ${bulkhead.limit}${bulkhead.queue > 0 ? `, ${bulkhead.queue} may wait ${spanWords(bulkhead.maxWait)}` : ''}`]
      : []),
    ...(concurrencyLimit ? ['adaptive limit'] : []),
    ...(throttle ? ['throttle'] : []),
    ...(rateLimit ? ['rate limit'] : []),
    ...(retry?.budget ? [`retry budget of ${percent(retry.budget.ratio)}`] : []),
    ...(hedge ? ['hedge'] : []),
    ...(fallback ? ['substitute answer'] : []),
  ];
}

/** When it opens, and for how long. */
export function breakerWords(breaker: BreakerParams): string {
  switch (breaker.kind) {
    case 'consecutive':
      return `opens after ${breaker.failures} failures in a row, for ${spanWords(breaker.cooldown)}`;
    case 'count-window':
      return `opens at ${percent(breaker.failureRate)} failures in ${breaker.size} calls, for ${spanWords(breaker.cooldown)}`;
    case 'time-window':
      return `opens at ${percent(breaker.failureRate)} failures in ${spanWords(breaker.span)}, for ${spanWords(breaker.cooldown)}`;
    case 'resilience4j':
      return `opens at ${breaker.failureRateThreshold} % failures in ${breaker.slidingWindowSize} ${breaker.slidingWindowType === 'COUNT_BASED' ? 'calls' : 's'}, for ${spanWords(breaker.waitDurationInOpenState)}`;
    case 'cockatiel':
      return 'as cockatiel has it';
    case 'opossum':
      return `opens above ${breaker.errorThresholdPercentage} % failures in ${spanWords(breaker.rollingCountTimeout)}, for ${spanWords(breaker.resetTimeout)}`;
  }
}
