import type { Design, DesignFault } from '../../engine/design/schema';
import type { RunLog } from '../store/run-log';
import type { StudioState } from '../store/state';
import type { UndoStep } from '../store/undo';

/** Raised when older records cannot be read any more. */
export const KEPT_VERSION = 1;
/** Most steps of undo that are kept. */
const MOST_STEPS = 1_000;
/** Most places of nodes and links in all of them: designs share what did not change, but each names all of its parts. */
const MOST_PARTS = 1_000_000;

/** All that a window would lose if it ended now, as plain data. One value, so that what its designs share is stored once. */
export interface Kept {
  readonly version: typeof KEPT_VERSION;
  readonly name: string;
  readonly path: string | null;
  readonly scenario: string | null;
  readonly document: Design;
  /** As its file has it. */
  readonly saved: Design;
  readonly past: readonly UndoStep[];
  readonly future: readonly UndoStep[];
  readonly seed: number;
  readonly log: RunLog;
  readonly injected: Readonly<Record<string, DesignFault>>;
}

/** What is to be kept of a window; null where nothing would be lost: no change that no file has, nor any to the run. */
export function keptOf({ document, saved, undoState, seed, log, injected, file, scenario }: StudioState): Kept | null {
  if (!log || file.kept === true || (!file.dirty && log.changes.length === 0)) return null;
  const past = newest([...undoState.past].reverse()).reverse();
  const { name, path } = file;
  return { version: KEPT_VERSION, name, path, scenario, document, saved, past, future: newest(undoState.future), seed, log, injected };
}

function newest(steps: readonly UndoStep[]): UndoStep[] {
  let parts = 0;
  const over = steps.findIndex(({ design }, i) => {
    parts += (design.nodes?.length ?? 0) + (design.links?.length ?? 0);
    return i >= MOST_STEPS || parts > MOST_PARTS;
  });
  return steps.slice(0, over === -1 ? steps.length : over);
}
