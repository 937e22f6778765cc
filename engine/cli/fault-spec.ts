import { failure, type Problem, type Result, success } from '../core/problem';
import { nearest } from '../design/nearest';
import type { Design, DesignFault } from '../design/schema';
import { faultActions } from '../faults/registry';

/** How a fault is written on a command line. */
export const FAULT_FORM = 'action@target, such as added-latency@provider:extra=4s,from=10s,for=20s';

/**
 * A fault from a command line: `action@target:name=value,…`. The target is the id of a node, link or zone; `from` and `for` say when it
 * starts and how long it lasts, all else are its parameters. Whether they fit is for the design's checks to say.
 */
export function faultFrom(text: string, option: string, design: Design): Result<DesignFault> {
  const match = /^([a-z0-9-]+)@([a-z0-9-]+)(?::(.*))?$/.exec(text);
  if (!match) return failure(problem('bad-fault', option, `"${text}" is no fault.`, `Write ${FAULT_FORM}.`));
  const [, action = '', id = '', rest = ''] = match;
  if (!Object.hasOwn(faultActions, action)) return failure(noSuchAction(action, option));
  const target = targetOf(id, design);
  if (target === null) return failure(noSuchTarget(id, option, design));
  const fields = rest === '' ? [] : rest.split(',').map((pair) => pair.split('='));
  const odd = fields.find((pair) => pair.length !== 2 || pair[0] === '');
  if (odd)
    return failure(problem('bad-fault', option, `"${odd.join('=')}" is no parameter.`, 'Write name=value, with commas between them.'));
  const values = new Map(fields.map(([name, value]) => [name!, valueOf(value!)]));
  const [from, lasts] = [values.get('from'), values.get('for')];
  values.delete('from');
  values.delete('for');
  const fault = {
    id: `${action}-${id}`,
    action,
    target,
    params: Object.fromEntries(values),
    ...(from !== undefined && { startAfter: from }),
    ...(lasts !== undefined && { duration: lasts }),
  };
  // The checks of the design say what does not fit.
  return success(fault as unknown as DesignFault);
}

/** A value as a file would have it: a number, true or false, an object; anything else is text. */
export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function targetOf(id: string, { nodes = [], links = [], zones = [] }: Design): DesignFault['target'] | null {
  if (nodes.some((node) => node.id === id)) return { node: id };
  if (links.some((link) => link.id === id)) return { link: id };
  return zones.some((zone) => zone.id === id) ? { zone: id } : null;
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});

function noSuchAction(action: string, option: string): Problem {
  const near = nearest(action, Object.keys(faultActions));
  const known = Object.keys(faultActions).join(', ');
  return problem(
    'no-such-fault',
    option,
    `There is no fault "${action}".`,
    `${near === null ? '' : `Did you mean "${near}"? `}There is: ${known}.`,
  );
}

function noSuchTarget(id: string, option: string, { nodes = [], links = [], zones = [] }: Design): Problem {
  const ids = [...nodes, ...links, ...zones].map((part) => part.id);
  const near = nearest(id, ids);
  return problem(
    'fault-on-missing-target',
    option,
    `The design has no node, link or zone "${id}".`,
    near === null ? 'Name the id of a node, link or zone of the design.' : `Did you mean "${near}"?`,
  );
}
