import { createStore, useStore } from 'zustand';
import type { Bottleneck, Fix } from '../../engine/what-if/bottleneck';

interface BottleneckUi {
  /** Shown on the canvas as a ghost, not applied yet. */
  readonly preview: Pick<Fix, 'changes'> | null;
  /** The fix that was applied last, with what was measured before. */
  readonly applied: (Bottleneck & { readonly fix: Fix }) | null;
}
export const bottleneckUi = createStore<BottleneckUi>()(() => ({ preview: null, applied: null }));
export const useBottleneckUi = <T>(select: (ui: BottleneckUi) => T): T => useStore(bottleneckUi, select);

/** What a ghost says of a node or link: the numbers that would change; '' while it would not. */
export const ghostWords = ({ preview }: BottleneckUi, subject: string): string =>
  (preview?.changes ?? [])
    .filter((change) => change.subject === subject)
    .map(({ field, from, to }) => (from === null ? `${field}: ${to}` : `${field} ${from} → ${to}`))
    .join(', ');
