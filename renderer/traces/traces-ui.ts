import { createStore, useStore } from 'zustand';
import type { TraceQuery } from '../../engine/measure/trace/find-traces';
import { openDockTab } from '../dock/dock-ui';
import { studio } from '../store/studio';

type Outcome = NonNullable<TraceQuery['outcome']>;

/** What the list shows, and which trace is open. */
interface TracesUi {
  readonly outcome: Outcome;
  /** Id of a journey; null for all. */
  readonly journey: string | null;
  /** Only those that come to the selected node or link. */
  readonly throughSelection: boolean;
  /** Around this moment; null for the whole run. [s] */
  readonly around: number | null;
  /** Number of the request whose trace is open. */
  readonly request: number | null;
}

const everything: TracesUi = { outcome: 'all', journey: null, throughSelection: false, around: null, request: null };

export const tracesUi = createStore<TracesUi>()(() => everything);

export function useTracesUi<T>(select: (ui: TracesUi) => T): T {
  return useStore(tracesUi, select);
}

/** Half of what counts as around a moment. [s] */
export const AROUND = 1;

/** Opens the list for the traces around a moment: of those that came to the selected part, where there is one. @param time simulated [s] */
export function showTracesAround(time: number): void {
  const { nodes, links } = studio.getState().selection;
  tracesUi.setState({ ...everything, around: time, throughSelection: nodes.length + links.length === 1 });
  openDockTab('traces');
}

/** Opens one trace. */
export function showTrace(request: number): void {
  tracesUi.setState({ ...everything, request });
  openDockTab('traces');
}
