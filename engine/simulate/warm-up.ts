import { type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { Design, ResolvedDesign } from '../design/schema';
import { mser5 } from '../measure/mser';
import { givenWarmup, type WarmupRule } from '../measure/report';
import { takesMessages, type Traffic } from '../nodes/definition';
import { Changes } from './changes';
import type { RunChange } from './record';
import { Simulation } from './simulation';
import type { Traces } from './source-tables';

/** Observations over the time that is looked at: 200 batches of five. */
const OBSERVATIONS = 1000;
/** Share of the run that must pass undisturbed, for less cannot show a steady state. */
const ENOUGH = 0.2;

type Disturbing = { readonly changes?: readonly RunChange[]; readonly traces?: Traces };

export interface FoundWarmup {
  /** Time to leave out. [ns] */
  readonly at: number;
  readonly rule: WarmupRule;
}

/**
 * Finds how much of a run's start is a transient: runs it once without an account, and asks MSER-5 about the requests in flight and the
 * messages in queues. Where faults, edits or the curve of the traffic change the system, only the time before the first of them is looked
 * at; where that is too short, the design's own warm-up stands.
 * @param end length of the run [ns]
 * @see docs/statistics/warm-up.md
 */
export function findWarmup(design: Design, seed: number, end: number, { changes = [], traces }: Disturbing): Result<FoundWarmup> {
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const { value } = resolved;
  const { at: until, what } = firstDisturbance(value, changes, traces);
  if (until < ENOUGH * end) {
    const why = `${what} at ${seconds(until)}, too early to look for a steady state; so it is what the design says.`;
    return success({ at: value.run.warmup, rule: { ...givenWarmup, why } });
  }
  const simulation = new Simulation(value, seed, traces);
  const applied = new Changes(design, value, changes).applyUntil(0, simulation);
  if (!applied.ok) return applied;
  const look = Math.min(end, until);
  const { removed, batches, settled } = mser5(levels(simulation, look));
  const at = Math.floor((look * removed) / OBSERVATIONS);
  const many = `${batches} means of the requests in flight over ${seconds(look / batches)} each`;
  const found = removed === 0 ? `of ${many}, all are steady` : `of ${many}, those after ${seconds(at)} are the steadiest`;
  const lost = `${many} do not settle in the first half of ${seconds(look)}: run longer, or with less load`;
  return success({ at, rule: { by: 'mser-5', settled, why: `MSER-5: ${settled ? found : lost}.` } });
}

/** Mean number of requests in flight and of messages in queues, over equal parts of the time up to `until`. [ns] */
function levels(simulation: Simulation, until: number): Float64Array {
  const { nodes, journeys } = simulation.model;
  const area = (): number =>
    Number(
      nodes.reduce((sum, { role, stats }) => (takesMessages(role) ? sum + stats.present.area() : sum), 0n) +
        journeys.reduce((sum, { stats }) => sum + stats.present.area(), 0n),
    );
  let [before, at] = [0, 0];
  return Float64Array.from({ length: OBSERVATIONS }, (_, i) => {
    const next = Math.floor((until * (i + 1)) / OBSERVATIONS);
    simulation.runUntil(next);
    const now = area();
    const level = (now - before) / Math.max(1, next - at);
    [before, at] = [now, next];
    return level;
  });
}

interface Disturbance {
  /** [ns] Infinity for never. */
  readonly at: number;
  readonly what: string;
}

/** The first thing that makes the system another one than at its start. */
function firstDisturbance({ nodes, faults }: ResolvedDesign, changes: readonly RunChange[], traces: Traces = new Map()): Disturbance {
  const found: Disturbance[] = [];
  const fault = (id: string, start: number, duration: number | undefined): void => {
    if (start > 0) found.push({ at: start, what: `The fault ${id} comes` });
    else if (duration !== undefined) found.push({ at: duration, what: `The fault ${id} ends` });
  };
  for (const { id, startAfter, duration } of faults) fault(id, startAfter, duration);
  for (const change of changes) if (change.at > 0) found.push({ at: change.at, what: 'A change by hand comes' });
  for (const node of nodes) {
    if (node.kind !== 'client') continue;
    const traffic: Traffic = traces.get(node.id) ?? node.params.traffic;
    if (traffic.kind === 'recorded') found.push({ at: 0, what: `The recorded traffic of ${node.id} comes` });
    if (traffic.kind === 'recorded' || traffic.kind === 'closed' || traffic.curve.kind === 'constant') continue;
    const { curve } = traffic;
    found.push({ at: 'startAfter' in curve ? curve.startAfter : 0, what: `The traffic of ${node.id} changes` });
  }
  return found.reduce((first, other) => (other.at < first.at ? other : first), { at: Infinity, what: '' });
}

const seconds = (nanos: number): string => `${Number((nanos / 1e9).toPrecision(3))} s`;
