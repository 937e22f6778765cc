import type { Edit } from '../../../engine/design/edits';
import { contentOf, groupPath, groupsById } from '../../../engine/design/groups';
import { newId } from '../../../engine/design/ids';
import { limits } from '../../../engine/design/limits';
import type { Design, DesignGroup } from '../../../engine/design/schema';
import { thingOf } from './canvas-ids';
import { sceneOf } from '../../../engine/design/scene';
import { joinEdits, outermost } from './moves';

export interface NewGroup {
  readonly edits: readonly Edit[];
  readonly id: string;
}

/** A frame around things on the canvas, inside of the innermost group that holds all of them; null where groups would nest too deep. */
export function groupTogether(design: Design, canvasIds: readonly string[]): NewGroup | null {
  const tops = outermost(design, canvasIds);
  if (tops.length === 0) return null;
  const byId = groupsById(design.groups);
  const around = (canvasId: string) => {
    const { kind, id } = thingOf(canvasId);
    const own =
      kind === 'group' ? byId.get(id)?.parent : (kind === 'node' ? design.nodes : design.notes)?.find((each) => each.id === id)?.group;
    return groupPath(byId, own).map((group) => group.id);
  };
  const [first = [], ...others] = tops.map(around);
  const parent = first.find((id) => others.every((path) => path.includes(id)));
  const deepest = Math.max(0, ...tops.flatMap((canvasId) => levelsIn(design, canvasId)));
  if (groupPath(byId, parent).length + 1 + deepest > limits.groupDepth) return null;
  const id = newId(design, 'group');
  const group: DesignGroup = {
    id,
    kind: 'plain',
    name: `Group${id.slice('group'.length).replace('-', ' ')}`,
    ...(parent !== undefined && { parent }),
  };
  const grown = { ...design, groups: [...(design.groups ?? []), group] };
  return { id, edits: joinEdits(grown, sceneOf(design), new Map(tops.map((canvasId) => [canvasId, id]))) };
}

/** Levels of groups that a thing brings along. */
function levelsIn(design: Design, canvasId: string): number {
  const { kind, id } = thingOf(canvasId);
  if (kind !== 'group') return 0;
  const byId = groupsById(design.groups);
  const above = groupPath(byId, id).length - 1;
  return Math.max(...[id, ...contentOf(design, id).groups].map((each) => groupPath(byId, each).length - above));
}

/** An empty frame at a place, in the frame that is there. */
export function emptyGroup(design: Design, position: { readonly x: number; readonly y: number }, parent: string | null): NewGroup {
  const id = newId(design, 'group');
  const group: DesignGroup = {
    id,
    kind: 'plain',
    name: `Group${id.slice('group'.length).replace('-', ' ')}`,
    ...(parent !== null && { parent }),
    position: { x: Math.round(position.x), y: Math.round(position.y) },
  };
  return { id, edits: [{ kind: 'set-groups', groups: [...(design.groups ?? []), group] }] };
}

/** Takes frames away and leaves what is in them. */
export const ungroup = (design: Design, ids: readonly string[]): Edit[] => [
  { kind: 'set-groups', groups: (design.groups ?? []).filter(({ id }) => !ids.includes(id)) },
];

/** Takes groups away with all that is in them. */
export function removeWithContent(design: Design, ids: readonly string[]): Edit[] {
  const content = ids.map((id) => contentOf(design, id));
  const gone = new Set([...ids, ...content.flatMap(({ groups }) => groups)]);
  const notes = new Set(content.flatMap((each) => each.notes));
  const nodes = new Set(content.flatMap((each) => each.nodes));
  return [
    ...[...nodes].map((id): Edit => ({ kind: 'remove-node', id })),
    ...withoutNotes(design, notes, nodes),
    { kind: 'set-groups', groups: (design.groups ?? []).filter(({ id }) => !gone.has(id)) },
  ];
}

/** Removes notes. @param detached nodes that are removed before, whose notes stay on their own */
export function withoutNotes(design: Design, ids: ReadonlySet<string>, detached: ReadonlySet<string> = new Set()): Edit[] {
  if (ids.size === 0) return [];
  const kept = (design.notes ?? []).filter(({ id }) => !ids.has(id));
  const notes = kept.map((note) => {
    if (note.attachedTo === undefined || !detached.has(note.attachedTo)) return note;
    const { attachedTo: _, ...free } = note;
    return free;
  });
  return [{ kind: 'set-notes', notes }];
}

/** A group as it is changed in place. */
export const changeGroup = (design: Design, changed: DesignGroup): Edit => ({
  kind: 'set-groups',
  groups: (design.groups ?? []).map((group) => (group.id === changed.id ? changed : group)),
});

/** Draws a group as one card, or as a frame again. */
export function collapse(design: Design, ids: readonly string[], collapsed: boolean): Edit {
  const groups = (design.groups ?? []).map((group): DesignGroup => {
    if (!ids.includes(group.id)) return group;
    const { collapsed: _, ...open } = group;
    return collapsed ? { ...group, collapsed } : open;
  });
  return { kind: 'set-groups', groups };
}
