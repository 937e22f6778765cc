import type { DesignFault, Design, ResolvedDesign } from '../design/schema';
import { partNames } from '../design/part-names';
import { type Matches, matchesOf } from '../design/fault-places';
import { type FaultTarget, targetText } from '../faults/definition';
import { faultActions } from '../faults/registry';
import type { NodeKind } from '../nodes/registry';
import type { Prompt } from './prompt-file';
import { said, says } from './said';

export type Break = Prompt['breaks'][number];

/** What stands in for a kind that a drawing does not have. */
const kindred: readonly (readonly NodeKind[])[] = [
  ['database', 'key-value', 'search-index', 'object-store'],
  ['queue', 'log', 'topic'],
  ['cache', 'cdn'],
  ['service', 'function', 'gateway'],
];

export interface PlacedBreak {
  /** One for each part that is named, or one for all of a kind. */
  readonly faults: readonly DesignFault[];
  /** Ids of nodes or links that it is done to; empty where the drawing has none. */
  readonly hit: readonly string[];
  readonly title: string;
}

/** A prompt's fault on somebody's drawing: on the parts with such a name, on the kind that it names, or on the nearest one that the drawing has. */
export function placedBreak(
  { fault }: Break,
  at: number,
  design: ResolvedDesign,
  time: { readonly startAfter: number; readonly duration: number },
): PlacedBreak {
  const { action, target, params } = fault;
  const near = kindred.find((kinds) => kinds.includes(target.kind)) ?? [];
  const kinds = [target.kind, ...near.filter((kind) => kind !== target.kind)];
  const hits = kinds.map((kind) => ({ kind, ...matchesOf(design, action, { kind }) }));
  const found = hits.find(({ nodes, links }) => nodes.length + links.length > 0);
  const meant = found && target.like ? likeThese(found, target.like, design) : [];
  const aims: readonly FaultTarget[] =
    meant.length > 0 ? meant : [{ kind: found?.kind ?? target.kind, ...(target.share !== undefined && { share: target.share }) }];
  return {
    // The params were held against the fault's own schema when the prompt was read; times are milliseconds, as in files.
    faults: aims.map(
      (aim, i) =>
        ({
          id: i === 0 ? `break-${at}` : `break-${at}-${i}`,
          action,
          target: aim,
          params,
          startAfter: time.startAfter * 1000,
          duration: time.duration * 1000,
        }) as DesignFault,
    ),
    hit: meant.length > 0 ? meant.map((aim) => targetText(aim)) : found ? [...found.nodes, ...found.links] : [],
    title: `${faultActions[action].title} (${aims.map((aim) => targetText(aim, partNames(design))).join(', ')})`,
  };
}

/** Of the places that can be hit, those that are about a part with such a name. */
function likeThese({ nodes, links }: Matches, words: readonly string[], design: ResolvedDesign): FaultTarget[] {
  const named = new Set(
    design.nodes.filter(({ id, name }) => words.some((word) => says(said(`${id} ${name ?? ''}`), word))).map(({ id }) => id),
  );
  return [
    ...nodes.filter((node) => named.has(node)).map((node) => ({ node })),
    ...links.filter((link) => named.has(design.links.find(({ id }) => id === link)!.to)).map((link) => ({ link })),
  ];
}

/** What is asked before a fault is shown. The truth comes from its run. */
export interface PredictQuestions {
  readonly ask: string;
  /** Which component fails first: those that can, by id and name. */
  readonly first: readonly { readonly id: string; readonly name: string }[];
  readonly half: string;
  readonly recovers: string;
}

export const predictQuestions = ({ question }: Break, { nodes = [] }: Design): PredictQuestions => ({
  ask: question,
  first: nodes.filter(({ kind }) => kind !== 'client').map(({ id, name }) => ({ id, name: name ?? id })),
  half: 'Are fewer than half of the requests answered in time meanwhile?',
  recovers: 'Ten seconds after it ends, is all well again?',
});
