import { apply, type Edit } from '../../engine/design/edits';
import type { Design, DesignNode } from '../../engine/design/schema';
import { namedBy } from '../canvas/references';

/**
 * Edits that bring components of another design into one's own: those with the same id are replaced, others added, with the links to what
 * one then has, the journeys that begin with them, and the entities and events that one's own design lacks.
 * @param own the design that is edited
 * @param other where they come from
 * @param ids of the components
 */
export function copyParts(own: Design, other: Design, ids: readonly string[]): Edit[] {
  const chosen = new Set(ids);
  const kept = new Set([...chosen, ...(own.nodes ?? []).map(({ id }) => id)]);
  // Without what does not come along no step calls over a link that is not there.
  const part = (other.nodes ?? [])
    .filter(({ id }) => !kept.has(id))
    .reduce((design, { id }) => apply(design, { kind: 'remove-node', id }), other);
  const nodes = (part.nodes ?? []).filter(({ id }) => chosen.has(id));
  const links = (part.links ?? []).filter(({ from, to }) => chosen.has(from) || chosen.has(to));
  const journeys = (part.journeys ?? []).filter(({ client }) => chosen.has(client));
  return [
    ...lacking(own, other, nodes, kept),
    ...nodes.map((node): Edit => {
      const fitting = inPlaceOf(node, own);
      return has(own.nodes, node.id) ? { kind: 'replace-node', node: fitting } : { kind: 'add-node', node: fitting };
    }),
    ...links.map((link): Edit => (has(own.links, link.id) ? { kind: 'replace-link', link } : { kind: 'add-link', link })),
    ...merged(own.journeys, journeys, (all) => ({ kind: 'set-journeys', journeys: all })),
  ];
}

/** All of another design; the name and the place of what one has already stay one's own. */
export function copyAll(own: Design, other: Design): Edit[] {
  const nodes = other.nodes?.map((node) => {
    const position = own.nodes?.find(({ id }) => id === node.id)?.position;
    return position ? { ...node, position } : node;
  });
  return [{ kind: 'replace-design', design: { ...other, name: own.name, ...(nodes && { nodes }) } }];
}

const has = (list: readonly { readonly id: string }[] | undefined, id: string): boolean => list?.some((item) => item.id === id) === true;

/** Groups and zones that one's own design lacks are left behind; a place that one chose stays. */
function inPlaceOf({ group, zones, ...node }: DesignNode, own: Design): DesignNode {
  const old = own.nodes?.find(({ id }) => id === node.id);
  const within = old ? old.group : has(own.groups, group ?? '') ? group : undefined;
  const position = old?.position ?? node.position;
  const known = zones?.filter((zone) => has(own.zones, zone));
  return {
    ...node,
    ...(position && { position }),
    ...(within !== undefined && { group: within }),
    ...(known && known.length > 0 && { zones: known }),
  };
}

/** Entities and events that the components name and one's own design lacks. @param kept ids of all components that there then are */
function lacking(own: Design, other: Design, nodes: readonly DesignNode[], kept: ReadonlySet<string>): Edit[] {
  const named = nodes.map(namedBy);
  const owned = <T extends { readonly owner?: string | undefined }>({ owner, ...rest }: T) =>
    ({ ...rest, ...(owner !== undefined && kept.has(owner) && { owner }) }) as T;
  const entities = (other.entities ?? []).filter(({ id }) => !has(own.entities, id) && named.some((names) => names.entities.has(id)));
  const events = (other.events ?? []).filter(({ id }) => !has(own.events, id) && named.some((names) => names.events.has(id)));
  if (entities.length + events.length === 0) return [];
  return [
    {
      kind: 'set-info',
      ...(entities.length > 0 && { entities: [...(own.entities ?? []), ...entities.map(owned)] }),
      ...(events.length > 0 && { events: [...(own.events ?? []), ...events.map(owned)] }),
    },
  ];
}

function merged<T extends { readonly id: string }>(
  own: readonly T[] | undefined,
  more: readonly T[],
  edit: (all: readonly T[]) => Edit,
): Edit[] {
  const fresh = more.filter(({ id }) => !has(own, id));
  return fresh.length === 0 ? [] : [edit([...(own ?? []), ...fresh])];
}
