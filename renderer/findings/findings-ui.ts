import { createStore, useStore } from 'zustand';
import type { Problem, Severity } from '../../engine/core/problem';
import { keyOfFinding } from '../../engine/design/finding-key';
import { openDockTab } from '../dock/dock-ui';

/** Which findings are listed: all that are not let be, those of one kind, or those that are. */
export type Filter = 'all' | Severity | 'ignored';

interface FindingsUi {
  /** Key of the finding whose details are shown; null for the first. */
  readonly chosen: string | null;
  readonly filter: Filter;
}

export const findingsUi = createStore<FindingsUi>()(() => ({ chosen: null, filter: 'all' }));

export const useFindingsUi = <T>(select: (ui: FindingsUi) => T): T => useStore(findingsUi, select);

/** Opens the list, at one finding or as it was left. */
export function showFinding(finding?: Pick<Problem, 'code' | 'where'>): void {
  if (finding) findingsUi.setState({ chosen: keyOfFinding(finding), filter: 'all' });
  openDockTab('findings');
}
