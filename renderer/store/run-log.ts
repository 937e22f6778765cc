import type { Design } from '../../engine/design/schema';
import type { RunChange, RunPlan } from '../../engine/simulate/record';

/** A change to a run, and the document as it was after it. */
interface LoggedChange {
  readonly change: RunChange;
  readonly document: Design;
}

/** What a run was made of, as the page knows it: it is there also when the worker is not. */
export interface RunLog {
  /** The document at time 0. */
  readonly start: Design;
  readonly seed: number;
  /** In the order of their times. */
  readonly changes: readonly LoggedChange[];
}

export const planOf = ({ start, seed, changes }: RunLog): RunPlan => ({
  design: start,
  seed,
  changes: changes.map(({ change }) => change),
});

/** Without the changes after a moment. [ns] */
export const logUntil = (log: RunLog, at: number): RunLog => ({ ...log, changes: log.changes.filter(({ change }) => change.at <= at) });

/** Adds a change. What was logged for later does not happen any more. */
export const logged = (log: RunLog, change: RunChange, document: Design): RunLog => ({
  ...log,
  changes: [...logUntil(log, change.at).changes, { change, document }],
});

/** The document after so many of the changes. */
export const documentAfter = ({ start, changes }: RunLog, count: number): Design => changes[count - 1]?.document ?? start;

/** The same design, drawn as another one is: cards stand where they stand there, and its notes are there. */
export function drawnAs(design: Design, other: Design): Design {
  if (design === other) return design;
  const places = new Map((other.nodes ?? []).map((node) => [node.id, node]));
  let moved = false;
  const nodes = (design.nodes ?? []).map((node) => {
    const there = places.get(node.id);
    if (!there || (there.position === node.position && there.pinned === node.pinned)) return node;
    moved = true;
    const { position: _, pinned: __, ...rest } = node;
    const { position, pinned } = there;
    return { ...rest, ...(position && { position }), ...(pinned !== undefined && { pinned }) };
  });
  if (!moved && design.notes === other.notes) return design;
  const { notes: _, ...rest } = design;
  return { ...rest, ...(design.nodes && { nodes }), ...(other.notes && { notes: other.notes }) };
}
