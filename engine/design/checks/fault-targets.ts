import { faultActions } from '../../faults/registry';
import type { DesignIndex } from '../design-index';
import type { ResolvedFault } from '../schema';
import { type Check, error } from './check';

export const faultTargets: Check = function* (index) {
  for (const fault of index.design.faults) {
    const { title, targets } = faultActions[fault.action];
    const kind = kindOf(fault, index);
    if (kind === 'unreadable') continue;
    if (kind === 'missing') {
      yield error({
        code: 'fault-on-missing-target',
        where: `faults.${fault.id}.target`,
        message: `Fault "${fault.id}" is about ${nameOf(fault)}, which is not in this design.`,
        remedy: 'Name a node or link that exists, or remove the fault.',
      });
    } else if (!targets.some((target) => target === kind)) {
      yield error({
        code: 'fault-on-wrong-target',
        where: `faults.${fault.id}.target`,
        message: `"${title}" cannot be done to ${nameOf(fault)}, which is ${words[kind]}.`,
        remedy: `Aim it at ${targets.map((target) => words[target]).join(' or ')}.`,
      });
    }
  }
};

const words = { source: 'a client', server: 'a node that answers calls', queue: 'a queue', link: 'a link' } as const;

function kindOf({ target }: ResolvedFault, index: DesignIndex): keyof typeof words | 'missing' | 'unreadable' {
  if ('link' in target) {
    if (index.links.has(target.link)) return 'link';
    return index.unreadable.links.has(target.link) ? 'unreadable' : 'missing';
  }
  return index.roleOf(target.node) ?? (index.unreadable.nodes.has(target.node) ? 'unreadable' : 'missing');
}

const nameOf = ({ target }: ResolvedFault): string => ('link' in target ? `link "${target.link}"` : `node "${target.node}"`);
