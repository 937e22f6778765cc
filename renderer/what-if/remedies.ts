import type { Edit } from '../../engine/design/edits';
import type { Design, DesignLink } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';
import type { Subject } from './questions';
import { twice } from './sizes';

/** A change to the design that may help when something goes wrong. */
export interface Remedy {
  readonly id: string;
  /** "a circuit breaker on Payments → Payment provider": read after "with and without". */
  readonly text: string;
  /** The same in fewer words, below `on`. */
  readonly short: string;
  /** Where it is put: the link in words, or the component. */
  readonly on: string;
  /** Whether the design has it. */
  readonly present: boolean;
  /** Puts it there; takes it away where it is present. */
  readonly edits: readonly Edit[];
}

/** A guard waits for an answer no longer than this. */
const SLOW = '1s';

type Policy = NonNullable<DesignLink['policy']>;
const guards: readonly {
  readonly key: keyof Policy;
  readonly text: string;
  readonly short: string;
  readonly present: string;
  readonly part: Partial<Policy>;
}[] = [
  {
    key: 'breaker',
    short: 'circuit breaker',
    text: 'a circuit breaker with a timeout of 1 s',
    present: 'the circuit breaker',
    // What is slow fails nothing by itself, and a caller that gives up first leaves nothing for a breaker to see.
    part: { timeout: SLOW, breaker: { kind: 'time-window', minimumCalls: 10 } },
  },
  { key: 'timeout', short: 'timeout of 1 s', text: 'a timeout of 1 s', present: 'the timeout', part: { timeout: SLOW } },
  { key: 'bulkhead', short: 'bulkhead', text: 'a bulkhead', present: 'the bulkhead', part: { bulkhead: {} } },
  { key: 'fallback', short: 'fallback', text: 'a fallback', present: 'the fallback', part: { fallback: {} } },
  { key: 'retry', short: 'retries', text: 'retries', present: 'the retries', part: { retry: {} } },
];

/** Links further up than this are too far from what goes wrong to be worth a line. */
const LEVELS = 2;

/** What may help against trouble at a thing: guards on the calls that lead there, nearest first, and more of it. */
export function remediesFor(design: Design, subject: Subject): readonly Remedy[] {
  if (subject === null) return [];
  const links = callsTo(design, subject);
  const guarded = links.flatMap((link) => {
    const on = linkName(design, link);
    return guards.map((guard): Remedy => {
      const present = link.policy?.[guard.key] !== undefined;
      const { [guard.key]: _, ...without } = link.policy ?? {};
      const policy = present ? without : { ...link.policy, ...guard.part };
      return {
        id: `${guard.key}:${link.id}`,
        text: `${present ? guard.present : guard.text} on ${on}`,
        short: present ? guard.present : guard.short,
        on,
        present,
        edits: [{ kind: 'replace-link', link: { ...link, policy } }],
      };
    });
  });
  return [...guarded, ...moreOf(design, subject)];
}

function moreOf(design: Design, subject: NonNullable<Subject>): Remedy[] {
  const id = 'node' in subject ? subject.node : linkById(design, subject.link)?.to;
  const node = id === undefined ? undefined : nodeById(design, id);
  const more = node && twice(node);
  return more
    ? [
        {
          id: `twice:${id}`,
          text: `twice the ${more.what} of ${nodeName(node)}`,
          short: `twice the ${more.what}`,
          on: nodeName(node),
          present: false,
          edits: [{ kind: 'replace-node', node: more.node }],
        },
      ]
    : [];
}

/** Calls on the way to a thing, nearest first; messages are no calls. */
function callsTo(design: Design, subject: NonNullable<Subject>): DesignLink[] {
  const calls = (design.links ?? []).filter(({ from, to }) => roleOf(design, from) === 'server' && roleOf(design, to) === 'server');
  const found: DesignLink[] = [];
  let ends = 'node' in subject ? [subject.node] : [];
  if ('link' in subject) {
    const link = calls.find(({ id }) => id === subject.link);
    if (!link) return [];
    found.push(link);
    ends = [link.from];
  }
  for (let level = found.length; level < LEVELS; level++) {
    const next = calls.filter((link) => ends.includes(link.to) && !found.includes(link));
    found.push(...next);
    ends = next.map(({ from }) => from);
  }
  return found;
}

const roleOf = (design: Design, id: string) => {
  const node = nodeById(design, id);
  return node && nodeKinds[node.kind].role;
};
