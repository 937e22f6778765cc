import { failure, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { ResolvedLink } from '../design/schema';
import { type DesignExporter, nothingToWrite } from './definition';
import { yamlText } from './yaml-text';

/**
 * Policies of calls as a Spring application configures Resilience4j; an instance for each link.
 * @see https://resilience4j.readme.io/docs/getting-started-3#configuration
 */
export const resilience4j: DesignExporter = {
  of: 'design',
  id: 'resilience4j',
  title: 'Resilience4j',
  about: 'Breakers, retries, bulkheads, timeouts and rate limits for Spring applications',
  extension: 'resilience4j.yaml',
  mime: 'application/yaml',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const { links } = resolved.value;
    const sections = {
      circuitbreaker: instances(links, breakerOf),
      retry: instances(links, retryOf),
      bulkhead: instances(links, bulkheadOf),
      timelimiter: instances(links, ({ policy: { timeout, cancelOnTimeout } }) =>
        timeout === undefined ? null : { timeoutDuration: span(timeout), cancelRunningFuture: cancelOnTimeout },
      ),
      ratelimiter: instances(links, rateLimitOf),
    };
    const some = Object.fromEntries(Object.entries(sections).filter(([, section]) => section !== null));
    if (Object.keys(some).length === 0)
      return failure(
        nothingToWrite(
          'No link has a policy that Resilience4j knows.',
          'Give a link a breaker, a retry, a bulkhead, a timeout or a rate limit.',
          'links',
        ),
      );
    return success({
      text: yamlText([{ resilience4j: some }]),
      left: [
        'Instances are named as links; each application takes those of the links that start at it.',
        'Order matters: wrap a call as Faultline does, rate limit around retry around breaker around bulkhead around timeout.',
        ...links.flatMap(unsaid),
      ],
    });
  },
};

/** Time as Spring writes it. [ns] */
const span = (nanos: number): string => (nanos % 1e6 === 0 ? `${nanos / 1e6}ms` : `${nanos / 1e3}us`);

function instances(links: readonly ResolvedLink[], of: (link: ResolvedLink) => object | null) {
  const found = links.flatMap((link) => {
    const one = of(link);
    return one === null ? [] : [[link.id, one] as const];
  });
  return found.length === 0 ? null : { instances: Object.fromEntries(found) };
}

function breakerOf({ policy: { breaker } }: ResolvedLink): object | null {
  switch (breaker?.kind) {
    case undefined:
      return null;
    case 'resilience4j': {
      const {
        kind: _,
        waitDurationInOpenState: open,
        exponentialBackoffMultiplier: multiplier,
        exponentialMaxWaitDurationInOpenState: longest,
        ...rest
      } = breaker;
      return {
        ...rest,
        slowCallDurationThreshold: span(rest.slowCallDurationThreshold),
        maxWaitDurationInHalfOpenState: span(rest.maxWaitDurationInHalfOpenState),
        waitDurationInOpenState: span(open),
        ...(multiplier > 1 && {
          enableExponentialBackoff: true,
          exponentialBackoffMultiplier: multiplier,
          ...(longest !== undefined && { exponentialMaxWaitDurationInOpenState: span(longest) }),
        }),
      };
    }
    case 'consecutive':
      // So many in a row are all of a window of as many.
      return window('COUNT_BASED', breaker.failures, breaker.failures, 100, breaker.cooldown, breaker.probes);
    case 'count-window':
    case 'time-window': {
      const size = breaker.kind === 'count-window' ? breaker.size : Math.max(1, Math.round(breaker.span / 1e9));
      return {
        ...window(
          breaker.kind === 'count-window' ? 'COUNT_BASED' : 'TIME_BASED',
          size,
          breaker.minimumCalls,
          breaker.failureRate * 100,
          breaker.cooldown,
          breaker.probes,
        ),
        ...(breaker.slowerThan !== undefined && {
          slowCallDurationThreshold: span(breaker.slowerThan),
          slowCallRateThreshold: breaker.slowRate * 100,
        }),
      };
    }
    case 'cockatiel':
    case 'opossum':
      return null;
  }
}

const window = (type: string, size: number, least: number, rate: number, open: number, probes: number) => ({
  slidingWindowType: type,
  slidingWindowSize: size,
  minimumNumberOfCalls: least,
  failureRateThreshold: rate,
  waitDurationInOpenState: span(open),
  permittedNumberOfCallsInHalfOpenState: probes,
});

const retryOf = ({ policy: { retry } }: ResolvedLink): object | null =>
  retry === undefined
    ? null
    : {
        maxAttempts: retry.attempts,
        waitDuration: span(retry.backoff),
        ...(retry.factor > 1 && {
          enableExponentialBackoff: true,
          exponentialBackoffMultiplier: retry.factor,
          exponentialMaxWaitDuration: span(retry.cap),
        }),
        // It draws from wait × (1 ± factor); full jitter has no other word in it.
        ...(retry.jitter !== 'none' && { enableRandomizedWait: true, randomizedWaitFactor: 0.5 }),
      };

const bulkheadOf = ({ policy: { bulkhead } }: ResolvedLink): object | null =>
  bulkhead === undefined ? null : { maxConcurrentCalls: bulkhead.limit, maxWaitDuration: span(bulkhead.queue > 0 ? bulkhead.maxWait : 0) };

/** It knows one limit: so many in each period. */
function rateLimitOf({ policy: { rateLimit } }: ResolvedLink): object | null {
  switch (rateLimit?.kind) {
    case undefined:
      return null;
    case 'fixed-window':
    case 'sliding-log':
    case 'sliding-counter':
    case 'windowed-token-bucket':
      return { limitForPeriod: rateLimit.limit, limitRefreshPeriod: span(rateLimit.window), timeoutDuration: '0ms' };
    case 'stepped-token-bucket':
      return { limitForPeriod: rateLimit.refill, limitRefreshPeriod: span(rateLimit.every), timeoutDuration: '0ms' };
    case 'token-bucket':
    case 'gcra':
    case 'leaky-bucket':
      return { limitForPeriod: Math.max(1, Math.round(rateLimit.rate)), limitRefreshPeriod: '1000ms', timeoutDuration: '0ms' };
  }
}

/** What it has no word for, link by link. */
function unsaid({ id, policy }: ResolvedLink): string[] {
  const { breaker, retry, hedge, fallback, rateLimit, throttle, concurrencyLimit, bulkhead } = policy;
  const lost = [
    (breaker?.kind === 'cockatiel' || breaker?.kind === 'opossum') && `its breaker, which is ${breaker.kind}'s`,
    retry?.budget && 'its retry budget',
    retry && retry.jitter !== 'none' && `${retry.jitter} jitter (randomized waits instead)`,
    bulkhead && bulkhead.queue > 0 && 'how many may wait at its bulkhead',
    rateLimit &&
      !['fixed-window', 'windowed-token-bucket'].includes(rateLimit.kind) &&
      'the exact kind of its rate limit (so many in each period instead)',
    hedge && 'its hedge',
    fallback && 'its fallback, which is code',
    throttle && 'its throttle',
    concurrencyLimit && 'its adaptive limit',
  ].filter((one) => typeof one === 'string');
  return lost.length === 0 ? [] : [`Of ${id}: ${lost.join(', ')}.`];
}
