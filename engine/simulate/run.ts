import type { Result } from '../core/problem';
import { failure, success } from '../core/problem';
import { priceList } from '../design/price-list';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { shapesOf } from '../design/theory-shapes';
import { type Baseline, takeBaseline } from '../measure/baseline';
import { buildReport } from '../measure/build-report';
import { cascadeOf } from '../measure/cascade';
import { CascadeWatch } from '../measure/cascade-watch';
import { DegradationWatch } from '../measure/degradation';
import { type ExperimentPlan, ExperimentWatch } from '../measure/experiment-watch';
import { TICK } from '../measure/frame-recorder';
import { TroubleMarks } from '../measure/trouble-marks';
import { givenWarmup, type Report } from '../measure/report';
import { SloWatch } from '../measure/slo-watch';
import { Changes } from './changes';
import type { RunChange } from './record';
import { Simulation } from './simulation';
import type { Traces } from './source-tables';
import { type FoundWarmup, findWarmup } from './warm-up';

/** How often objectives and degradation are looked at. [ns] */
const SECOND = 1e9;

export interface RunOptions {
  /** Replaces the design's own. */
  readonly seed?: number;
  /** Simulated time, warm-up included. [s] */
  readonly duration?: number;
  /** Time left out of the account. [s] `auto`: as much as MSER-5 finds to be a transient, at the price of a run before the run. */
  readonly warmup?: number | 'auto';
  /** Hand-made changes to replay. */
  readonly changes?: readonly RunChange[];
  /** Traffic from outside the design, in place of that of the clients named. */
  readonly traces?: Traces;
  /** What an experiment looks at; the run ends where it is aborted. */
  readonly experiment?: ExperimentPlan;
  /** Called at each simulated second with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** One whole run without a screen. */
export function run(design: Design, options: RunOptions = {}): Result<Report> {
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const { value } = resolved;
  const seed = options.seed ?? value.seed;
  const end = options.duration === undefined ? value.run.duration : Math.round(options.duration * 1e9);
  const asked = options.warmup ?? value.run.warmup / 1e9;
  const found: Result<FoundWarmup> =
    asked === 'auto' ? findWarmup(design, seed, end, options) : success({ at: Math.round(asked * 1e9), rule: givenWarmup });
  if (!found.ok) return found;
  const { at: warmup, rule } = found.value;
  if (warmup >= end) {
    return failure({
      code: 'warmup-too-long',
      severity: 'error',
      where: 'run.warmup',
      message: `The warm-up of ${warmup / 1e9} s leaves nothing of a run of ${end / 1e9} s.`,
      remedy: 'Shorten the warm-up or lengthen the run.',
    });
  }
  const simulation = new Simulation(value, seed, options.traces);
  const changes = new Changes(design, value, options.changes);
  const watch = new SloWatch(value.slos);
  const degradation = new DegradationWatch();
  const cascade = new CascadeWatch(simulation.model);
  const trouble = new TroubleMarks(simulation.model);
  const experiment = options.experiment ? new ExperimentWatch(options.experiment, value.slos, simulation.model) : null;
  const atStart = changes.applyUntil(0, simulation);
  if (!atStart.ok) return atStart;
  let baseline: Baseline | null = warmup === 0 ? takeBaseline(simulation.model, 0) : null;
  if (baseline !== null) experiment?.begin(0);
  for (let now = 0; now < end; ) {
    const second = (Math.floor(now / SECOND) + 1) * SECOND;
    const tick = (Math.floor(now / TICK) + 1) * TICK;
    now = Math.min(
      end,
      tick,
      baseline === null ? warmup : Infinity,
      changes.nextAt() > now ? changes.nextAt() : Infinity,
      experiment?.nextAt(now) ?? Infinity,
    );
    simulation.runUntil(now);
    const problem = changes.applyUntil(now, simulation);
    if (!problem.ok) return problem;
    if (now === tick) {
      cascade.look(now);
      simulation.marks.push(...trouble.look(now));
    }
    if (baseline === null && now >= warmup) {
      baseline = takeBaseline(simulation.model, now);
      cascade.restart();
      experiment?.begin(now);
    }
    experiment?.look(now);
    if (now === second) {
      simulation.marks.push(...watch.look(simulation.model, now));
      if (baseline !== null) degradation.look(simulation.model, now);
      options.onProgress?.(now / end);
    }
    if (experiment !== null && experiment.aborted !== null) break;
  }
  return success({
    ...buildReport({
      design: value.name,
      seed,
      now: simulation.now,
      events: simulation.kernel.events,
      digest: simulation.digest,
      subjects: simulation.model,
      shapes: shapesOf(changes.resolved, options.traces),
      baseline: baseline!,
      warmupRule: rule,
      prices: priceList(changes.resolved),
      slos: value.slos,
      degraded: degradation.inOrder(simulation.model),
      cascade: cascadeOf(cascade, simulation.marks),
      marks: simulation.marks,
    }),
    ...(experiment && { experiment: experiment.result(simulation.now) }),
  });
}
