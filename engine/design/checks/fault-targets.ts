import type { Problem } from '../../core/problem';
import type { Role } from '../../nodes/definition';
import { type FaultTarget, type TargetKind, targetText } from '../../faults/definition';
import { faultActions } from '../../faults/registry';
import type { DesignIndex } from '../design-index';
import { isMany, matchesOf, matchingNodes } from '../fault-places';
import type { ResolvedFault } from '../schema';
import { type Check, error, warning } from './check';

export const faultTargets: Check = function* (index) {
  for (const fault of index.design.faults) {
    const expiring = fault.action === 'certificate-expiry' && 'link' in fault.target ? index.links.get(fault.target.link) : undefined;
    if (expiring && expiring.network.tls === undefined) {
      yield warning({
        code: 'expiry-without-certificate',
        where: `faults.${fault.id}.target`,
        message: `Fault "${fault.id}" lets the certificate of "${expiring.id}" expire, but that link has no mTLS: nothing will happen.`,
        remedy: 'Give the link mTLS, or aim the fault at a link that has it.',
      });
    }
    const { title, targets } = faultActions[fault.action];
    yield* aboutShares(fault);
    const missing = missingFrom(fault, index);
    if (missing === UNREADABLE) continue;
    if (missing !== null) {
      yield error({
        code: 'fault-on-missing-target',
        where: `faults.${fault.id}.target`,
        message: `Fault "${fault.id}" is about ${missing}, which is not in this design.`,
        remedy: 'Name what exists, or remove the fault.',
      });
      continue;
    }
    if (isMany(fault.target)) {
      yield* aboutMany(fault, fault.target, index);
      continue;
    }
    const kind = kindOf(fault.target, index);
    const fits = (target: TargetKind): boolean =>
      target === kind ||
      (target === 'delivery' && startsAt(fault, 'queue', index)) ||
      (target === 'group' && startsAt(fault, 'log', index));
    if (targets.some(fits)) {
      const wrongKind = kindsRefuse(fault, index);
      if (wrongKind !== null) yield wrongKind;
      continue;
    }
    yield error({
      code: 'fault-on-wrong-target',
      where: `faults.${fault.id}.target`,
      message: `"${title}" cannot be done to ${nameOf(fault)}, which is ${words[kind]}.`,
      remedy: `Aim it at ${targets.map((target) => words[target]).join(' or ')}.`,
    });
  }
};

type Many = Extract<FaultTarget, { readonly kind: string } | { readonly group: string }>;

/** A fault on all that match: there must be something that matches, and that it can be done to. */
function* aboutMany(fault: ResolvedFault, target: Many, { design, unreadable }: DesignIndex): Iterable<Problem> {
  if (unreadable.nodes.size > 0 || unreadable.links.size > 0 || unreadable.groups.size > 0) return;
  const { title, targets } = faultActions[fault.action];
  const where = `faults.${fault.id}.target`;
  const found = matchingNodes(design, target);
  const { nodes, links } = matchesOf(design, fault.action, target);
  if (nodes.length + links.length > 0) return;
  const isOnLinks = targets.some((each) => each === 'link' || each === 'delivery' || each === 'group');
  const nodeWords = 'kind' in target ? `no node of kind "${target.kind}"` : `nothing in the group "${target.group}"`;
  if (found.length === 0 || isOnLinks) {
    const what = found.length === 0 ? nodeWords : 'no link that it can be done to';
    yield warning({
      code: 'fault-on-nothing',
      where,
      message: `Fault "${fault.id}" finds ${what}: nothing will happen.`,
      remedy: 'Aim it at a kind or group that has what it is about, or remove the fault.',
    });
    return;
  }
  yield error({
    code: 'fault-on-wrong-target',
    where,
    message: `"${title}" cannot be done to any of the ${found.length} nodes that ${'kind' in target ? `are of kind "${target.kind}"` : `lie in "${target.group}"`}.`,
    remedy: `Aim it at ${targets.map((each) => words[each]).join(' or ')}.`,
  });
}

/** A share of a node is a share of its replicas; a share of none is nothing. */
function* aboutShares({ id, action, target }: ResolvedFault): Iterable<Problem> {
  if (!('share' in target) || target.share === undefined) return;
  const { title, perReplica }: { readonly title: string; readonly perReplica?: true } = faultActions[action];
  const where = `faults.${id}.target.share`;
  if (target.share === 0) {
    yield warning({
      code: 'fault-on-nothing',
      where,
      message: `Fault "${id}" is on a share of 0: nothing will happen.`,
      remedy: 'Give it a share above 0, or remove the fault.',
    });
  } else if ('node' in target && perReplica === undefined) {
    yield error({
      code: 'fault-on-part-of-node',
      where,
      message: `"${title}" is done to a node as a whole, not to a share of its replicas.`,
      remedy: `Leave the share out. What can be done to a share: ${perReplicaTitles()}.`,
    });
  }
}

const perReplicaTitles = (): string =>
  Object.values(faultActions)
    .flatMap((definition) => ('perReplica' in definition ? [`"${definition.title}"`] : []))
    .join(', ');

/** The fault is about something that nodes of this kind do not have. */
function kindsRefuse(fault: ResolvedFault, index: DesignIndex): Problem | null {
  const definition: { readonly title: string; readonly kinds?: readonly string[] } = faultActions[fault.action];
  const node = 'node' in fault.target ? index.nodes.get(fault.target.node) : undefined;
  const { title, kinds } = definition;
  if (kinds === undefined || node === undefined || kinds.includes(node.kind)) return null;
  return error({
    code: 'fault-on-wrong-kind',
    where: `faults.${fault.id}.target`,
    message: `"${title}" cannot be done to ${nameOf(fault)}, which is a node of kind "${node.kind}".`,
    remedy: `Aim it at a node of kind ${kinds.map((kind) => `"${kind}"`).join(' or ')}.`,
  });
}

const words: Readonly<Record<TargetKind, string>> = {
  source: 'a client',
  server: 'a node that answers calls',
  queue: 'a queue',
  log: 'a log',
  link: 'a link',
  group: 'a link from a log',
  delivery: 'a link that starts at a queue',
  zone: 'a zone',
  region: 'a region',
  nodes: 'two sets of nodes',
  zones: 'two sets of zones or regions',
};

/** The target speaks of something that has a problem of its own already. */
const UNREADABLE = '';

/** Names the first thing that the target speaks of in vain; null when all of it is there. */
function missingFrom({ target }: ResolvedFault, index: DesignIndex): string | null {
  const { links, nodes, design, unreadable } = index;
  if ('link' in target) {
    if (links.has(target.link)) return null;
    return unreadable.links.has(target.link) ? UNREADABLE : `link "${target.link}"`;
  }
  if ('node' in target || 'nodes' in target) {
    const ids = 'node' in target ? [target.node] : [...target.nodes.one, ...target.nodes.other];
    const gone = ids.find((id) => !nodes.has(id));
    if (gone === undefined) return null;
    return unreadable.nodes.has(gone) ? UNREADABLE : `node "${gone}"`;
  }
  if ('kind' in target) return null;
  if ('group' in target) {
    if (design.groups?.some(({ id }) => id === target.group)) return null;
    return unreadable.groups.has(target.group) ? UNREADABLE : `group "${target.group}"`;
  }
  if (unreadable.zones.size > 0) return UNREADABLE;
  if ('region' in target) return design.zones.some(({ region }) => region === target.region) ? null : `region "${target.region}"`;
  if ('zone' in target) return design.zones.some(({ id }) => id === target.zone) ? null : `zone "${target.zone}"`;
  const gone = [...target.zones.one, ...target.zones.other].find(
    (name) => !design.zones.some(({ id, region }) => id === name || region === name),
  );
  return gone === undefined ? null : `zone or region "${gone}"`;
}

function kindOf(target: Exclude<FaultTarget, Many>, index: DesignIndex): TargetKind {
  if ('node' in target) return index.roleOf(target.node)!;
  if ('link' in target) return 'link';
  if ('zone' in target) return 'zone';
  return 'region' in target ? 'region' : 'nodes' in target ? 'nodes' : 'zones';
}

const startsAt = ({ target }: ResolvedFault, role: Role, index: DesignIndex): boolean =>
  'link' in target && index.roleOf(index.links.get(target.link)?.from ?? '') === role;

function nameOf({ target }: ResolvedFault): string {
  const what = ['node', 'link', 'zone', 'region'].find((key) => key in target) ?? (isMany(target) ? 'what matches' : 'what lies between');
  return `${what} "${targetText(target)}"`;
}
