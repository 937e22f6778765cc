import { priceList } from '../design/price-list';
import { shapesOf } from '../design/theory-shapes';
import { buildReport } from '../measure/build-report';
import { cascadeOf } from '../measure/cascade';
import { givenWarmup } from '../measure/report';
import { bottleneckOf } from '../what-if/bottleneck';
import type { BottleneckAnswer } from './api';
import type { Session } from './session';

/** Less than this says too little of a system. [ns] */
const LEAST = 3e9;

/** What has run short since the warm-up or the last change of a session. */
export function bottleneckIn({ simulation, resolved, design, seed, steady, degradation, cascade }: Session): BottleneckAnswer {
  const since = steady.at / 1e9;
  if (simulation.now - steady.at < LEAST) return { since, found: null };
  const report = buildReport({
    design: resolved.name,
    seed,
    now: simulation.now,
    events: simulation.kernel.events,
    digest: simulation.digest,
    subjects: simulation.model,
    shapes: shapesOf(resolved),
    baseline: steady,
    warmupRule: givenWarmup,
    prices: priceList(resolved),
    slos: resolved.slos,
    degraded: degradation.inOrder(simulation.model),
    cascade: cascadeOf(cascade, simulation.marks),
    marks: simulation.marks,
  });
  return { since, found: bottleneckOf(report, resolved, design) };
}
