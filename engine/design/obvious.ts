import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { type DesignIndex, indexOf } from './design-index';
import { consumersOf } from './events';
import { zOperationName } from './names';
import { storeLinksOf } from './rate-limits';
import { type Design, type DesignNode, zDesign } from './schema';
import type { StepInput } from './step-schema';
import { stepsOf } from './steps';

// What a node without operations does: its work, then a call to each link in order, then a message to each queue.

/** The links that are used as a matter of course: all that start here but those over which rate limits ask their stores. */
function obviousLinks({ nodes = [], links = [] }: Design, node: string) {
  const stores = storeLinksOf({ version: 1, name: '', nodes, links });
  const own = links.filter(({ id, from }) => from === node && !stores.has(id));
  const isQueue = (to: string) => {
    const kind = nodes.find(({ id }) => id === to)?.kind;
    return kind !== undefined && takesMessages(nodeKinds[kind].role);
  };
  return { calls: own.filter(({ to }) => !isQueue(to)), messages: own.filter(({ to }) => isQueue(to)) };
}

/** Whether a node asks further only when it does not find what it is asked for. */
const isCache = ({ kind }: DesignNode): boolean => kind === 'cache' || kind === 'cdn';

/**
 * The obvious steps, to be shown. A cache's calls stand in the branch of a miss.
 * @param eventOf names the message that goes over a link; nameless ones are shown as "a message"
 */
export function obviousSteps(design: Design, node: DesignNode, eventOf: (link: string) => string = () => 'a message'): StepInput[] {
  const { calls, messages } = obviousLinks(design, node.id);
  return [
    { kind: 'work', own: true },
    ...calls.map(({ id }): StepInput => ({ kind: 'call', link: id })),
    ...messages.map(({ id }): StepInput => ({ kind: 'publish', link: id, event: eventOf(id) })),
  ];
}

export type WrittenOut =
  | { readonly ok: true; readonly operations: NonNullable<DesignNode['operations']> }
  | { readonly ok: false; readonly why: string };

/**
 * The obvious operation as operations of the node's own, one for each name that callers use, so that a run with them is
 * the same run to the bit. What no steps can say is refused with the reason.
 */
export function writeOut(design: Design, node: DesignNode): WrittenOut {
  const parsed = zDesign.safeParse(design);
  if (!parsed.success) return { ok: false, why: 'Something in the design cannot be read. Mend that first.' };
  const index = indexOf(parsed.data);
  const { calls, messages } = obviousLinks(design, node.id);
  if (isCache(node) && calls.length + messages.length > 0) {
    return {
      ok: false,
      why: 'A cache asks further only when it does not find the key, which no steps of its own can say. Operations that you write are done each time.',
    };
  }
  if (nodeKinds[node.kind].group === 'data' && calls.length + messages.length > 0) {
    return {
      ok: false,
      why: 'A store asks further after it has done its own part, which no steps can say. Operations that you write come before that part.',
    };
  }
  const steps = obviousSteps(design, node, (link) => eventFor(link, node, index));
  return { ok: true, operations: namesFor(node.id, index).map((name) => ({ name, steps })) };
}

/** What the first operation of a node is called where nobody calls it by name. */
export const USUAL_NAME = 'handle';

/** Names that callers use; else the one event that comes; else the usual one. */
function namesFor(node: string, index: DesignIndex): string[] {
  const incoming = new Set(index.incoming(node).map(({ id }) => id));
  const called = new Set<string>();
  const events = new Set<string>();
  for (const other of index.nodes.values()) {
    for (const { step } of stepsOf(other)) {
      if ('operation' in step && step.operation !== undefined && incoming.has(step.link)) called.add(step.operation);
      if (step.kind === 'publish' && consumes(node, step.link, step.event, index)) events.add(step.event);
    }
  }
  for (const { link, operation } of index.design.journeys) if (operation !== undefined && incoming.has(link)) called.add(operation);
  if (called.size > 0) return [...called];
  const [event] = events;
  return [events.size === 1 && event !== undefined && zOperationName().safeParse(event).success ? event : USUAL_NAME];
}

function consumes(node: string, link: string, event: string, index: DesignIndex): boolean {
  const queue = index.nodes.get(index.links.get(link)?.to ?? '');
  return queue !== undefined && index.roleOf(queue.id) !== 'server' && consumersOf(queue, event, index).some(({ id }) => id === node);
}

/**
 * A name for a message that had none, under which it goes where it went: each consumer takes it with its first operation,
 * no filter waits for it, and the catalog says nothing of it.
 */
function eventFor(link: string, node: DesignNode, index: DesignIndex): string {
  const queue = index.nodes.get(index.links.get(link)?.to ?? '');
  const consumers = queue ? consumersOf(queue, undefined, index) : [];
  const filtered = [...index.nodes.values()].flatMap((each) =>
    each.kind === 'topic' ? each.params.filters.flatMap(({ events }) => events) : [],
  );
  const known = new Set([...filtered, ...index.design.events.map(({ id }) => id)]);
  const goesToFirst = (name: string) => consumers.every(({ operations = [] }) => operations.findIndex((each) => each.name === name) <= 0);
  const first = consumers.find(({ operations }) => operations?.length)?.operations?.[0]?.name;
  if (first !== undefined && !known.has(first) && goesToFirst(first)) return first;
  const stem = `${(node.name ?? node.id).replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase()).slice(0, 50) || 'Node'}Done`;
  const usual = stem.charAt(0).toUpperCase() + stem.slice(1);
  let name = usual;
  for (let n = 2; known.has(name) || !goesToFirst(name); n++) name = `${usual}${n}`;
  return name;
}
