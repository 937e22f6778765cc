import { apply, type Edit } from '../../engine/design/edits';
import { newId } from '../../engine/design/ids';
import { check } from '../../engine/design/resolve';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { mapSteps, placesIn } from '../../engine/design/step-tree';
import { takesMessages } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';
import type { Place } from '../../engine/design/auto-layout';
import { isLarge } from './large/large';
import { newLink, noLinkBecause, usualProtocol } from './changes';
import { along, linkPath } from './overlay/link-paths';

// A component that is dropped on a link goes in between its ends.

/** How near the middle of a card must come to a line. [px at zoom 1] */
const NEAR = 34;
/** Points of a line that are looked at. */
const POINTS = 32;

/** The link whose line lies under a place and into which the component could go. @param at middle of its card on the canvas */
export function linkUnder(design: Design, node: string, at: Place): string | null {
  const found = (design.links ?? [])
    .map((link) => ({ link, distance: distanceTo(link.id, at) }))
    .filter(({ distance }) => distance <= NEAR)
    .toSorted((a, b) => a.distance - b.distance)
    .find(({ link }) => insertEdits(design, node, link.id).length > 0);
  return found?.link.id ?? null;
}

/** From a place to the nearest point of a line, its ends left out. [px at zoom 1] */
function distanceTo(link: string, at: Place): number {
  const path = linkPath(link);
  if (!path) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 3; i <= POINTS - 3; i++) {
    const share = i / POINTS;
    least = Math.min(least, Math.hypot(along(path, share, 0) - at.x, along(path, share, 1) - at.y));
  }
  return least;
}

/** The newest answer, since a drag asks the same at every movement of the pointer. */
let asked: { readonly design: Design; readonly node: string; readonly link: string; readonly edits: readonly Edit[] } | null = null;

/**
 * The edits that put a component into a link: the first half keeps the link's id and the caller's policy, the second is new
 * with the defaults of what it joins. Steps of the caller go on to work. None where that would be wrong.
 */
export function insertEdits(design: Design, node: string, link: string): readonly Edit[] {
  if (asked?.design !== design || asked.node !== node || asked.link !== link)
    asked = { design, node, link, edits: checked(design, insertion(design, node, link)) };
  return asked.edits;
}

function insertion(design: Design, nodeId: string, linkId: string): Edit[] {
  const link = design.links?.find(({ id }) => id === linkId);
  const node = design.nodes?.find(({ id }) => id === nodeId);
  const [caller, callee] = [link?.from, link?.to].map((id) => design.nodes?.find((each) => each.id === id));
  if (!link || !node || !caller || !callee || caller === node || callee === node) return [];
  if (noLinkBecause(design, caller.id, node.id) !== null || noLinkBecause(design, node.id, callee.id) !== null) return [];
  const second = newLink(design, node.id, callee.id);
  const first: DesignLink = { ...link, to: node.id, protocol: firstProtocol(link, caller, callee, node) };
  const used = namesUsed(design, caller, link);
  const steps = caller.operations && withSteps(caller, link, node, callee);
  const passing = passesOn(design, node, callee, used, second.id);
  return [
    { kind: 'replace-link', link: first },
    { kind: 'add-link', link: second },
    ...(steps && steps !== caller ? [{ kind: 'replace-node', node: steps } as const] : []),
    ...(passing ? [{ kind: 'replace-node', node: passing } as const] : []),
  ];
}

/** An edit that makes something wrong which was right before is none. */
function checked(design: Design, edits: readonly Edit[]): readonly Edit[] {
  const [first, second] = edits;
  if (first?.kind !== 'replace-link' || second?.kind !== 'add-link') return edits;
  // A check goes over all that it is given: of a large design it gets the surroundings, and a circle is looked for here.
  const large = isLarge(design);
  if (large && leads(design, second.link.to, second.link.from)) return [];
  const part = (of: Design) => (large ? surroundings(of, [first.link.from, second.link.from, second.link.to]) : of);
  const errors = (of: Design) => check(part(of)).filter(({ severity }) => severity === 'error').length;
  const after = errors(edits.reduce(apply, design));
  // A check goes over all of a design, so the one before is only checked when there is something to compare.
  return after > 0 && after > errors(design) ? [] : edits;
}

/** Whether links lead from one component to another, over whatever lies between. */
function leads(design: Design, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const link of design.links ?? []) next.set(link.from, [...(next.get(link.from) ?? []), link.to]);
  const reached = new Set([from]);
  for (const id of reached) for (const follows of next.get(id) ?? []) reached.add(follows); // Grows while it is walked.
  return reached.has(to);
}

/** Some components, those that they are linked with, and what is between them. */
function surroundings({ version, name, nodes = [], links = [], entities, events }: Design, ids: readonly string[]): Design {
  const touching = links.filter(({ from, to }) => ids.includes(from) || ids.includes(to));
  const inside = new Set([...ids, ...touching.flatMap(({ from, to }) => [from, to])]);
  const [some, between] = [
    nodes.filter(({ id }) => inside.has(id)).map(({ group: _, ...node }) => node),
    links.filter(({ from, to }) => inside.has(from) && inside.has(to)),
  ];
  return { version, name, nodes: some, links: between, ...(entities && { entities }), ...(events && { events }) };
}

const messages = (node: DesignNode) => takesMessages(nodeKinds[node.kind].role);

/** What the author chose stays, unless the new end cannot speak it. */
function firstProtocol(link: DesignLink, caller: DesignNode, callee: DesignNode, node: DesignNode): NonNullable<DesignLink['protocol']> {
  const usual = (to: DesignNode) => usualProtocol(caller.kind, to.kind);
  const kept = link.protocol ?? 'rest';
  return usual(callee) === usual(node) ? kept : usual(node);
}

/** Operations that calls over the link name. */
function namesUsed(design: Design, caller: DesignNode, link: DesignLink): string[] {
  const names = new Set<string>();
  for (const journey of design.journeys ?? [])
    if (journey.link === link.id && journey.operation !== undefined) names.add(journey.operation);
  for (const { steps } of caller.operations ?? []) {
    for (const { step } of placesIn(steps)) {
      if ('link' in step && step.link === link.id && 'operation' in step && step.operation !== undefined) names.add(step.operation);
    }
  }
  return [...names];
}

/** The caller with steps over the link that fit its new end: messages to what takes messages, calls to what answers. */
function withSteps(caller: DesignNode, link: DesignLink, node: DesignNode, callee: DesignNode): DesignNode {
  let changed = false;
  const fitting = (step: StepInput): StepInput => {
    if (!('link' in step) || step.link !== link.id) return step;
    if (messages(node) && (step.kind === 'call' || step.kind === 'write')) {
      changed = true;
      return { kind: 'publish', link: link.id, event: step.operation ?? callee.operations?.[0]?.name ?? 'work' };
    }
    if (!messages(node) && step.kind === 'publish') {
      changed = true;
      return { kind: 'call', link: link.id };
    }
    if (nodeKinds[node.kind].group !== 'data' && (step.kind === 'read' || step.kind === 'write')) {
      changed = true;
      const { link: to, operation, onError } = step;
      return { kind: 'call', link: to, ...(operation !== undefined && { operation }), ...(onError !== undefined && { onError }) };
    }
    return step;
  };
  const operations = caller.operations?.map((operation) => ({ ...operation, steps: mapSteps(operation.steps, fitting) }));
  return changed ? { ...caller, operations } : caller;
}

/** The component with operations that hand on each call by its name; null where its obvious operation does that. */
function passesOn(design: Design, node: DesignNode, callee: DesignNode, names: readonly string[], link: string): DesignNode | null {
  const { role, params } = nodeKinds[node.kind];
  const busy = node.operations !== undefined || design.links?.some(({ from }) => from === node.id);
  const obvious = names.every((name) => (callee.operations?.[0]?.name ?? name) === name);
  if (busy || obvious || role !== 'server' || messages(callee)) return null;
  const given: unknown = node.params;
  const own = typeof given === 'object' && given !== null && 'serviceTime' in given ? (given.serviceTime as string) : '5ms';
  // Its work stands in its parameters only as long as no operation says otherwise.
  const work: StepInput[] = 'serviceTime' in params.shape ? [{ kind: 'work', time: own }] : [];
  const operations = names.map((name) => ({ name, steps: [...work, { kind: 'call', link, operation: name } as const] }));
  return { ...node, operations };
}

/** A new component and its place in a link: one step of undo. */
export function insertNew(design: Design, node: DesignNode, link: string): readonly Edit[] {
  const add: Edit = { kind: 'add-node', node };
  const edits = insertEdits(apply(design, add), node.id, link);
  return edits.length > 0 ? [add, ...edits] : [];
}

/** A new component and a link to it from another; the component alone where there can be no link. */
export function addLinked(design: Design, node: DesignNode, from: string): readonly Edit[] {
  const add: Edit = { kind: 'add-node', node };
  const grown = apply(design, add);
  return noLinkBecause(grown, from, node.id) === null
    ? [add, { kind: 'add-link', link: { ...newLink(grown, from, node.id), id: newId(grown, `${from}-${node.id}`) } }]
    : [add];
}
