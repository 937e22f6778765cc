import { neverAsked } from '../clarify';
import { byFindings, byWords, type Criterion, type Evidence, ramp } from './criterion';
import { missedClearly, targetMet, worst } from './target';

/** Enough is asked with this share of what there is to know. */
const ENOUGH = 0.7;

const clarified: Criterion = {
  id: 'clarified',
  dimension: 'requirements',
  title: 'Asks before drawing',
  level: 'junior',
  weight: 2,
  mistake: 'Drawing before asking',
  judge: ({ answers, prompt, known }) => {
    if (!answers) return null;
    const { reveals } = prompt;
    const open = neverAsked(prompt, known);
    const kinds = [...new Set(open.map(({ kind }) => kind))].filter(
      (kind) => !reveals.some((one) => one.kind === kind && known.includes(one.id)),
    );
    return {
      share: ramp(known.length / reveals.length, 0, ENOUGH) * (1 - 0.15 * kinds.length),
      evidence: [
        { text: `${known.length} of ${reveals.length} things were asked for.` },
        ...kinds.map((kind) => ({ text: `Nothing was asked about ${kindWords[kind]}.` })),
      ],
      stronger: open[0] ? `Asks: “${open[0].question}”` : '',
    };
  },
};

const kindWords = {
  functional: 'what it must do',
  scale: 'how much of it',
  quality: 'how fast, how often, how right',
  constraint: 'what is given and cannot be changed',
} as const;

/** The run decides whether the drawing does what was asked. */
const met: Criterion = {
  id: 'target-met',
  dimension: 'requirements',
  title: 'Does what was asked, at the load that was asked',
  level: 'junior',
  weight: 4,
  mistake: 'A drawing that does not carry its load',
  judge: (evidence: Evidence) => {
    const { prompt, load, resolved } = evidence;
    if (!resolved || load.length === 0)
      return {
        share: 0,
        evidence: [{ text: 'The drawing does not run, so nothing was measured.' }],
        stronger: 'Draws something that runs.',
      };
    const { p99, answered } = worst(load);
    const bound = prompt.targets.p99 / 1e6;
    const slow = p99 === null ? 0 : Math.min(1, bound / p99);
    const lost = answered === null ? 0 : ramp(answered, 0, prompt.targets.availability);
    return {
      share: targetMet(prompt, load) ? 1 : Math.min(0.5, slow * lost),
      evidence: [
        {
          text: `At ${prompt.targets.rate}/s, ${percent(answered)} are answered in time; ${percent(prompt.targets.availability)} are wanted.`,
          measure: { run: 'target', path: 'requests.ok', value: answered },
        },
        {
          text: `99 of 100 wait at most ${milliseconds(p99)}; ${milliseconds(bound)} are allowed.`,
          measure: { run: 'target', path: 'requests.latency.p99', value: p99 },
        },
      ],
      stronger: `Carries ${prompt.targets.rate}/s with a p99 of ${milliseconds(bound)}, and shows it in a run.`,
    };
  },
};

const percent = (share: number | null): string => (share === null ? 'none' : `${Number((share * 100).toFixed(2))} %`);
const milliseconds = (ms: number | null): string =>
  ms === null ? 'nothing' : ms >= 1000 ? `${Number((ms / 1000).toFixed(2))} s` : `${Number(ms.toFixed(1))} ms`;

const promised: Criterion = {
  id: 'own-objectives',
  dimension: 'requirements',
  title: 'Keeps its own objectives at the load that was asked',
  level: 'mid',
  weight: 2,
  mistake: 'Objectives that the design itself misses',
  judge: ({ resolved, load }) => {
    const count = resolved?.slos.length ?? 0;
    if (count === 0 || load.length === 0) return null;
    const missed = missedClearly(load);
    return {
      share: 1 - missed.length / count,
      evidence:
        missed.length === 0
          ? [
              {
                text: `The run at the target keeps ${count === 1 ? 'the one objective' : `all ${count} objectives`} of the drawing.`,
                where: 'slos',
              },
            ]
          : missed.slice(0, 4).map((id) => ({ text: `The run at the target misses the objective "${id}".`, where: `slos.${id}` })),
      stronger: 'States only what a run keeps, or mends what misses it.',
    };
  },
};

export const requirements: readonly Criterion[] = [
  clarified,
  met,
  promised,
  byFindings({
    id: 'patience',
    dimension: 'requirements',
    title: 'Says how long a user waits',
    level: 'mid',
    weight: 1,
    codes: ['journey-without-deadline'],
    applies: ({ journeys }) => journeys.length > 0,
    good: 'Each journey has a deadline, so a late answer is seen to be late.',
    stronger: 'Gives each journey a deadline.',
  }),
  byWords('requirements', 2),
];
