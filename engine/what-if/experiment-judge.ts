import jStat from 'jstat';
import { type ExperimentPhase, type ExperimentRun } from '../measure/experiment-watch';
import { violationText } from '../measure/ledger-lines';
import type { Report } from '../measure/report';
import type { ResolvedExperiment } from '../design/schema';
import { withUnit } from './compare-words';
import { CONFIDENCE, estimate } from './estimate';
import type { Evidence, ExperimentResult } from './experiment-document';
import type { Planned } from './experiment-plan';

type RunResult = ExperimentResult['runs'][number];
type Outcome = RunResult['outcome'];

/** What one run says of the hypothesis, with why. */
export function judged(report: Report, { experiment, plan }: Planned): RunResult {
  const seen = report.experiment!;
  const evidence = [
    ...phaseEvidence(seen, experiment),
    ...invariantEvidence(report, experiment, plan.from / 1e9),
    ...recoveryEvidence(seen, plan.recovery / 1e9),
    ...(seen.aborted === null
      ? []
      : [{ what: 'abort' as const, subject: '', phase: null, text: `stopped at ${seen.aborted.at} s: ${seen.aborted.text}` }]),
  ];
  return { seed: report.seed, digest: report.digest, outcome: outcomeOf(evidence), evidence, seen };
}

/** What counts first, first: without a steady state nothing else says anything. */
function outcomeOf(evidence: readonly Evidence[]): Outcome {
  if (evidence.some(({ what }) => what === 'steady state')) return 'no steady state';
  if (evidence.some(({ what }) => what === 'abort')) return 'aborted';
  return evidence.length > 0 ? 'broken' : 'holds';
}

function phaseEvidence({ phases }: ExperimentRun, { hypothesis }: ResolvedExperiment): Evidence[] {
  return phases.flatMap((phase): Evidence[] => {
    if (phase.id === 'during' && hypothesis.meanwhile === 'may-miss') return [];
    return phase.slos
      .filter(({ met }) => !met)
      .map((slo) => ({
        what: phase.id === 'before' ? 'steady state' : 'objective',
        subject: slo.id,
        phase: phase.id,
        text: missedWords(slo, phase),
      }));
  });
}

const when: Readonly<Record<ExperimentPhase['id'], string>> = {
  before: 'before the first fault',
  during: 'while faults were on',
  after: 'after the time to recover in',
};

function missedWords(
  { text, unit, measured, bad, counted }: ExperimentPhase['slos'][number],
  { id, from, until }: ExperimentPhase,
): string {
  const time = `${when[id]} (${from} to ${until} s)`;
  if (measured === null) return `${text}: hardly anything was answered ${time}`;
  return `${text}: ${withUnit(measured, unit)} ${time}, ${bad} of ${counted} requests went wrong`;
}

function invariantEvidence({ ledger }: Report, { hypothesis }: ResolvedExperiment, from: number): Evidence[] {
  const lines = (ledger?.invariants ?? []).filter(({ id, holds }) => !holds && (hypothesis.invariants?.includes(id) ?? true));
  return lines.map(({ id, text, violations, first: [first] }) => ({
    what: first !== undefined && first.at < from ? 'steady state' : 'invariant',
    subject: id,
    phase: null,
    text: `${text}: broken ${violations === 1 ? 'once' : `${violations} times`}${first === undefined ? '' : `, first at ${Number(first.at.toFixed(3))} s: ${violationText(first)}`}`,
  }));
}

const recoveryEvidence = ({ recovery }: ExperimentRun, allowed: number): Evidence[] =>
  recovery
    .filter(({ after }) => after === null || after > allowed)
    .map(({ id, after }) => ({
      what: 'recovery',
      subject: id,
      phase: 'after',
      text:
        after === null
          ? `${id} was not met again to the end`
          : `${id} was met again only ${after} s after the last fault, ${allowed} s were allowed`,
    }));

/** Share of runs that hold at least, with 95 % confidence, when so many of so many did. */
export const atLeast = (held: number, runs: number): number => (held === 0 ? 0 : jStat.beta.inv(1 - CONFIDENCE, held, runs - held + 1));

/** The objectives over all runs, phase by phase. */
export function objectivesOf(runs: readonly RunResult[]): ExperimentResult['objectives'] {
  const known = new Map(runs.flatMap(({ seen }) => seen.phases.flatMap(({ slos }) => slos.map((slo) => [slo.id, slo] as const))));
  return [...known.values()].map(({ id, text, unit, objective }) => {
    const inPhase = (phase: ExperimentPhase['id']) => {
      const lines = runs.flatMap(({ seen }) =>
        seen.phases.filter((one) => one.id === phase).flatMap(({ slos }) => slos.filter((slo) => slo.id === id)),
      );
      return {
        measured: estimate(lines.map(({ measured }) => measured)),
        metIn: lines.filter(({ met }) => met).length,
        runs: lines.length,
      };
    };
    const recoveries = runs.flatMap(({ seen }) => seen.recovery.filter((one) => one.id === id).map(({ after }) => after));
    return {
      id,
      text,
      unit,
      objective,
      before: inPhase('before'),
      during: inPhase('during'),
      after: inPhase('after'),
      recovery: estimate(recoveries),
      recoveredIn: recoveries.filter((after) => after !== null).length,
    };
  });
}
