import type { RateLimitParams } from '../../engine/policies/rate-limit-params';
import { zRateLimit } from '../../engine/policies/rate-limit-params';
import type { z } from 'zod';
import { trace } from './traces';

/** One call of a trace, in milliseconds. */
export interface TracedCall {
  readonly t: number;
  readonly allow: boolean;
  /** When a queue let it go, where the limiter is one; null for a call that it refused. */
  readonly releasedAt?: number | null;
}

/** What a real limiter decided, and the parameters under which ours should decide the same. */
export interface LimiterTrace {
  readonly name: string;
  readonly input: z.input<typeof zRateLimit>;
  readonly params: RateLimitParams;
  readonly calls: readonly TracedCall[];
}

type Scenarios = Record<string, readonly TracedCall[]>;
type Input = z.input<typeof zRateLimit>;

const perMs = (count: number, millis: number): number => (count * 1000) / millis;

function traced<C>(file: string, toParams: (config: C) => Input): LimiterTrace[] {
  const { config, scenarios } = trace<{ config: C; scenarios: Scenarios }>(file);
  const input = toParams(config);
  return Object.entries(scenarios).map(([scenario, calls]) => ({
    name: `${file} ${scenario}`,
    input,
    params: zRateLimit.parse(input),
    calls,
  }));
}

interface Nginx {
  readonly scenarios: Record<
    string,
    {
      readonly config: { readonly rate_per_s: number; readonly burst: number; readonly delay: number | 'nodelay' };
      readonly steps: readonly { readonly t: number; readonly allow: boolean; readonly formulaDelayMs: number | null }[];
    }
  >;
}

/** nginx counts the calls beyond the first as its burst; those that it does not let through at once it holds back. */
const nginx = (): LimiterTrace[] =>
  Object.entries(trace<Nginx>('rl_nginx_limit_req').scenarios).map(([scenario, { config, steps }]) => {
    const { rate_per_s: rate, burst, delay } = config;
    const input: Input =
      delay === 'nodelay'
        ? { kind: 'gcra', rate, burst: burst + 1 }
        : { kind: 'leaky-bucket', rate, burst: delay + 1, queue: burst - delay };
    const calls = steps.map(({ t, allow, formulaDelayMs }) => ({ t, allow, releasedAt: allow ? t + (formulaDelayMs ?? 0) : null }));
    return { name: `rl_nginx_limit_req ${scenario}`, input, params: zRateLimit.parse(input), calls };
  });

interface Bucket {
  readonly bucketSize: number;
  readonly tokensPerInterval: number;
  readonly intervalMs: number;
  readonly initialTokens: number;
}
const bucket = ({ bucketSize, tokensPerInterval, intervalMs, initialTokens }: Bucket): Input => ({
  rate: perMs(tokensPerInterval, intervalMs),
  burst: bucketSize,
  initial: initialTokens / bucketSize,
});

interface Gcra {
  readonly burst: number;
  readonly rate: number;
  readonly periodMs: number;
}
const gcra = ({ burst, rate, periodMs }: Gcra): Input => ({ kind: 'gcra', rate: perMs(rate, periodMs), burst });

interface Points {
  readonly points: number;
  readonly durationMs: number;
  readonly blockDurationMs?: number;
}
const points = ({ points: limit, durationMs: window, blockDurationMs: block = 0 }: Points): Input => ({
  kind: 'fixed-window',
  start: 'first-call',
  limit,
  window,
  block,
});

/** Every recorded limiter but the one that also bounds what runs at once: bottleneck.test.ts. */
export const limiterTraces = (): LimiterTrace[] => [
  ...traced('rl_tokenbucket_continuous_limiter', bucket),
  ...traced('rl_tokenbucket_continuous_empty_start', bucket),
  ...traced(
    'rl_tokenbucket_discrete_upstash',
    ({ refillRate, intervalMs, maxTokens }: Record<'refillRate' | 'intervalMs' | 'maxTokens', number>) => ({
      kind: 'stepped-token-bucket' as const,
      refill: refillRate,
      every: intervalMs,
      burst: maxTokens,
    }),
  ),
  ...traced('rl_limiter_ratelimiter_tokenbucket_plus_interval', ({ tokensPerInterval, intervalMs }: Bucket) => ({
    kind: 'windowed-token-bucket' as const,
    limit: tokensPerInterval,
    window: intervalMs,
  })),
  ...traced('rl_gcra_redis', gcra),
  ...traced('rl_gcra_redis_burst1', gcra),
  // The library bounds the wait, by one interval in this run: as many calls as drain in it.
  ...traced('rl_leakybucket_queue', ({ capacity, intervalMs }: { capacity: number; intervalMs: number }) => ({
    kind: 'leaky-bucket' as const,
    rate: perMs(capacity, intervalMs),
    burst: capacity,
    queue: capacity,
  })),
  ...traced('rl_fixedwindow_aligned_upstash', ({ tokens, windowMs }: { tokens: number; windowMs: number }) => ({
    kind: 'fixed-window' as const,
    limit: tokens,
    window: windowMs,
  })),
  ...traced('rl_fixedwindow_firsthit_rlf', points),
  ...traced('rl_fixedwindow_block_rlf', points),
  ...traced('rl_slidingwindow_log', ({ limit, intervalMs }: { limit: number; intervalMs: number }) => ({
    kind: 'sliding-log' as const,
    limit,
    window: intervalMs,
  })),
  ...traced('rl_slidingwindow_counter_upstash', ({ tokens, windowMs }: { tokens: number; windowMs: number }) => ({
    kind: 'sliding-counter' as const,
    limit: tokens,
    window: windowMs,
  })),
  ...nginx(),
];
