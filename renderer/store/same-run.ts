import { zonesOfGroups } from '../../engine/design/group-zones';
import type { Design, DesignNode } from '../../engine/design/schema';

/** True when two states of a design differ in nothing but how it is drawn (places, groups, notes), so the run need not know. */
export function differsOnlyInPlace(a: Design, b: Design): boolean {
  const { nodes: left = [], groups: groupsOfA, notes: _, ...restOfA } = a;
  const { nodes: right = [], groups: groupsOfB, notes: __, ...restOfB } = b;
  if (!sameFields(restOfA, restOfB) || left.length !== right.length) return false;
  if (!left.every((node, i) => sameButPlace(node, right[i]))) return false;
  // A frame of a zone says where its nodes run.
  return (groupsOfA === groupsOfB && left.every((node, i) => node.group === right[i]?.group)) || sameZones(a, b);
}

/** True when they have the same groups and notes, and the same nodes in them: what an engine that was not told would not know. */
export const sameGroups = (a: Design, b: Design): boolean =>
  a.groups === b.groups && a.notes === b.notes && (a.nodes ?? []).every((node, i) => node.group === b.nodes?.[i]?.group);

function sameZones(a: Design, b: Design): boolean {
  const [left, right] = [zonesOfGroups(a), zonesOfGroups(b)];
  return left.size === right.size && [...left].every(([node, zones]) => right.get(node)?.join() === zones.join());
}

function sameButPlace(a: DesignNode, b: DesignNode | undefined): boolean {
  if (a === b) return true;
  if (!b) return false;
  const { position: _, pinned: __, group: ___, ...restOfA } = a;
  const { position: ____, pinned: _____, group: ______, ...restOfB } = b;
  return sameFields(restOfA, restOfB);
}

/** Designs share what did not change, so references decide. */
function sameFields(a: object, b: object): boolean {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => left[key] === right[key]);
}
