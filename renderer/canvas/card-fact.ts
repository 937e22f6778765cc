import type { FigureId, ViewId } from '../../engine/policies/figures';
import { formatMs, formatNumber, formatShare } from '../panels/format';

type Shown = FigureId | ViewId | 'hit-ratio';

/** What a card needs of the live numbers. */
export interface FigureSource {
  hasFigure(node: string, figure: string): boolean;
  figure(node: string, figure: string): number;
}

/** The one number that says most about a node that keeps things. */
export interface CardFact {
  readonly figure: Shown;
  readonly label: string;
  readonly title: string;
  readonly text: (value: number) => string;
  /** Whether it is worth its place only while it is not zero. */
  readonly ifAny?: true;
}

/** Whole per cents, but never 0 % for a share that is not zero. */
export const shareText = (share: number): string => (share > 0 && share < 0.01 ? '<1\u00a0%' : formatShare(Math.round(share * 100) / 100));

/** A lag as a fill, because it has no bound: a third at 1 s, two thirds at 10 s, full at 100 s; empty below 0.1 s. @param lag [s] */
export const lagFill = (lag: number): number => (lag > 0.1 ? Math.min(1, (Math.log10(lag) + 1) / 3) : 0);

/** By urgency: who waits for locks comes before how far copies are behind. */
export const cardFacts: readonly CardFact[] = [
  { figure: 'hit-ratio', label: 'hits', title: 'Share of look-ups that found their key', text: shareText },
  { figure: 'lag-time', label: 'lag', title: 'Age of the oldest record that some group has not done', text: (s) => formatMs(s * 1000) },
  { figure: 'lock-waiting', label: 'locks', title: 'Writes that wait for the lock on their row', text: formatNumber, ifAny: true },
  { figure: 'replication-lag', label: 'lag', title: 'Time until a copy has a write, mean of the last second', text: formatMs },
];

/** The fact of a node, by its place in `cardFacts`; -1 for a node that has none. */
export const factOf = (node: string, live: FigureSource): number =>
  cardFacts.findIndex(({ figure, ifAny }) => live.hasFigure(node, figure) && (ifAny !== true || live.figure(node, figure) > 0));
