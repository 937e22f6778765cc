import type { DesignLink } from '../../engine/design/schema';
import { type BreakerParams, zBreaker } from '../../engine/policies/breaker-params';
import { trace } from './traces';

export type BreakerInput = NonNullable<NonNullable<DesignLink['policy']>['breaker']>;

/** One call of a recorded script. */
export interface Step {
  readonly i: number;
  /** [ms] */
  readonly t: number;
  /** [ms] */
  readonly dur: number;
  readonly ok: boolean;
  readonly admitted: boolean;
  /** When a call that waited for a probe's end began. [ms] */
  readonly startedAt?: number;
}
interface Transition {
  readonly t: number;
  readonly to: string;
}

/** What a library did with one script of calls. */
export interface Script {
  readonly name: string;
  readonly breaker: BreakerInput;
  /** The library's own timeout; it counts as a failure. [ms] */
  readonly timeout: number;
  readonly steps: readonly Step[];
  /** Changes of state, as "to at ms". */
  readonly transitions: readonly string[];
}

/** When each call began, null for a rejected one. [ms] */
export const startsOf = ({ steps }: Script): (number | null)[] =>
  steps.map(({ startedAt, admitted, t }) => startedAt ?? (admitted ? t : null));
export const paramsOf = ({ breaker }: Script): BreakerParams => zBreaker.parse(breaker);

interface Scenario {
  readonly schedule: string;
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
}
type Named = Record<string, Omit<Scenario, 'schedule'>>;

const words: Record<string, string> = {
  open: 'open',
  OPEN: 'open',
  halfOpen: 'half-open',
  HALF_OPEN: 'half-open',
  close: 'closed',
  closed: 'closed',
  CLOSED: 'closed',
};

function script(name: string, breaker: BreakerInput, { steps, transitions }: Omit<Scenario, 'schedule'>, timeout = Infinity): Script {
  return { name, breaker, timeout, steps, transitions: transitions.map(({ t, to }) => `${words[to] ?? to} at ${t}`) };
}

function resilience4j(): Script[] {
  const { configs } = trace<{
    readonly configs: readonly {
      readonly name: string;
      readonly config: {
        readonly slidingWindowType: 'COUNT_BASED' | 'TIME_BASED';
        readonly slidingWindowSize?: number;
        readonly slidingWindowSizeSeconds?: number;
        readonly minimumNumberOfCalls: number;
        readonly failureRateThreshold: number;
        readonly waitDurationInOpenStateMs: number;
        readonly permittedNumberOfCallsInHalfOpenState: number;
      };
      readonly scenarios: readonly Scenario[];
    }[];
  }>('breaker_resilience4j');
  return configs.flatMap(({ name, config, scenarios }) => {
    const breaker: BreakerInput = {
      kind: 'resilience4j',
      slidingWindowType: config.slidingWindowType,
      slidingWindowSize: config.slidingWindowSize ?? config.slidingWindowSizeSeconds!,
      minimumNumberOfCalls: config.minimumNumberOfCalls,
      failureRateThreshold: config.failureRateThreshold,
      waitDurationInOpenState: config.waitDurationInOpenStateMs,
      permittedNumberOfCallsInHalfOpenState: config.permittedNumberOfCallsInHalfOpenState,
    };
    return scenarios.map((scenario) => script(`resilience4j ${name} ${scenario.schedule}`, breaker, scenario));
  });
}

interface CockatielConfig {
  readonly halfOpenAfterMs: number | readonly number[];
  readonly failures: number;
  readonly threshold: number;
  readonly size: number;
  readonly minimumNumberOfCalls: number;
  readonly durationMs: number;
  readonly minimumRps: number;
}
type CockatielRule = Extract<BreakerInput, { kind: 'cockatiel' }>['breaker'];

function cockatiel(): Script[] {
  const rules: Record<string, (config: CockatielConfig) => CockatielRule> = {
    cockatiel_consecutive3: ({ failures }) => ({ kind: 'consecutive', threshold: failures }),
    cockatiel_consecutive3_iterbackoff: ({ failures }) => ({ kind: 'consecutive', threshold: failures }),
    cockatiel_count: ({ threshold, size, minimumNumberOfCalls }) => ({ kind: 'count', threshold, size, minimumNumberOfCalls }),
    cockatiel_sampling: ({ threshold, durationMs, minimumRps }) => ({ kind: 'sampling', threshold, duration: durationMs, minimumRps }),
  };
  return Object.entries(rules).flatMap(([name, rule]) => {
    const { config, scenarios } = trace<{ readonly config: CockatielConfig; readonly scenarios: Named }>(name);
    const after = config.halfOpenAfterMs;
    const breaker: BreakerInput = {
      kind: 'cockatiel',
      halfOpenAfter: typeof after === 'number' ? after : { kind: 'iterable', waits: after.map((wait) => ({ wait })) },
      breaker: rule(config),
    };
    return Object.entries(scenarios).map(([schedule, scenario]) => script(`${name} ${schedule}`, breaker, scenario));
  });
}

function opossum(): Script[] {
  return ['opossum_default_like', 'opossum_volume10', 'opossum_timeout'].flatMap((name) => {
    const { config, scenarios } = trace<{
      readonly config: {
        readonly timeout: number;
        readonly errorThresholdPercentage: number;
        readonly resetTimeout: number;
        readonly rollingCountTimeout: number;
        readonly rollingCountBuckets: number;
        readonly volumeThreshold: number;
      };
      readonly scenarios: Named;
    }>(name);
    const { timeout, errorThresholdPercentage, resetTimeout, rollingCountTimeout, rollingCountBuckets, volumeThreshold } = config;
    const breaker: BreakerInput = {
      kind: 'opossum',
      errorThresholdPercentage,
      resetTimeout,
      rollingCountTimeout,
      rollingCountBuckets,
      volumeThreshold,
    };
    return Object.entries(scenarios).map(([schedule, scenario]) => script(`${name} ${schedule}`, breaker, scenario, timeout));
  });
}

export const breakerScripts: readonly Script[] = [...resilience4j(), ...cockatiel(), ...opossum()];
