import { short } from './compare-words';
import type { ExperimentResult } from './experiment-document';
import { atLeast } from './experiment-judge';

type Told = Pick<ExperimentResult, 'runs' | 'objectives' | 'degradedFirst' | 'recoveryAllowed' | 'hypothesis'>;

const worst = ['no steady state', 'aborted', 'broken'] as const;

/** What all runs come to: in a sentence or two, with the numbers that carry it. @param nameOf what a node is called */
export function experimentVerdict(result: Told, nameOf: (id: string) => string): ExperimentResult['verdict'] {
  const { runs } = result;
  const held = runs.filter(({ outcome }) => outcome === 'holds').length;
  const outcome = worst.find((bad) => runs.some((run) => run.outcome === bad)) ?? 'holds';
  const least = atLeast(held, runs.length);
  return { outcome, text: outcome === 'holds' ? holdsText(result, least) : failsText(result, outcome, nameOf), held, atLeast: least };
}

function holdsText({ runs, hypothesis, objectives, recoveryAllowed }: Told, least: number): string {
  const share = `so at least ${Math.floor(least * 100)} % of such runs hold, with 95 % confidence`;
  const slowest = Math.max(...objectives.flatMap(({ recovery }) => recovery.mean ?? []), 0);
  const allowed = `${recoveryAllowed} s were allowed`;
  const again =
    slowest === 0
      ? 'No objective was missed once the last fault had ended'
      : `The slowest objective was met again ${short(slowest)} s after the last fault, on average`;
  const recovered = recoveryAllowed === null || objectives.length === 0 ? '' : ` ${again}; ${allowed}.`;
  return `Holds in all of ${runs.length} runs (${share}): ${hypothesis}.${recovered}`;
}

function failsText({ runs, degradedFirst }: Told, outcome: (typeof worst)[number], nameOf: (id: string) => string): string {
  const those = runs.filter((run) => run.outcome === outcome);
  const [example] = those;
  const evidence =
    example?.evidence.filter(({ what }) =>
      outcome === 'no steady state' ? what === 'steady state' : outcome === 'aborted' ? what === 'abort' : true,
    ) ?? [];
  const more = evidence.length > 1 ? `, and ${evidence.length - 1} more` : '';
  const start = {
    'no steady state': `Nothing is shown: in ${those.length} of ${runs.length} runs something was wrong before the first fault`,
    aborted: `Aborted in ${those.length} of ${runs.length} runs`,
    broken: `Broken in ${those.length} of ${runs.length} runs`,
  }[outcome];
  const [first] = degradedFirst;
  const blame =
    first === undefined || outcome === 'no steady state'
      ? ''
      : ` ${nameOf(first.subject)} degraded first, in ${first.runs} of ${runs.length} runs.`;
  return `${start}; with seed ${example?.seed}: ${evidence[0]?.text}${more}.${blame}`;
}
