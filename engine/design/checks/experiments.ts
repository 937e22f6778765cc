import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import type { DesignIndex } from '../design-index';
import type { ResolvedExperiment, ResolvedFault } from '../schema';
import { type Check, warning } from './check';
import { faultTargets } from './fault-targets';

/** Time without faults that shows the steady state, and that the objectives need to be looked at. [ns] */
export const STEADY = 5e9;

/** The faults of an experiment: its own, or the script of the design. */
export const faultsOf = ({ faults }: ResolvedExperiment, design: DesignIndex['design']): readonly ResolvedFault[] =>
  faults ?? design.faults;

/** What would keep an experiment from being done. The design runs all the same, so these only warn; the experiment itself refuses. */
export const experiments: Check = function* (index) {
  for (const experiment of index.design.experiments ?? []) {
    yield* hypothesisProblems(experiment, index);
    yield* abortProblems(experiment, index);
    yield* faultProblems(experiment, index);
  }
};

function* hypothesisProblems({ id, hypothesis }: ResolvedExperiment, { design }: DesignIndex): Iterable<Problem> {
  const where = `experiments.${id}.hypothesis`;
  for (const objective of hypothesis.slos ?? []) {
    if (!design.slos.some((slo) => slo.id === objective)) yield missing(`${where}.slos`, id, `objective "${objective}"`);
  }
  for (const claim of hypothesis.invariants ?? []) {
    if (!design.invariants.some((invariant) => invariant.id === claim)) yield missing(`${where}.invariants`, id, `invariant "${claim}"`);
  }
  if ((hypothesis.slos ?? design.slos).length + (hypothesis.invariants ?? design.invariants).length > 0) return;
  yield warning({
    code: 'experiment-without-hypothesis',
    where,
    message: `Experiment "${id}" claims nothing: there is no objective and no invariant that must hold.`,
    remedy: 'Give the design an objective or an invariant, or name those that must hold.',
  });
}

function* abortProblems({ id, abort }: ResolvedExperiment, { design, nodes }: DesignIndex): Iterable<Problem> {
  for (const [i, condition] of abort.entries()) {
    const where = `experiments.${id}.abort.${i}`;
    if (condition.kind === 'objective' && !design.slos.some((slo) => slo.id === condition.objective))
      yield missing(`${where}.objective`, id, `objective "${condition.objective}"`);
    if (condition.kind === 'backlog' && !nodes.has(condition.node)) yield missing(`${where}.node`, id, `node "${condition.node}"`);
  }
}

function* faultProblems(experiment: ResolvedExperiment, index: DesignIndex): Iterable<Problem> {
  const { id, faults } = experiment;
  const { design } = index;
  const all = faultsOf(experiment, design);
  const place = faults === undefined ? '' : `experiments.${id}.`;
  if (all.length === 0) {
    yield warning({
      code: 'experiment-without-faults',
      where: `experiments.${id}.faults`,
      message: `Experiment "${id}" has no faults, and the design has no fault script: nothing would go wrong in it.`,
      remedy: 'Give the experiment a fault, or the design a fault script.',
    });
    return;
  }
  // What is wrong with the script of the design is told there.
  if (faults !== undefined) {
    for (const { where, message, remedy } of faultTargets({ ...index, design: { ...design, faults } })) {
      yield warning({
        code: 'experiment-with-misplaced-fault',
        where: `${place}${where}`,
        message: `In experiment "${id}": ${message}`,
        remedy,
      });
    }
  }
  const [first] = all.toSorted((a, b) => a.startAfter - b.startAfter);
  const least = design.run.warmup + STEADY;
  if (first === undefined || first.startAfter >= least) return;
  yield warning({
    code: 'experiment-without-steady-state',
    where: `${place}faults.${first.id}.startAfter`,
    message: `Experiment "${id}" cannot show the steady state before its first fault: "${first.id}" starts at ${formatDuration(first.startAfter)}, the warm-up ends at ${formatDuration(design.run.warmup)}.`,
    remedy: `Let it start at ${formatDuration(least)} or later: the warm-up and ${formatDuration(STEADY)} more.`,
  });
}

const missing = (where: string, experiment: string, what: string): Problem =>
  warning({
    code: 'experiment-of-missing-part',
    where,
    message: `Experiment "${experiment}" speaks of ${what}, which is not in this design.`,
    remedy: 'Name what exists, or take it out of the experiment.',
  });
