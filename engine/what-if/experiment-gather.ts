import { partNames } from '../design/part-names';
import type { Report } from '../measure/report';
import { faultWords } from './compare';
import type { ExperimentResult } from './experiment-document';
import { judged, objectivesOf } from './experiment-judge';
import { hypothesisWords, type Planned } from './experiment-plan';
import { experimentVerdict } from './experiment-words';

/** What is kept of the runs of one experiment, and what it comes to. */
export class Gathered {
  private readonly runs: ExperimentResult['runs'] = [];
  private readonly invariants = new Map<string, { readonly text: string; brokenIn: number }>();
  private readonly first = new Map<string, number>();

  constructor(private readonly planned: Planned) {}

  add(report: Report): void {
    this.runs.push(judged(report, this.planned));
    const asked = this.planned.experiment.hypothesis.invariants;
    for (const { id, text, holds } of report.ledger?.invariants ?? []) {
      if (asked?.includes(id) === false) continue;
      const line = this.invariants.get(id) ?? { text, brokenIn: 0 };
      this.invariants.set(id, { text, brokenIn: line.brokenIn + (holds ? 0 : 1) });
    }
    const [degraded] = report.degraded;
    if (degraded) this.first.set(degraded.subject, (this.first.get(degraded.subject) ?? 0) + 1);
  }

  result(): ExperimentResult {
    const { experiment, design, plan, duration } = this.planned;
    const { runs } = this;
    const told = {
      runs,
      objectives: objectivesOf(runs),
      degradedFirst: [...this.first].map(([subject, count]) => ({ subject, runs: count })).toSorted((a, b) => b.runs - a.runs),
      recoveryAllowed: plan.until === null ? null : plan.recovery / 1e9,
      hypothesis: hypothesisWords(experiment, plan, this.invariants.size),
    };
    return {
      id: experiment.id,
      name: experiment.name ?? experiment.id,
      faults: (design.faults ?? []).map((fault) => faultWords(fault, design)),
      hypothesis: told.hypothesis,
      from: plan.from / 1e9,
      until: plan.until === null ? null : plan.until / 1e9,
      recoveryAllowed: told.recoveryAllowed,
      simulated: duration,
      verdict: experimentVerdict(told, partNames(design)),
      objectives: told.objectives,
      invariants: [...this.invariants].map(([id, line]) => ({ id, ...line })),
      degradedFirst: told.degradedFirst,
      runs,
    };
  }
}
