import { failure, type Problem, type Result, success } from '../core/problem';
import { nearest } from '../design/nearest';
import type { Design, DesignFault } from '../design/schema';
import { faultActions } from '../faults/registry';

/** How a fault is written on a command line. */
export const FAULT_FORM = 'action@target, such as added-latency@provider:extra=4s,from=10s,for=20s or error-rate@kind=service,share=50%';

/**
 * A fault from a command line: `action@target:name=value,…`. The target is the id of a node, link, group, zone or region, or says which it
 * means: `kind=database`, `group=payments`; `share=50%` after it takes a part of those, or of a node's replicas; `nodes=a+b|c` and
 * `zones=a|b` are two sides. `from` and `for` say when it starts and how long it lasts, all else are its parameters. Whether they fit is
 * for the design's checks to say.
 */
export function faultFrom(text: string, option: string, design: Design): Result<DesignFault> {
  const match = /^([a-z0-9-]+)@([^:]+)(?::(.*))?$/.exec(text);
  if (!match) return failure(problem('bad-fault', option, `"${text}" is no fault.`, `Write ${FAULT_FORM}.`));
  const [, action = '', place = '', rest = ''] = match;
  if (!Object.hasOwn(faultActions, action)) return failure(noSuchAction(action, option));
  const target = targetFrom(place, option, design);
  if (!target.ok) return target;
  const fields = rest === '' ? [] : rest.split(',').map((pair) => pair.split('='));
  const odd = fields.find((pair) => pair.length !== 2 || pair[0] === '');
  if (odd)
    return failure(problem('bad-fault', option, `"${odd.join('=')}" is no parameter.`, 'Write name=value, with commas between them.'));
  const values = new Map(fields.map(([name, value]) => [name!, valueOf(value!)]));
  const [from, lasts] = [values.get('from'), values.get('for')];
  values.delete('from');
  values.delete('for');
  const fault = {
    id: `${action}-${place.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}`.slice(0, 64),
    action,
    target: target.value,
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

type Target = DesignFault['target'];

const sides = (text: string): { readonly one: string[]; readonly other: string[] } => {
  const [one = '', other = ''] = text.split('|');
  return { one: one.split('+'), other: other.split('+') };
};
const plain = (text: string): string => text;
/** Kinds of target that may be named, with how they read what stands after the sign. */
const targetKinds: Readonly<Record<string, (text: string) => unknown>> = {
  node: plain,
  link: plain,
  zone: plain,
  region: plain,
  kind: plain,
  group: plain,
  nodes: sides,
  zones: sides,
};

/** `provider`, `kind=service,share=50%`, `zones=a|b`. Whether there is such a thing is for the checks to say, where its kind is named. */
function targetFrom(text: string, option: string, design: Design): Result<Target> {
  const [place = '', ...more] = text.split(',');
  const shares = more.map((each) => /^share=(\d+(?:\.\d+)?)(%?)$/.exec(each));
  if (more.length > 1 || shares.includes(null)) return failure(badTarget(text, option));
  const [share] = shares.map((found) => Number(found![1]) / (found![2] === '%' ? 100 : 1));
  const [kind, value] = place.split('=');
  const read = value === undefined || !Object.hasOwn(targetKinds, kind!) ? undefined : targetKinds[kind!];
  if (value !== undefined && !read) return failure(badTarget(text, option));
  const target = read ? { [kind!]: read(value!) } : targetOf(place, design);
  if (target === null) return failure(noSuchTarget(place, option, design));
  return success({ ...target, ...(share !== undefined && { share }) } as Target);
}

function targetOf(id: string, { nodes = [], links = [], groups = [], zones = [] }: Design): Target | null {
  if (nodes.some((node) => node.id === id)) return { node: id };
  if (links.some((link) => link.id === id)) return { link: id };
  if (groups.some((group) => group.id === id)) return { group: id };
  if (zones.some((zone) => zone.id === id)) return { zone: id };
  return zones.some(({ region }) => region === id) ? { region: id } : null;
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

const badTarget = (text: string, option: string): Problem =>
  problem(
    'bad-fault',
    option,
    `"${text}" is no target.`,
    `Write an id, or ${Object.keys(targetKinds).join('=, ')}= with what it names, and perhaps ,share=50% after it.`,
  );

function noSuchTarget(id: string, option: string, { nodes = [], links = [], groups = [], zones = [] }: Design): Problem {
  const ids = [...nodes, ...links, ...groups, ...zones].map((part) => part.id);
  const near = nearest(id, ids);
  return problem(
    'fault-on-missing-target',
    option,
    `The design has no node, link, group or zone "${id}".`,
    near === null ? 'Name the id of a node, link, group or zone of the design, or write kind=service.' : `Did you mean "${near}"?`,
  );
}
