import { describe, expect, test } from 'vitest';
import { seconds } from '../../engine/core/units';
import { Autoscaler, desiredReplicas, utilizationOf } from '../../engine/policies/autoscaler';
import { type AutoscalingParams, zAutoscaling } from '../../engine/policies/replica-params';
import { trace } from './traces';

interface Rules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly { readonly type: 'Pods' | 'Percent'; readonly value: number; readonly periodSeconds: number }[];
}
interface Config {
  readonly initialReplicas: number;
  readonly maxReplicas: number;
  readonly minReplicas: number;
  readonly podLimitMillicores: number;
  readonly podRequestMillicores: number;
  readonly scaleDown: Rules;
  readonly scaleUp: Rules;
  readonly syncPeriodSeconds: number;
  readonly targetUtilizationPct: number;
  readonly tolerance: number;
}
interface HpaTrace {
  readonly scenarios: readonly {
    readonly name: string;
    readonly config: Config;
    /** t_s, demand, usage per pod, replicas, utilization, raw desired, desired. */
    readonly steps: readonly (readonly [number, number, number, number, number, number, number])[];
  }[];
  readonly formula: readonly {
    readonly currentReplicas: number;
    readonly usageMillicoresPerReportingPod: readonly number[];
    readonly targetUtilizationPct: number;
    readonly podsWithoutMetrics: number;
    readonly desired: number;
    readonly utilizationPct: number;
  }[];
}

const { scenarios, formula } = trace<HpaTrace>('hpa_kubernetes');

const rules = ({ stabilizationWindowSeconds, selectPolicy, policies }: Rules): AutoscalingParams['up'] => ({
  window: seconds(stabilizationWindowSeconds),
  select: selectPolicy.toLowerCase() as 'max' | 'min' | 'disabled',
  bounds: policies.map(({ type, value, periodSeconds }) => ({
    type: type === 'Pods' ? ('replicas' as const) : ('percent' as const),
    value,
    period: seconds(periodSeconds),
  })),
});

const params = (config: Config): AutoscalingParams => ({
  min: config.minReplicas,
  max: config.maxReplicas,
  target: config.targetUtilizationPct,
  tolerance: config.tolerance,
  syncPeriod: seconds(config.syncPeriodSeconds),
  up: rules(config.scaleUp),
  down: rules(config.scaleDown),
});

test.each(scenarios)('$name: every decision of the Kubernetes controller', ({ config, steps }) => {
  const autoscaler = new Autoscaler(params(config));
  let replicas = config.initialReplicas;
  const ours = steps.map(([t, demand]) => {
    const usage = Math.min(Math.floor(demand / replicas), config.podLimitMillicores);
    const before = replicas;
    const look = { replicas: before, ready: before, missing: 0, usage: usage * before };
    replicas = autoscaler.sync(t * 1e9, look);
    return [t, before, utilizationOf(look.usage, before), replicas];
  });
  expect(ours).toEqual(steps.map(([t, , , before, utilization, , after]) => [t, before, utilization, after]));
});

test('the raw count of every step, before windows and bounds', () => {
  const raw = scenarios.flatMap(({ config, steps }) =>
    steps.map(([, , usage, replicas]) =>
      desiredReplicas({ replicas, ready: replicas, missing: 0, usage: usage * replicas }, params(config)),
    ),
  );
  expect(raw).toEqual(scenarios.flatMap(({ steps }) => steps.map(([, , , , , desired]) => desired)));
});

test('the traces move often enough to tell', () => {
  const changes = scenarios.flatMap(({ steps }) => steps.filter(([, , , before, , , after]) => before !== after));
  expect(changes.length).toBeGreaterThan(50);
  expect(changes.some(([, , , before, , , after]) => after < before)).toBe(true);
});

describe('the formula', () => {
  test.each(formula)(
    '$currentReplicas replicas, $podsWithoutMetrics without numbers, $utilizationPct % against $targetUtilizationPct %',
    (vector) => {
      const { usageMillicoresPerReportingPod: pods, currentReplicas: replicas, podsWithoutMetrics: missing } = vector;
      const usage = pods.reduce((sum, milli) => sum + milli, 0);
      expect(utilizationOf(usage, pods.length)).toBe(vector.utilizationPct);
      const look = { replicas, ready: pods.length, missing, usage };
      expect(desiredReplicas(look, { target: vector.targetUtilizationPct, tolerance: 0.1 })).toBe(vector.desired);
    },
  );
});

test('the defaults are those of Kubernetes', () => {
  const { config } = scenarios[0]!;
  const { up, down, tolerance, syncPeriod } = zAutoscaling.parse({});
  expect({ up, down, tolerance, syncPeriod }).toEqual({
    up: rules(config.scaleUp),
    down: rules(config.scaleDown),
    tolerance: config.tolerance,
    syncPeriod: seconds(config.syncPeriodSeconds),
  });
});
