import type { Edit } from '../../engine/design/edits';
import type { Design, DesignFault } from '../../engine/design/schema';

/** Edits of the same field that follow each other within this time are one step of undo. [ms] */
const COALESCE = 1_000;

/** A fault that was started or healed by hand. */
export interface FaultAct {
  readonly kind: 'inject' | 'heal';
  readonly fault: DesignFault;
}

/** The document on the other side of a step, and the fault that was started or healed in it. */
export interface UndoStep {
  readonly design: Design;
  readonly fault?: FaultAct;
}

/** Undo without limit: designs are immutable and share what did not change, so a step costs only its difference. */
export interface UndoState {
  readonly past: readonly UndoStep[];
  readonly future: readonly UndoStep[];
  /** What the newest step changed, and when; a further edit of the same thing joins it. */
  readonly last: { readonly field: string; readonly at: number; readonly gesture: number | null } | null;
}

export const nothingToUndo: UndoState = { past: [], future: [], last: null };

/**
 * Remembers `before`, unless the edit goes on with the field of the newest step: soon after it, or while the pointer is
 * still held down, as on a slider that rests in the middle of a drag.
 * @param now [ms] @param gesture of the pointer that is held down, or null
 */
export function remember(state: UndoState, before: Design, edits: readonly Edit[], now: number, gesture: number | null = null): UndoState {
  const fields = edits.map((edit) => changedField(before, edit));
  const field = fields.includes('') ? '' : fields.join('|');
  const { last } = state;
  const goesOn = last !== null && (now - last.at < COALESCE || (gesture !== null && gesture === last.gesture));
  const joins = goesOn && last.field === field && field !== '';
  return { past: joins ? state.past : [...state.past, { design: before }], future: [], last: { field, at: now, gesture } };
}

/** A step that stands for itself. */
export const rememberWhole = (state: UndoState, before: Design): UndoState => ({
  past: [...state.past, { design: before }],
  future: [],
  last: null,
});

/** A fault of the run is a step, too. */
export const rememberFault = (state: UndoState, present: Design, fault: FaultAct): UndoState => ({
  past: [...state.past, { design: present, fault }],
  future: [],
  last: null,
});

/** What a step leads to: the document, and what is to be done to the run. */
interface Stepped {
  readonly state: UndoState;
  readonly design: Design;
  readonly fault: FaultAct | null;
}

export function stepBack(state: UndoState, present: Design): Stepped | null {
  const step = state.past.at(-1);
  if (!step) return null;
  const { design, fault } = step;
  return {
    design,
    fault: fault ? { kind: fault.kind === 'inject' ? 'heal' : 'inject', fault: fault.fault } : null,
    state: { past: state.past.slice(0, -1), future: [{ ...step, design: present }, ...state.future], last: null },
  };
}

export function stepForward(state: UndoState, present: Design): Stepped | null {
  const [step, ...future] = state.future;
  if (!step) return null;
  return {
    design: step.design,
    fault: step.fault ?? null,
    state: { past: [...state.past, { ...step, design: present }], future, last: null },
  };
}

/** Name of the one field that an edit changes, or '' for an edit that stands for itself. */
function changedField(before: Design, edit: Edit): string {
  switch (edit.kind) {
    case 'replace-node':
      return `node.${edit.node.id}.${firstDifference(
        before.nodes?.find((node) => node.id === edit.node.id),
        edit.node,
      )}`;
    case 'replace-link':
      return `link.${edit.link.id}.${firstDifference(
        before.links?.find((link) => link.id === edit.link.id),
        edit.link,
      )}`;
    case 'move-nodes':
      return `move.${Object.keys(edit.positions).join()}`;
    case 'set-notes':
      return `notes.${firstDifference(before.notes, edit.notes)}`;
    case 'set-info':
      return `info.${Object.keys(edit).join()}`;
    default:
      return '';
  }
}

/** Path of the first field in which two plain values differ, key by key. */
export function firstDifference(a: unknown, b: unknown): string {
  // The first field of an object that was not there has the same path as the same field later on.
  const left = (a ?? {}) as Record<string, unknown>;
  const right = (b ?? {}) as Record<string, unknown>;
  if (typeof left !== 'object' || typeof right !== 'object') return '';
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (left[key] !== right[key] && JSON.stringify(left[key]) !== JSON.stringify(right[key])) {
      const below = firstDifference(left[key], right[key]);
      return below ? `${key}.${below}` : key;
    }
  }
  return '';
}
