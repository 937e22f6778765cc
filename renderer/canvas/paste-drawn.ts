import type { Edit } from '../../engine/design/edits';
import { newId } from '../../engine/design/ids';
import type { Design, DesignGroup, DesignNote } from '../../engine/design/schema';
import type { Place } from '../../engine/design/auto-layout';
import type { Fragment } from './clipboard';
import type { Renaming } from './paste';

/** Groups and notes of a fragment, as they are pasted. */
interface Drawn {
  /** The group of a copy: the copy of its own, else its own where the design has it, else none. */
  readonly home: (group: string | undefined) => string | undefined;
  /** New ids of groups that lie in no other new one, and of notes. */
  readonly groups: readonly string[];
  readonly words: readonly string[];
  /** Before and after the nodes are there. */
  readonly before: readonly Edit[];
  readonly after: readonly Edit[];
}

export function drawnAlong(design: Design, { groups = [], notes = [] }: Fragment, names: Renaming, shift: Place): Drawn {
  let grown = design;
  const ids = new Map<string, string>();
  for (const group of groups) {
    const id = newId(grown, group.id);
    ids.set(group.id, id);
    grown = { ...grown, groups: [...(grown.groups ?? []), { ...group, id }] };
  }
  const here = new Set((design.groups ?? []).map(({ id }) => id));
  const home = (group: string | undefined) => (group === undefined ? undefined : (ids.get(group) ?? (here.has(group) ? group : undefined)));
  const moved = ({ x, y }: Place) => ({ x: x + shift.x, y: y + shift.y });
  const newGroups = groups.map((group): DesignGroup => {
    const { parent, ...outer } = known(design, group);
    const next = home(parent);
    return {
      ...outer,
      id: ids.get(group.id) ?? group.id,
      ...(next !== undefined && { parent: next }),
      ...(group.position && { position: moved(group.position) }),
    };
  });
  const newNotes = notes.map((note): DesignNote => {
    const { attachedTo, group, ...free } = note;
    const id = newId(grown, note.id);
    const [about, frame] = [attachedTo === undefined ? undefined : names.nodes.get(attachedTo), home(group)];
    const copy = {
      ...free,
      id,
      position: moved(note.position),
      ...(about !== undefined && { attachedTo: about }),
      ...(frame !== undefined && { group: frame }),
    };
    grown = { ...grown, notes: [...(grown.notes ?? []), copy] };
    return copy;
  });
  return {
    home,
    groups: groups.filter(({ parent }) => parent === undefined || !ids.has(parent)).flatMap(({ id }) => ids.get(id) ?? []),
    words: newNotes.map(({ id }) => id),
    before: newGroups.length > 0 ? [{ kind: 'set-groups', groups: [...(design.groups ?? []), ...newGroups] }] : [],
    after: newNotes.length > 0 ? [{ kind: 'set-notes', notes: [...(design.notes ?? []), ...newNotes] }] : [],
  };
}

/** A frame of a zone that the design does not have is a plain one there. */
function known(design: Design, group: DesignGroup): DesignGroup {
  if (group.kind !== 'zone' || design.zones?.some(({ id }) => id === group.zone)) return group;
  const { zone: _, ...rest } = group;
  return { ...rest, kind: 'plain' };
}
