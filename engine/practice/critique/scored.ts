import { type Level, levels } from '../levels';
import { type Dimension, dimensions } from '../prompt-file';
import { saysAll } from '../said';
import { type Criterion, type Evidence, rank } from './criterion';
import type { Critique, JudgedCriterion } from './document';
import { harmOf } from './harm';
import { rubric } from './registry';
import { targetMet } from './target';

export type Scored = Pick<Critique, 'score' | 'cap' | 'dimensions' | 'mistakes'>;

export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  requirements: 'Requirements',
  estimation: 'Estimation',
  boundaries: 'Boundaries and data ownership',
  communication: 'Communication and contracts',
  resilience: 'Resilience',
  observability: 'Observability and operations',
  'trade-offs': 'Trade-offs',
};

/** No more than this for a drawing that misses what was asked, whatever else is good: the run has the last word. */
const MISSED = 49;
/** No more than this where a run shows harm that a good drawing does not do: the parts alone would hide it. */
const HARMFUL = 79;
/** No more than this for one that does not run at all. */
const BROKEN = 25;

/** The rubric over all that is known. Pure: the same evidence gets the same score. */
export function scored(evidence: Evidence): Scored {
  const empty = isEmpty(evidence);
  const all = rubric.map((criterion) => ({ criterion, judged: judged(criterion, evidence, empty) }));
  const parts = dimensions.map((id) => {
    const own = all.filter(({ criterion }) => criterion.dimension === id).map((one) => one.judged);
    return { id, title: dimensionTitles[id], score: empty ? 0 : scoreOf(own), criteria: own, stronger: strongerOf(id, own, evidence) };
  });
  const scores = parts.flatMap(({ score }) => score ?? []);
  const plain = scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const bound = boundOf(evidence, empty);
  return {
    score: Math.round(Math.min(plain, bound?.most ?? 100)),
    cap: bound && plain > bound.most ? bound.because : null,
    dimensions: parts,
    mistakes: all.flatMap(({ criterion: { id, mistake }, judged: { share, evidence: told } }) =>
      mistake !== undefined && share !== null && share <= 0.5 && told[0] ? [{ id, title: mistake, evidence: told[0] }] : [],
    ),
  };
}

/** Nothing, or clients alone: there is nothing to judge. */
const isEmpty = ({ design }: Evidence): boolean => (design.nodes ?? []).every(({ kind }) => kind === 'client');

function boundOf(evidence: Evidence, empty: boolean): { readonly most: number; readonly because: string } | null {
  const { resolved, prompt, load } = evidence;
  if (empty) return { most: 0, because: 'Nothing is drawn.' };
  if (!resolved) return { most: BROKEN, because: 'The drawing does not run.' };
  if (!targetMet(prompt, load)) return { most: MISSED, because: 'The drawing misses its target in the run.' };
  const harm = harmOf(evidence);
  return harm === null ? null : { most: HARMFUL, because: harm };
}

function judged({ judge, id, title, level, weight }: Criterion, evidence: Evidence, empty: boolean): JudgedCriterion {
  const counts = rank(level) <= rank(evidence.level);
  const told = empty ? { share: 0, evidence: [{ text: 'Nothing is drawn.' }], stronger: 'Draws something.' } : judge(evidence);
  return {
    id,
    title,
    level,
    weight,
    counts,
    share: told?.share ?? null,
    evidence: [...(told?.evidence ?? [])],
    stronger: told && told.share < 1 && told.stronger !== '' ? told.stronger : null,
  };
}

function scoreOf(criteria: readonly JudgedCriterion[]): number | null {
  const counted = criteria.filter(({ counts, share }) => counts && share !== null);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0 ? null : Math.round((100 * counted.reduce((sum, { weight, share }) => sum + weight * share!, 0)) / weights);
}

/** What is missing by level: criteria that are not met, and points that were not made. */
function strongerOf(dimension: Dimension, criteria: readonly JudgedCriterion[], { prompt, answers, words }: Evidence) {
  const at = (level: Level): string[] => [
    ...new Set([
      ...criteria.filter((one) => one.level === level && one.id !== `${dimension}-said`).flatMap(({ stronger }) => stronger ?? []),
      ...(answers
        ? prompt.points
            .filter((point) => point.dimension === dimension && point.level === level && !saysAll(words, point.keywords))
            .map(({ say }) => say)
        : []),
    ]),
  ];
  const [junior, mid, senior] = levels.map(at);
  return { junior: junior!, mid: mid!, senior: senior! };
}
