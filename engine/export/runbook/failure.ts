import type { Cell, Entry, PlainSection } from '../html/page';
import { number } from '../html/words';
import { type Basis, boundaryOf } from '../blueprint/basis';
import { signalsOf } from '../blueprint/signals';
import type { ResolvedNode } from '../../design/schema';
import { faultActions } from '../../faults/registry';
import { percent, spanWords } from '../words';

export interface Alarm {
  /** "p99: 950 ms or more". */
  readonly text: string;
  /** What is usual, and where the threshold comes from. */
  readonly why: string;
}

/** Something that can go wrong, and what one does then. What is empty is left out. */
export interface Failure {
  readonly title: string;
  /** Who has to act: the node that it is about. */
  readonly node: string;
  /** Whether faults on that node are a rehearsal of it. */
  readonly rehearsed: boolean;
  /** How one sees it, with the number from which on it counts. */
  readonly signal: readonly Alarm[];
  readonly check: readonly Cell[];
  readonly mitigate: readonly Cell[];
  readonly rollBack: readonly Cell[];
  readonly replay: readonly Cell[];
  readonly pause: readonly Cell[];
}

/** A failure as people read it, with who owns it and what is known of it from runs under faults. */
export function failureSection(failure: Failure, basis: Basis): PlainSection {
  const { title, signal, check, mitigate, rollBack, replay, pause } = failure;
  const entries: Entry[] = [
    { label: 'Owner', lines: ownerOf(failure.node, basis) },
    { label: 'Signal', lines: signal.map(({ text, why }) => `${text} (${why}).`) },
    { label: 'Check', lines: check },
    { label: 'Mitigate', lines: mitigate },
    { label: 'Roll back', lines: rollBack },
    { label: 'Pause consumers', lines: pause },
    { label: 'Replay events', lines: replay },
    { label: 'Rehearsed', lines: failure.rehearsed ? rehearsed(failure.node, basis) : [] },
  ];
  return { kind: 'entries', title, entries: entries.filter(({ lines }) => lines.length > 0) };
}

function ownerOf(id: string, basis: Basis): string[] {
  const node = basis.view.index.nodes.get(id);
  const boundary = node && boundaryOf(node, basis);
  const group = (basis.resolved.groups ?? []).find((each) => each.id === boundary && each.kind === 'context');
  return group ? [group.name ?? group.id] : [];
}

/** Alarms of a component, in words. */
export const alarmsOf = (node: ResolvedNode, basis: Basis): Alarm[] =>
  signalsOf(node, basis).map(({ watch, alarm, usual, why }) => ({
    text: alarm === 'open' ? `${watch}: open` : `${watch}: ${alarm} or more`,
    why: `${usual} in the run; ${why}`,
  }));

/** Told of each place at most. */
const MOST_TOLD = 3;
const rank = { breaks: 0, degrades: 1, holds: 2 } as const;

/** What faults did to it when they were tried. */
function rehearsed(node: string, { chaos, design }: Basis): Cell[] {
  const cells = (chaos?.cells ?? []).filter(({ place }) => place === node);
  const title = (action: string) => chaos?.actions.find((each) => each.action === action)?.title ?? action;
  const worst = cells.toSorted((a, b) => rank[a.verdict] - rank[b.verdict] || (b.badShare.mean ?? 0) - (a.badShare.mean ?? 0));
  const told = worst.slice(0, MOST_TOLD).map(
    ({ action, verdict, badShare, story }): Cell => ({
      text: `${title(action)} for ${number(chaos!.lasts)} s: ${verdict}${verdict === 'holds' ? '' : `, ${percent(badShare.mean)} more requests failed or came late. ${story}`}`,
      tone: verdict === 'breaks' ? 'bad' : verdict === 'degrades' ? 'warn' : 'plain',
    }),
  );
  const planned = (design.faults ?? [])
    .filter(({ target }) => 'node' in target && target.node === node)
    .map(
      ({ id, action, duration }) =>
        `Planned in the fault script as ${id}: ${faultActions[action].title} ${duration === undefined ? '' : ` for ${typeof duration === 'number' ? spanWords(duration * 1e6) : duration}`}.`,
    );
  return [...told, ...planned];
}
