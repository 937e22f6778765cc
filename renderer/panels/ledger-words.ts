import type { LedgerLines } from '../../engine/measure/ledger-lines';

type Violation = LedgerLines['invariants'][number]['first'][number];

/** What a violation was, after the name of the thing. */
export const breachWords: Readonly<Record<Violation['breach'], string>> = {
  surplus: 'once too often',
  missing: 'waited in vain',
  over: 'over its stock',
  unbalanced: 'stayed unbalanced',
};

/** "request 17", "requests 17 and 21" */
export function byWhom({ requests }: Pick<Violation, 'requests'>): string {
  const who = [...new Set(requests)];
  if (who.length === 1) return `request ${who[0]}`;
  return `requests ${who.slice(0, -1).join(', ')} and ${who.at(-1)}`;
}
