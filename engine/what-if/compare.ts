import { z } from 'zod';
import { failure, type Result, success } from '../core/problem';
import { formatDuration, parseDuration } from '../core/units';
import { designDifference } from '../design/difference';
import { partNames } from '../design/part-names';
import { check, isError } from '../design/resolve';
import type { Design, DesignFault } from '../design/schema';
import { targetText } from '../faults/definition';
import { faultActions } from '../faults/registry';
import type { Report } from '../measure/report';
import { withChange, withFaults, zAnyFault, zChange } from './change';
import { type Comparison, zComparison } from './compare-document';
import { PairedRuns } from './compare-runs';
import { verdictOf } from './compare-words';
import type { Crew } from './crew';
import { defineWhatIf, runFields, SEEDS, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE } from './estimate';
import { digestOf } from './job-key';

const zLabel = z.string().min(1).max(120).optional();

const zCompareWanted = z.strictObject({
  before: z.strictObject({
    design: zAnyDesign(),
    change: zChange.optional().describe('Made to it first; nothing when left out.'),
    name: zLabel.describe('What it is called in the answer; the design’s name when left out.'),
  }),
  after: z.strictObject({
    design: zAnyDesign().optional().describe('The other design; the first one, before its change, when left out.'),
    change: zChange.optional().describe('Made to it first; nothing when left out.'),
    name: zLabel.describe('What it is called in the answer; the design’s name, or “With the change”, when left out.'),
  }),
  under: z.array(zAnyFault()).max(50).optional().describe('Faults that both meet, on top of their own scripts; none when left out.'),
  ...runFields,
  replications: z.int().min(2).max(500).optional().describe('Pairs of runs; 10 when left out.'),
  paired: z
    .boolean()
    .optional()
    .describe(
      'Both runs of a pair have one seed, so that their luck cancels out; so when left out. Off: seeds of their own, to see what that is worth.',
    ),
});
type CompareWanted = z.infer<typeof zCompareWanted>;

/** Two designs, or one with and without a change or fault, over runs in pairs. */
export const compare = defineWhatIf({
  name: 'compare',
  title: 'Compare',
  wanted: zCompareWanted,
  answer: zComparison,
  run: runCompare,
});

async function runCompare(wanted: CompareWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<Comparison>> {
  const sides = sidesOf(wanted);
  if (!sides.ok) return sides;
  const [before, after] = sides.value;
  const { replications = 10, paired = true, under = [], duration, warmup } = wanted;
  const options = { ...(duration !== undefined && { duration }), ...(warmup !== undefined && { warmup }) };
  const seeds = seedsOf(before.design, wanted, replications);
  const jobs = seeds.flatMap((seed) => [
    { design: before.design, options: { ...options, seed } },
    { design: after.design, options: { ...options, seed: paired ? seed : (seed + replications) % SEEDS } },
  ]);
  const runs = new PairedRuns();
  let first: Report | null = null;
  const hooks = { ...(signal && { signal }), onProgress: (done: number) => onProgress?.(done / jobs.length) };
  for await (const result of crew('report', jobs, hooks)) {
    if (!result.ok) return result;
    if (first === null) first = result.value;
    else {
      runs.add(first, result.value);
      first = null;
    }
  }
  const account = { before: before.name, after: after.name, paired, ...runs.account() };
  return success({
    format: 'faultline-compare-1',
    ...account,
    designDigests: { before: digestOf(before.design), after: digestOf(after.design) },
    changes: designDifference(before.design, after.design).slice(0, MOST_CHANGES),
    under: under.map((fault) => faultWords(fault, before.design)),
    confidence: CONFIDENCE,
    verdict: verdictOf(account),
  });
}
const MOST_CHANGES = 500;

interface Side {
  readonly design: Design;
  readonly name: string;
}

/** Both designs as they are to run; what is wrong with either is told with its side. */
function sidesOf({ before, after, under = [] }: CompareWanted): Result<readonly [Side, Side]> {
  const other = after.design ?? before.design;
  const made = [withChange(before.design, before.change ?? {}), withChange(other, after.change ?? {})] as const;
  const problems = made.flatMap((result) => (result.ok ? [] : result.problems));
  const [first, second] = made;
  if (!first.ok || !second.ok) return failure(...problems);
  const designs = [withFaults(first.value, under), withFaults(second.value, under)] as const;
  const wrong = designs.map((design) => check(design).filter(isError));
  if (wrong.some((list) => list.length > 0)) return failure(...(wrong[0]!.length > 0 ? wrong[0]! : wrong[1]!));
  const name = before.name ?? nameOf(first.value);
  const own = after.name ?? nameOf(second.value);
  return success([
    { design: designs[0], name },
    { design: designs[1], name: own !== name ? own : 'With the change' },
  ]);
}

const nameOf = ({ name }: Design): string => name;

/** `Add latency on Payment provider (extra 4s), from 10s for 20s`. @param design for the names of what it strikes */
export function faultWords({ action, target, params = {}, startAfter, duration }: DesignFault, design: Design): string {
  const strength = Object.entries(params).map(
    ([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  const time = (value: string | number): string => formatDuration(parseDuration(value) ?? 0);
  const when = [
    ...(startAfter === undefined ? [] : [` from ${time(startAfter)}`]),
    ...(duration === undefined ? [] : [` for ${time(duration)}`]),
  ].join('');
  return `${faultActions[action].title} on ${targetText(target, partNames(design))}${strength.length > 0 ? ` (${strength.join(', ')})` : ''}${when && `,${when}`}`;
}
