import { failure, type Problem, type Result, success } from '../core/problem';
import { formatDuration } from '../core/units';
import { faultsOf, STEADY } from '../design/checks/experiments';
import { examine, isError } from '../design/resolve';
import type { Design, ResolvedDesign, ResolvedExperiment } from '../design/schema';
import type { ExperimentPlan } from '../measure/experiment-watch';

/** An experiment that can be done. */
export interface Planned {
  readonly experiment: ResolvedExperiment;
  /** The design with the faults of the experiment for its script. */
  readonly design: Design;
  readonly plan: ExperimentPlan;
  /** Simulated time of a run. [s] */
  readonly duration: number;
}

/** The experiments of a design that are asked for, all when none is named; or why they cannot be done, with place and remedy. */
export function plannedExperiments(design: Design, ids: readonly string[] | undefined): Result<Planned[]> {
  const { resolved, problems } = examine(design);
  if (!resolved) return failure(...problems.filter(isError));
  const all = resolved.experiments ?? [];
  const unknown = (ids ?? []).filter((id) => !all.some((experiment) => experiment.id === id));
  if (unknown.length > 0) return failure(...unknown.map((id) => noSuchExperiment(id, all)));
  if (all.length === 0) return failure(noExperiments);
  const asked = ids === undefined ? all : all.filter(({ id }) => ids.includes(id));
  const refused = problems
    .filter((problem) => asked.some((experiment) => keepsFrom(problem, experiment)))
    .map((problem) => ({ ...problem, severity: 'error' as const }));
  if (refused.length > 0) return failure(...refused);
  const results = asked.map((experiment) => planned(design, resolved, experiment));
  const wrong = results.flatMap((result) => (result.ok ? [] : result.problems));
  return wrong.length > 0 ? failure(...wrong) : success(results.flatMap((result) => (result.ok ? [result.value] : [])));
}

/** The design runs with these; the experiment does not. */
const keepsFrom = ({ code, where, message }: Problem, { id }: ResolvedExperiment): boolean =>
  code.startsWith('experiment-') && (where.startsWith(`experiments.${id}.`) || message.includes(`"${id}"`));

function planned(design: Design, resolved: ResolvedDesign, experiment: ResolvedExperiment): Result<Planned> {
  const { id, hypothesis, abort } = experiment;
  const own = design.experiments?.find((one) => one.id === id)?.faults;
  const faulty: Design = own === undefined ? design : { ...design, faults: own };
  const wrong = examine(faulty).problems.filter(isError);
  if (wrong.length > 0) return failure(...wrong.map((problem) => ({ ...problem, where: `experiments.${id}.${problem.where}` })));
  const faults = faultsOf(experiment, resolved);
  const ends = faults.map(({ startAfter, duration }) => (duration === undefined ? null : startAfter + duration));
  const until = ends.includes(null) ? null : Math.max(...ends.map(Number));
  const from = Math.min(...faults.map(({ startAfter }) => startAfter));
  // Long enough to see that all is well again, and stays so.
  const least = until === null ? from + STEADY : until + hypothesis.recovery + 2 * STEADY;
  const duration = Math.max(resolved.run.duration, least);
  const plan: ExperimentPlan = {
    from,
    until,
    recovery: hypothesis.recovery,
    slos: hypothesis.slos ?? resolved.slos.map((slo) => slo.id),
    abort,
  };
  return success({ experiment, design: faulty, plan, duration: duration / 1e9 });
}

/** The hypothesis in words. */
export function hypothesisWords(
  { hypothesis: { meanwhile, recovery } }: ResolvedExperiment,
  { slos, until }: ExperimentPlan,
  invariants: number,
): string {
  const objectives =
    slos.length === 0
      ? []
      : [
          `${counted(slos.length, 'objective')} ${meanwhile === 'hold' || until === null ? 'hold throughout' : 'hold but for the time of the faults'}`,
        ];
  const claims = invariants === 0 ? [] : [`${counted(invariants, 'invariant')} hold at any time`];
  const again = until === null || slos.length === 0 ? [] : [`all is well again ${formatDuration(recovery)} after the last fault`];
  return [...objectives, ...claims, ...again].join('; ');
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const noSuchExperiment = (id: string, all: readonly ResolvedExperiment[]): Problem => ({
  code: 'no-such-experiment',
  severity: 'error',
  where: `experiments.${id}`,
  message: `The design has no experiment "${id}".`,
  remedy: all.length === 0 ? 'Write one under "experiments".' : `There is: ${all.map((one) => one.id).join(', ')}.`,
});

const noExperiments: Problem = {
  code: 'no-experiments',
  severity: 'error',
  where: 'experiments',
  message: 'The design has no experiments.',
  remedy: 'Write one under "experiments": faults, what must hold, and what stops it.',
};
