import type { Problem } from '../../core/problem';
import type { Role } from '../../nodes/definition';
import { type TargetKind, targetText } from '../../faults/definition';
import { faultActions } from '../../faults/registry';
import type { DesignIndex } from '../design-index';
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
    const kind = kindOf(fault, index);
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
  if (unreadable.zones.size > 0) return UNREADABLE;
  if ('zone' in target) return design.zones.some(({ id }) => id === target.zone) ? null : `zone "${target.zone}"`;
  const gone = [...target.zones.one, ...target.zones.other].find(
    (name) => !design.zones.some(({ id, region }) => id === name || region === name),
  );
  return gone === undefined ? null : `zone or region "${gone}"`;
}

function kindOf({ target }: ResolvedFault, index: DesignIndex): TargetKind {
  if ('node' in target) return index.roleOf(target.node)!;
  return 'link' in target ? 'link' : 'zone' in target ? 'zone' : 'nodes' in target ? 'nodes' : 'zones';
}

const startsAt = ({ target }: ResolvedFault, role: Role, index: DesignIndex): boolean =>
  'link' in target && index.roleOf(index.links.get(target.link)?.from ?? '') === role;

function nameOf({ target }: ResolvedFault): string {
  const what = 'node' in target ? 'node' : 'link' in target ? 'link' : 'zone' in target ? 'zone' : 'what lies between';
  return `${what} "${targetText(target)}"`;
}
