import { createColors } from 'picocolors';
import { type LedgerLines, violationText } from '../measure/ledger-lines';
import { count, measure, spanOf } from './numbers';
import { table, type TableColumn } from './table';

type Effect = LedgerLines['effects'][number];

/** Violations of each invariant that a person reads in a terminal. */
const MOST_SHOWN = 3;

/** Business facts of the run, and which claims over them hold. */
export function ledgerText({ effects, invariants }: LedgerLines, colors: boolean): string {
  const color = createColors(colors);
  const lines = invariants.map(({ text, holds, violations, amount, open, forgotten, first }) => {
    const notes = [
      ...(holds ? [] : [`${count(violations)} ${violations === 1 ? 'violation' : 'violations'}, amount ${measure(amount)}`]),
      ...(open > 0 ? [`${count(open)} not due yet`] : []),
      ...(forgotten > 0 ? [`${count(forgotten)} things forgotten: what they did later was not seen`] : []),
    ];
    const verdict = holds ? color.green('holds ') : color.red('broken');
    const told = first.slice(0, MOST_SHOWN).map((violation) => `        ${spanOf(violation.at)}: ${violationText(violation)}\n`);
    return `${verdict}  ${text}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}\n${told.join('')}`;
  });
  return `${effects.length > 0 ? table(effects, columns, colors) : ''}${lines.join('')}`;
}

const columns: readonly TableColumn<Effect>[] = [
  { title: 'Effect', of: ({ id }) => id, align: 'left' },
  { title: 'Happened', of: (effect) => count(effect.count) },
  { title: 'Amount', of: ({ amount }) => measure(amount) },
  { title: 'Refused', of: ({ refused }) => count(refused) },
  { title: 'Recognised', of: ({ recognised }) => count(recognised) },
];
