import type { NoteTaker } from './note-taker';
import type { Size } from './serving';
import { countAt, listAt, textAt, type Tree } from './tree';

/** Autoscaling of workloads, by their names, from HorizontalPodAutoscalers of v1 and v2. */
export function autoscalersOf(documents: readonly Tree[], notes: NoteTaker): ReadonlyMap<string, Size['autoscaling']> {
  const scalers = new Map<string, NonNullable<Size['autoscaling']>>();
  for (const scaler of documents.filter((document) => textAt(document, 'kind') === 'HorizontalPodAutoscaler')) {
    const workload = textAt(scaler, 'spec', 'scaleTargetRef', 'name');
    if (workload === undefined) continue;
    const min = countAt(scaler, 1, 500, 'spec', 'minReplicas') ?? 1;
    const max = Math.max(min, countAt(scaler, 1, 500, 'spec', 'maxReplicas') ?? min);
    const cpu = listAt(scaler, 'spec', 'metrics').find((metric) => textAt(metric, 'resource', 'name') === 'cpu');
    const target =
      countAt(scaler, 1, 100, 'spec', 'targetCPUUtilizationPercentage') ??
      countAt(cpu, 1, 100, 'resource', 'target', 'averageUtilization') ??
      countAt(cpu, 1, 100, 'resource', 'targetAverageUtilization');
    if (target === undefined)
      notes.guessed(
        `The autoscaler of “${workload}” does not go by the use of processors: 80 % utilization of its workers is taken for its target.`,
      );
    const used = target ?? 80;
    scalers.set(workload, { min, max, target: used });
    notes.inferred(`“${workload}” is scaled from ${min} to ${max} replicas, for ${used} % utilization.`);
    const others = listAt(scaler, 'spec', 'metrics').filter((metric) => metric !== cpu).length;
    if (others > 0 && cpu !== undefined) notes.missing(`Other metrics of the autoscaler of “${workload}” are not read.`);
  }
  return scalers;
}
