import { unreachable } from '../core/invariant';
import { groupsWithout, type NewMembers, withGroups } from './groups';
import { withoutFilter } from './remove-link-filters';
import { withoutStoreInLink, withoutStoreInNode } from './remove-link-stores';
import { usesLink, withoutLink } from './remove-link-steps';
import type {
  Design,
  DesignExperiment,
  DesignFault,
  DesignGroup,
  DesignIgnored,
  DesignInvariant,
  DesignJourney,
  DesignLink,
  DesignNode,
  DesignNote,
  DesignSlo,
  DesignZone,
} from './schema';
import { renamed, type Thing, without as withoutThing } from './rename';
import { withZones } from './with-zones';

type Info = 'name' | 'description' | 'seed' | 'entities' | 'events' | 'prices';

/**
 * A change to a design, as data. Undo, live changes to a running simulation, replay and tests all use the same edits.
 * `params`, `policy` and the like are replaced whole: an edit says what is, not what was.
 */
export type Edit =
  | { readonly kind: 'add-node'; readonly node: DesignNode }
  | { readonly kind: 'replace-node'; readonly node: DesignNode }
  | { readonly kind: 'remove-node'; readonly id: string }
  | { readonly kind: 'move-nodes'; readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>> }
  | { readonly kind: 'add-link'; readonly link: DesignLink }
  | { readonly kind: 'replace-link'; readonly link: DesignLink }
  | { readonly kind: 'remove-link'; readonly id: string }
  | { readonly kind: 'set-journeys'; readonly journeys: readonly DesignJourney[] }
  | { readonly kind: 'set-slos'; readonly slos: readonly DesignSlo[] }
  | { readonly kind: 'set-invariants'; readonly invariants: readonly DesignInvariant[] }
  | { readonly kind: 'set-faults'; readonly faults: readonly DesignFault[] }
  /** Questions that fault scripts answer. Nothing that runs changes. */
  | { readonly kind: 'set-experiments'; readonly experiments: readonly DesignExperiment[] }
  /** Findings that are let be. Nothing that runs changes. */
  | { readonly kind: 'set-ignored'; readonly ignored: readonly DesignIgnored[] }
  /** Removing a zone removes what hung on it. The latencies stay as they are when left out. */
  | { readonly kind: 'set-zones'; readonly zones: readonly DesignZone[]; readonly latency?: NonNullable<Design['zoneLatency']> }
  /** Groups that are gone leave their content to the nearest one around them. `members`: nodes and notes that change their group; null: out of all. */
  | { readonly kind: 'set-groups'; readonly groups: readonly DesignGroup[]; readonly members?: NewMembers }
  | { readonly kind: 'set-notes'; readonly notes: readonly DesignNote[] }
  /** What a node does. Unlike a replaced node each is a step of undo of its own. */
  | { readonly kind: 'set-operations'; readonly node: string; readonly operations: NonNullable<DesignNode['operations']> }
  /** Another name for something, wherever the design names it. */
  | { readonly kind: 'rename'; readonly thing: Thing; readonly to: string }
  /** What named it then means what stands when nothing is said. */
  | { readonly kind: 'remove-operation'; readonly node: string; readonly operation: string }
  | { readonly kind: 'remove-entity'; readonly entity: string }
  /** What the design says of itself as a whole; what is left out stays as it is. */
  | ({ readonly kind: 'set-info' } & Partial<Pick<Design, Info>>)
  /** Undo, redo and loading: the whole document at once. */
  | { readonly kind: 'replace-design'; readonly design: Design };

const replaceById = <T extends { id: string }>(list: readonly T[] | undefined, item: T): T[] =>
  (list ?? []).map((old) => (old.id === item.id ? item : old));
const without = <T extends { id: string }>(list: readonly T[] | undefined, id: string): T[] =>
  (list ?? []).filter((item) => item.id !== id);

/** The design after the edit; the old one is untouched. Removing a node removes its links, and what hung on them: steps, stores of rate limits, journeys with their objectives, faults. Removing a group removes the faults on it. */
export function apply(design: Design, edit: Edit): Design {
  switch (edit.kind) {
    case 'add-node':
      return { ...design, nodes: [...(design.nodes ?? []), edit.node] };
    case 'replace-node':
      return { ...design, nodes: replaceById(design.nodes, edit.node) };
    case 'remove-node': {
      const links = (design.links ?? []).filter((link) => link.from === edit.id || link.to === edit.id);
      const cleared = links.reduce((d, link) => apply(d, { kind: 'remove-link', id: link.id }), design);
      const idle = dropJourneys(cleared, (journey) => journey.client === edit.id);
      const groups = groupsWithout(idle, edit.id);
      const notes = idle.notes?.map((note) => detached(note, edit.id));
      return dropFaults(
        { ...idle, nodes: without(idle.nodes, edit.id), ...(groups && { groups: [...groups] }), ...(notes && { notes }) },
        ({ target }) =>
          ('node' in target && target.node === edit.id) ||
          ('nodes' in target && [...target.nodes.one, ...target.nodes.other].includes(edit.id)),
      );
    }
    case 'move-nodes':
      return {
        ...design,
        nodes: (design.nodes ?? []).map((node) => {
          const position = Object.hasOwn(edit.positions, node.id) && edit.positions[node.id];
          return position ? { ...node, position: { x: Math.round(position.x), y: Math.round(position.y) } } : node;
        }),
      };
    case 'add-link':
      return { ...design, links: [...(design.links ?? []), edit.link] };
    case 'replace-link':
      return { ...design, links: replaceById(design.links, edit.link) };
    case 'remove-link': {
      const idle = dropJourneys(design, (journey) => journey.link === edit.id);
      const nodes = idle.nodes?.map((node) => withoutFilter(withoutStoreInNode(withoutLinkIn(node, edit.id), edit.id), edit.id));
      const links = without(idle.links, edit.id).map((link) => withoutStoreInLink(link, edit.id));
      return dropFaults({ ...idle, ...(nodes && { nodes }), links }, (fault) => 'link' in fault.target && fault.target.link === edit.id);
    }
    case 'set-journeys':
      return { ...design, journeys: [...edit.journeys] };
    case 'set-slos':
      return { ...design, slos: [...edit.slos] };
    case 'set-invariants':
      return { ...design, invariants: [...edit.invariants] };
    case 'set-faults':
      return { ...design, faults: [...edit.faults] };
    case 'set-experiments':
      return { ...design, experiments: [...edit.experiments] };
    case 'set-ignored':
      return { ...design, ignored: [...edit.ignored] };
    case 'set-zones':
      return withZones(design, edit.zones, edit.latency);
    case 'set-groups':
      return dropFaults(
        withGroups(design, edit.groups, edit.members),
        ({ target }) => 'group' in target && !edit.groups.some(({ id }) => id === target.group),
      );
    case 'set-notes': {
      const { notes: _, ...rest } = design;
      return edit.notes.length > 0 ? { ...design, notes: [...edit.notes] } : rest;
    }
    case 'set-operations':
      return {
        ...design,
        nodes: (design.nodes ?? []).map((node) => (node.id === edit.node ? { ...node, operations: edit.operations } : node)),
      };
    case 'rename':
      return renamed(design, edit.thing, edit.to);
    case 'remove-operation':
    case 'remove-entity':
      return withoutThing(design, edit);
    case 'set-info': {
      const { kind: _, ...info } = edit;
      return { ...design, ...info };
    }
    case 'replace-design':
      return edit.design;
    default:
      return unreachable(edit);
  }
}

function detached(note: DesignNote, node: string): DesignNote {
  if (note.attachedTo !== node) return note;
  const { attachedTo: _, ...free } = note;
  return free;
}

function dropFaults(design: Design, gone: (fault: DesignFault) => boolean): Design {
  return design.faults?.some(gone) ? { ...design, faults: design.faults.filter((fault) => !gone(fault)) } : design;
}

/** Journeys go together with the objectives about them. */
function dropJourneys(design: Design, gone: (journey: DesignJourney) => boolean): Design {
  if (!design.journeys?.some(gone)) return design;
  const dropped = new Set(design.journeys.filter(gone).map(({ id }) => id));
  return {
    ...design,
    journeys: design.journeys.filter((journey) => !gone(journey)),
    ...(design.slos && { slos: design.slos.filter((slo) => slo.journey === undefined || !dropped.has(slo.journey)) }),
  };
}

/** The same object when nothing in it uses the link, so that the canvas need not draw it again. */
function withoutLinkIn(node: DesignNode, link: string): DesignNode {
  if (!node.operations?.some(({ steps }) => usesLink(steps, link))) return node;
  return { ...node, operations: node.operations.map((operation) => ({ ...operation, steps: withoutLink(operation.steps, link) })) };
}
