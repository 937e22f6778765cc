import { causeCode } from './stats';
import type { Baseline } from './baseline';
import type { Mark } from './frame';
import type { NodeStats } from './stats';
import type { Subjects } from './subjects';
import { type MeasuredServer, theoriesOf, type Theory } from './theory';
import type { Shapes } from './theory-shape';

/** Callers that hold calls back make arrivals depend on answers. */
const heldBack = ['breaker-open', 'bulkhead-full', 'rate-limited'] as const;
/** Ways for a call to leave a queue other than to a worker. */
const left = ['deadline', 'cancelled', 'crash', 'shed'] as const;

/** Held against the measurements: predictions for every server of a running model, by its id. */
export function theoriesFor(
  { nodes, links }: Subjects,
  baseline: Baseline,
  seconds: number,
  shapes: Shapes,
  marks: readonly Mark[],
): ReadonlyMap<string, Theory> {
  const perSecond = (now: number, before = 0): number => (seconds > 0 ? (now - before) / seconds : 0);
  const live = links.flatMap((link, i) => {
    const since = baseline.links[i];
    if (link.removed || link.server === null) return [];
    const { stats } = link;
    return [
      {
        from: link.from.id,
        to: link.server.id,
        rate: perSecond(stats.attempts, since?.attempts),
        retries: perSecond(stats.retries, since?.retries),
        heldBack: perSecond(failures(stats.failedBy, heldBack), since && failures(since.failedBy, heldBack)),
      },
    ];
  });
  const servers = nodes.flatMap((node, i): MeasuredServer[] => {
    if (node.removed || node.role !== 'server') return [];
    const since = baseline.nodes[i];
    const { stats } = node;
    const rate = perSecond(stats.arrived, since?.arrived);
    const over = (of: 'retries' | 'heldBack'): number =>
      live.reduce((sum, link) => sum + (link.to === node.id ? link[of] : 0), 0) / Math.max(rate, Number.MIN_VALUE);
    const limited = perSecond(failures(stats.failedBy, ['rate-limited']), since && failures(since.failedBy, ['rate-limited']));
    const shape = shapes.get(node.id);
    const needed = shape?.role === 'server' && shape.service === null;
    return [
      {
        id: node.id,
        rate,
        service: needed ? serviceOf(stats, since) : { mean: NaN, scv: NaN },
        retried: over('retries'),
        heldBack: over('heldBack') + limited / Math.max(rate, Number.MIN_VALUE),
        left: perSecond(failures(stats.failedBy, left), since && failures(since.failedBy, left)) / Math.max(rate, Number.MIN_VALUE),
      },
    ];
  });
  return theoriesOf(shapes, servers, live, disturbance(marks, baseline.at));
}

const failures = (failedBy: Float64Array, by: readonly (keyof typeof causeCode)[]): number =>
  by.reduce((sum, cause) => sum + failedBy[causeCode[cause]]!, 0);

const serviceOf = ({ service }: NodeStats, since: Baseline['nodes'][number] | undefined): MeasuredServer['service'] => ({
  mean: (since ? service.meanSince(since.service) : service.mean()) / 1e6,
  scv: service.scvSince(since?.service),
});

/** Why what was measured since then is not of one steady system, or null. [ns] */
function disturbance(marks: readonly Mark[], since: number): string | null {
  const on = new Set<string>();
  for (const { kind, at, fault = '', text } of marks) {
    if (kind === 'fault-start') on.add(fault);
    if (kind === 'fault-end') on.delete(fault);
    if (at <= since) continue;
    if (kind === 'edit') return 'The design was edited while it was measured.';
    if (kind === 'fault-start' || kind === 'fault-end') return `A fault came or went while it was measured: ${text}.`;
  }
  const [first] = on;
  return first === undefined ? null : `A fault is on: ${first}.`;
}
