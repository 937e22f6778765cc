import { shownFigures } from '../../engine/policies/figures';
import type { ChartSpec, LineSpec } from './chart-specs';

type Shown = (typeof shownFigures)[number];

/** As many lines as can be told apart in a small chart. */
const MOST_LINES = 8;

/** What only nodes of some kinds have, one chart for each kind of number: look-ups of a cache, lag of a log, locks of a database. */
export function figureCharts(node: string): ChartSpec[] {
  const lines = (wanted: (shown: Shown) => boolean, scale = 1): LineSpec[] =>
    shownFigures.filter(wanted).map((shown, i) => ({
      title: shown.title,
      description: shown.definition,
      style: i % MOST_LINES,
      source: { of: 'figure', ids: [node], figure: shown.id, scale, combine: 'sum' },
    }));
  const now = ({ kind }: Shown) => kind === 'level' || kind === 'view';
  const seconds = (shown: Shown) => now(shown) && 'unit' in shown && shown.unit === 's';
  return [
    { title: 'Shares', unit: 'share', least: 1, ...occurred, lines: lines(({ kind }) => kind === 'share') },
    { title: 'Times', unit: 'ms', least: 1, ...occurred, lines: [...lines(({ kind }) => kind === 'time'), ...lines(seconds, 1000)] },
    { title: 'Data and messages', unit: '1/s', least: 1, ...occurred, lines: lines(({ kind }) => kind === 'count') },
    { title: 'Held now', unit: 'samples', least: 4, ...occurred, lines: lines((shown) => now(shown) && !seconds(shown)) },
  ];
}

const occurred = { none: '', ifAny: true } as const;
