// What is drawn has one id each on the canvas. Those of components are their own; groups and notes carry a sign that no id has.

export interface CanvasThing {
  readonly kind: 'node' | 'group' | 'note';
  readonly id: string;
}

const GROUP = 'group:';
const NOTE = 'note:';

export const groupNodeId = (group: string): string => GROUP + group;
export const noteNodeId = (note: string): string => NOTE + note;

/** What an id of the canvas stands for. */
export function thingOf(canvasId: string): CanvasThing {
  if (canvasId.startsWith(GROUP)) return { kind: 'group', id: canvasId.slice(GROUP.length) };
  return canvasId.startsWith(NOTE) ? { kind: 'note', id: canvasId.slice(NOTE.length) } : { kind: 'node', id: canvasId };
}
