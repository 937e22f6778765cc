import type { DesignGroup } from '../../../engine/design/schema';
import { appPorts } from '../../store/app-ports';
import { studio } from '../../store/studio';
import { canvasIdsOf } from '../canvas-nodes';
import { groupTogether, collapse, emptyGroup, removeWithContent, ungroup } from '../groups/group-changes';
import { type Box, frameAt, sceneOf } from '../../../engine/design/scene';
import { boxOf, moveEdits, outermost, type Shifts } from '../groups/moves';
import { middleOfView } from '../canvas-view';
import { type Alignment, aligned, distributed } from './align';

// What commands, bars and menus do to the places and groups of the selection. Each is one step of undo.

/** What is selected, links aside, without what lies in a selected group; by its id on the canvas. */
export function selectedThings(): string[] {
  const { document, selection } = studio.getState();
  return outermost(document, canvasIdsOf(selection));
}

function selectedBoxes(): Map<string, Box> {
  const { document } = studio.getState();
  const scene = sceneOf(document);
  return new Map(
    selectedThings().flatMap((id) => {
      const box = boxOf(document, scene, id);
      return box ? [[id, box] as const] : [];
    }),
  );
}

function move(shifts: Shifts): void {
  const { document, edit } = studio.getState();
  const edits = moveEdits(document, shifts);
  if (edits.length > 0) edit(...edits);
}

export const align = (how: Alignment): void => move(aligned(selectedBoxes(), how));
export const distribute = (axis: 'x' | 'y'): void => move(distributed(selectedBoxes(), axis));

/** Of the arrow keys. [px at zoom 1] */
const STEP = 5;
export const nudge = (x: number, y: number): void => move(new Map(selectedThings().map((id) => [id, { x: x * STEP, y: y * STEP }])));

export function groupSelected(): void {
  const { document, edit, select } = studio.getState();
  const things = selectedThings();
  if (things.length === 0) {
    const at = middleOfView();
    const made = emptyGroup(document, { x: at.x - 150, y: at.y - 90 }, frameAt(document, sceneOf(document), at));
    edit(...made.edits);
    return select({ groups: [made.id] });
  }
  const made = groupTogether(document, things);
  if (!made)
    return appPorts.say({ tone: 'info', title: 'Not grouped', message: 'Groups would nest too deep here. Move them further out.' });
  edit(...made.edits);
  select({ groups: [made.id] });
}

/** Groups that are selected, else those around what is selected. */
function groupsMeant(): readonly string[] {
  const { document, selection } = studio.getState();
  if (selection.groups.length > 0) return selection.groups;
  const around = [
    ...(document.nodes ?? []).filter(({ id }) => selection.nodes.includes(id)),
    ...(document.notes ?? []).filter(({ id }) => selection.notes.includes(id)),
  ];
  return [...new Set(around.flatMap(({ group }) => group ?? []))];
}

export const hasGroups = (): boolean => groupsMeant().length > 0;

export function ungroupSelected(): void {
  const { document, edit, select } = studio.getState();
  const ids = groupsMeant();
  if (ids.length === 0) return;
  const left = (document.nodes ?? []).filter(({ group }) => group !== undefined && ids.includes(group)).map(({ id }) => id);
  edit(...ungroup(document, ids));
  select({ nodes: left });
}

export function toggleCollapsed(): void {
  const { document, edit, select } = studio.getState();
  const ids = groupsMeant();
  const all: readonly DesignGroup[] = document.groups ?? [];
  const chosen = all.filter(({ id }) => ids.includes(id));
  if (chosen.length === 0) return;
  edit(collapse(document, ids, !chosen.every(({ collapsed }) => collapsed)));
  select({ groups: ids });
}

export function removeGroupsWithContent(ids: readonly string[]): void {
  const { document, edit } = studio.getState();
  if (ids.length > 0) edit(...removeWithContent(document, ids));
}

/** Pins what is selected where it is, or frees it where all of it is pinned already. */
export function togglePinned(): void {
  const { document, selection, edit } = studio.getState();
  const nodes = (document.nodes ?? []).filter(({ id }) => selection.nodes.includes(id));
  const free = nodes.every(({ pinned }) => pinned);
  if (nodes.length > 0) {
    edit(
      ...nodes.map((node) => {
        const { pinned: _, ...loose } = node;
        return { kind: 'replace-node', node: free ? loose : { ...node, pinned: true } } as const;
      }),
    );
  }
}
