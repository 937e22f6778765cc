import { z } from 'zod';
import type { Aftermath } from './aftermath';
import { pairedDifference } from './paired-difference';
import { type Estimate, estimate, zEstimate } from './estimate';

/** How a system takes a fault. */
export const chaosVerdicts = ['holds', 'degrades', 'breaks'] as const;

export const zChaosCell = z.strictObject({
  action: z.string().describe('Fault.'),
  place: z.string().describe('Node or zone.'),
  verdict: z.enum(chaosVerdicts),
  runs: z.number(),
  missed: z
    .array(z.strictObject({ id: z.string(), runs: z.number() }))
    .describe('Objectives that are missed and that the pairs without the fault meet, in how many runs.'),
  broken: z.array(z.strictObject({ id: z.string(), runs: z.number() })).describe('Invariants that are broken, likewise.'),
  notRecovered: z.number().describe('Runs at whose end an objective was still missed that the pair met.'),
  badShare: zEstimate.describe('Share of requests that failed or came late beyond that of the pairs.'),
  unanswered: zEstimate.describe(
    'Share of requests that had no answer at the end, beyond that of the pairs. Objectives do not count them.',
  ),
  p99: zEstimate.describe('p99 of all requests, as a share of that of the pairs.'),
  reasons: z.array(z.string()).describe('Why the verdict is what it is, in words.'),
  story: z.string().describe('What the run that fared worst tells: who degraded first, who followed.'),
  blame: z.array(z.strictObject({ node: z.string(), share: z.number() })).describe('Nodes at which trouble began in that run.'),
});
export type ChaosCell = z.infer<typeof zChaosCell>;

/** Less than this of all requests is no harm worth a word. */
const HARM = 0.001;
/** Nor is a p99 that is this much longer. */
const LONGER = 0.05;

/**
 * Holds the runs with a fault against those without, seed by seed.
 * @param allowed share of requests that may stay without an answer before that counts as a miss
 */
export function chaosCell(
  { action, place }: Pick<ChaosCell, 'action' | 'place'>,
  calm: readonly Aftermath[],
  struck: readonly Aftermath[],
  allowed: number,
): ChaosCell {
  const missed = lost(calm, struck, ({ missed: ids }) => ids);
  const broken = lost(calm, struck, ({ broken: ids }) => ids);
  const notRecovered = struck.filter(({ missedAtEnd }, i) => missedAtEnd.some((id) => !calm[i]!.missedAtEnd.includes(id))).length;
  const bad = pairedDifference(
    calm.map(({ badShare }) => badShare),
    struck.map(({ badShare }) => badShare),
  );
  const unanswered = estimate(struck.map((after, i) => after.unanswered - calm[i]!.unanswered));
  const ratios = struck.map(({ p99 }, i) => (p99 === null || !calm[i]!.p99 ? null : p99 / calm[i]!.p99));
  const p99 = estimate(ratios);
  const unbalanced = struck.filter(({ conserved }) => !conserved).length;
  const most = (runs: number): boolean => runs * 2 > struck.length;
  const breaks = [
    ...missed.filter(({ runs }) => most(runs)).map(({ id, runs }) => `${id} missed in ${runs} of ${struck.length} runs`),
    ...broken.map(({ id, runs }) => `${id} broken in ${runs} of ${struck.length} runs`),
    ...(most(notRecovered) ? [`not recovered at the end of ${notRecovered} of ${struck.length} runs`] : []),
    ...(unanswered.mean! > allowed ? [silent(unanswered.mean!)] : []),
    ...(unbalanced > 0 ? [`the books do not balance in ${unbalanced} runs`] : []),
  ];
  const degrades = [
    ...missed.filter(({ runs }) => !most(runs)).map(({ id, runs }) => `${id} missed in ${runs} of ${struck.length} runs`),
    ...(shown(bad.difference, 0, HARM) ? [`${percent(bad.difference.mean!)} more requests failed or came late`] : []),
    ...(unanswered.mean! <= allowed && shown(unanswered, 0, HARM) ? [silent(unanswered.mean!)] : []),
    ...(shown(p99, 1, LONGER) ? [`p99 ${Number(p99.mean!.toPrecision(2))} times as long`] : []),
  ];
  const harm = (after: Aftermath): number => (after.badShare ?? 1) + after.unanswered;
  const worst = struck.reduce((a, b) => (harm(b) > harm(a) ? b : a));
  return {
    action,
    place,
    verdict: breaks.length > 0 ? 'breaks' : degrades.length > 0 ? 'degrades' : 'holds',
    runs: struck.length,
    missed,
    broken,
    notRecovered,
    badShare: bad.difference,
    unanswered,
    p99,
    reasons: [...breaks, ...degrades],
    story: worst.story,
    blame: [...worst.blame],
  };
}

/** Ids that are on a list of a run and not on that of its pair, with the number of such runs. */
function lost(calm: readonly Aftermath[], struck: readonly Aftermath[], of: (after: Aftermath) => readonly string[]) {
  const runs = new Map<string, number>();
  for (const [i, after] of struck.entries()) {
    for (const id of of(after)) if (!of(calm[i]!).includes(id)) runs.set(id, (runs.get(id) ?? 0) + 1);
  }
  return [...runs].map(([id, count]) => ({ id, runs: count }));
}

/** Surely beyond a value, and by enough to matter. One run alone shows nothing surely. */
const shown = ({ mean, low }: Estimate, value: number, enough: number): boolean =>
  mean !== null && low !== null && low > value && mean - value >= enough;

const silent = (share: number): string => `${percent(share)} more requests without an answer at the end`;
const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** The worse first: breaks before degrades; then what cost more requests; then what took longer. */
export function byHarm(a: ChaosCell, b: ChaosCell): number {
  const rank = ({ verdict }: ChaosCell): number => chaosVerdicts.indexOf(verdict);
  const harm = ({ badShare, unanswered }: ChaosCell): number => (badShare.mean ?? 0) + (unanswered.mean ?? 0);
  return rank(b) - rank(a) || b.broken.length - a.broken.length || harm(b) - harm(a) || (b.p99.mean ?? 0) - (a.p99.mean ?? 0);
}
