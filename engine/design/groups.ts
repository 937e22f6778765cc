import type { Design, DesignGroup } from './schema';

// The tree that groups form. A file may hold anything, so a walk up it ends where it meets itself or what is not there.

interface GroupLike {
  readonly id: string;
  readonly parent?: string | undefined;
}

/** Groups around a group, itself first, the outermost last. */
export function groupPath<G extends GroupLike>(groups: ReadonlyMap<string, G>, id: string | undefined): G[] {
  const path: G[] = [];
  for (let group = groups.get(id ?? ''); group && !path.includes(group); group = groups.get(group.parent ?? '')) path.push(group);
  return path;
}

export const groupsById = <G extends GroupLike>(groups: readonly G[] | undefined): Map<string, G> =>
  new Map((groups ?? []).map((group) => [group.id, group]));

/** What lies in a group, however deep. */
export interface GroupContent {
  readonly groups: readonly string[];
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
}

export function contentOf(design: Design, id: string): GroupContent {
  const byId = groupsById(design.groups);
  const inside = (group: string | undefined) => group !== undefined && groupPath(byId, group).some((each) => each.id === id);
  const ids = (items: readonly { id: string; group?: string | undefined }[] | undefined) =>
    (items ?? []).filter((item) => inside(item.group)).map((item) => item.id);
  return {
    groups: (design.groups ?? []).filter((group) => group.id !== id && inside(group.parent)).map((group) => group.id),
    nodes: ids(design.nodes),
    notes: ids(design.notes),
  };
}

/** What goes into another group, or out of all of them with null; by id. */
export interface NewMembers {
  readonly nodes?: Readonly<Record<string, string | null>>;
  readonly notes?: Readonly<Record<string, string | null>>;
}

/**
 * The design with these groups. What lay in a group that is gone lies in the nearest group around it that is still there.
 * @param into nodes and notes that change their group
 */
export function withGroups(design: Design, groups: readonly DesignGroup[], into: NewMembers = {}): Design {
  const before = groupsById(design.groups);
  const after = groupsById(groups);
  const home = (group: string) => groupPath(before, group).find(({ id }) => after.has(id))?.id;
  const moved = <T extends { readonly id: string; readonly group?: string | undefined }>(
    item: T,
    news: Readonly<Record<string, string | null>> = {},
  ): T => {
    const wanted = Object.hasOwn(news, item.id) ? (news[item.id] ?? undefined) : item.group;
    const group = wanted === undefined || after.has(wanted) ? wanted : home(wanted);
    if (group === item.group) return item;
    if (group !== undefined) return { ...item, group };
    const { group: _, ...rest } = item;
    return rest as T;
  };
  const { groups: _, ...rest } = design;
  const kept = groups.map((group): DesignGroup => {
    if (group.parent === undefined || after.has(group.parent)) return group;
    const next = home(group.parent);
    if (next !== undefined) return { ...group, parent: next };
    const { parent: _parent, ...outer } = group;
    return outer;
  });
  return {
    ...(kept.length > 0 ? { ...design, groups: kept } : rest),
    ...(design.nodes && { nodes: design.nodes.map((node) => moved(node, into.nodes)) }),
    ...(design.notes && { notes: design.notes.map((note) => moved(note, into.notes)) }),
  };
}

/** The groups as they are when a node goes: one that it leaves empty keeps its place. */
export function groupsWithout(design: Design, node: string): readonly DesignGroup[] | undefined {
  const gone = design.nodes?.find(({ id }) => id === node);
  if (gone?.group === undefined || !gone.position) return design.groups;
  const alone =
    !design.nodes?.some((other) => other !== gone && other.group === gone.group) &&
    !design.notes?.some((note) => note.group === gone.group) &&
    !design.groups?.some((group) => group.parent === gone.group);
  return alone ? design.groups?.map((group) => (group.id === gone.group ? { ...group, position: gone.position } : group)) : design.groups;
}
