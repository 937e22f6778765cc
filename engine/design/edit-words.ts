import { unreachable } from '../core/invariant';
import type { Edit } from './edits';
import { partNames } from './part-names';
import type { Thing } from './rename';
import type { Design } from './schema';

/** What a mark of an edit says: the node or link that it is about ('design' for the whole), and what was done, in plain words. */
interface EditWords {
  readonly subject: string;
  readonly text: string;
}

/** Puts an edit into words. @param design before or after the edit, for the names of what it is about */
export function editWords(edit: Edit, design: Design): EditWords {
  const nameOf = partNames(design);
  const whole = (text: string): EditWords => ({ subject: 'design', text });
  switch (edit.kind) {
    case 'add-node':
      return { subject: edit.node.id, text: `${edit.node.name ?? edit.node.id} added` };
    case 'replace-node':
      return { subject: edit.node.id, text: `${edit.node.name ?? edit.node.id} changed` };
    case 'remove-node':
      return { subject: edit.id, text: `${nameOf(edit.id)} removed` };
    case 'move-nodes':
      return whole('Nodes moved');
    case 'add-link':
      return { subject: edit.link.id, text: `Link ${nameOf(edit.link.from)} → ${nameOf(edit.link.to)} added` };
    case 'replace-link':
      return { subject: edit.link.id, text: `Link ${nameOf(edit.link.from)} → ${nameOf(edit.link.to)} changed` };
    case 'remove-link':
      return { subject: edit.id, text: `Link ${nameOf(edit.id)} removed` };
    case 'set-journeys':
      return whole('Journeys changed');
    case 'set-slos':
      return whole('Objectives changed');
    case 'set-invariants':
      return whole('Invariants changed');
    case 'set-faults':
      return whole('Fault script changed');
    case 'set-experiments':
      return whole('Experiments changed');
    case 'set-ignored':
      return whole('Ignored findings changed');
    case 'set-zones':
      return whole('Zones changed');
    case 'set-groups':
      return whole('Groups changed');
    case 'set-notes':
      return whole('Notes changed');
    case 'set-operations':
      return { subject: edit.node, text: `What ${nameOf(edit.node)} does changed` };
    case 'rename':
      return whole(`${idOf(edit.thing)} is called ${edit.to} now`);
    case 'remove-operation':
      return { subject: edit.node, text: `${nameOf(edit.node)} no longer offers ${edit.operation}` };
    case 'remove-entity':
      return whole(`Entity ${edit.entity} removed`);
    case 'set-info': {
      const { kind: _, ...info } = edit;
      return whole(`${upperFirst(Object.keys(info).join(', '))} changed`);
    }
    case 'replace-design':
      return onlyChange(design, edit.design) ?? whole('Design changed');
    default:
      return unreachable(edit);
  }
}

function idOf(thing: Thing): string {
  if ('nodeId' in thing) return thing.nodeId;
  if ('linkId' in thing) return thing.linkId;
  if ('operation' in thing) return thing.operation;
  if ('entity' in thing) return thing.entity;
  if ('event' in thing) return thing.event;
  return 'effect' in thing ? thing.effect : thing.journey;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const listWords: Partial<Record<keyof Design, string>> = {
  journeys: 'Journeys changed',
  slos: 'Objectives changed',
  invariants: 'Invariants changed',
  faults: 'Fault script changed',
  experiments: 'Experiments changed',
  zones: 'Zones changed',
  zoneLatency: 'Zones changed',
};

/** The one list in which two designs differ, in words. */
function onlyList(before: Design, after: Design): string | undefined {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Design)[];
  const words = keys
    .filter((key) => key !== 'nodes' && key !== 'groups' && key !== 'notes')
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => listWords[key]);
  return new Set(words).size === 1 ? words[0] : undefined;
}

/** Undo and redo send the whole design; where that changes a single node, link or list, that is what it is about. */
function onlyChange(before: Design, after: Design): EditWords | null {
  const nodes = changed(before.nodes, after.nodes);
  const links = changed(before.links, after.links);
  const [id] = [...nodes, ...links];
  if (id === undefined) {
    const text = onlyList(before, after);
    return text === undefined ? null : { subject: 'design', text };
  }
  if (nodes.length + links.length > 1) return null;
  const kind = nodes.length > 0 ? 'node' : 'link';
  const had = kind === 'node' ? before.nodes?.find((node) => node.id === id) : before.links?.find((link) => link.id === id);
  const has = kind === 'node' ? after.nodes?.find((node) => node.id === id) : after.links?.find((link) => link.id === id);
  const edit = (has ? { kind: had ? `replace-${kind}` : `add-${kind}`, [kind]: has } : { kind: `remove-${kind}`, id }) as Edit;
  return editWords(edit, before);
}

function changed<T extends { readonly id: string }>(before: readonly T[] = [], after: readonly T[] = []): string[] {
  const text = (list: readonly T[]) => new Map(list.map((item) => [item.id, JSON.stringify(item, withoutPlace)]));
  const [old, now] = [text(before), text(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id));
}

/** Where something is drawn changes nothing that runs. */
const withoutPlace = (key: string, value: unknown): unknown =>
  key === 'position' || key === 'pinned' || key === 'group' ? undefined : value;
