import { apply, type Edit } from '../../engine/design/edits';
import type { Design, DesignFault, DesignLink, DesignNode } from '../../engine/design/schema';
import type { FaultTarget } from '../../engine/faults/definition';
import type { FaultAction } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';
import { halved, twice } from './sizes';

/** What a question is about: one thing of the design, or all of it. */
export type Subject = { readonly node: string } | { readonly link: string } | null;

/** What happens to the design: something goes wrong, or it is built another way. */
export type Happening =
  | {
      readonly kind: 'fault';
      readonly action: FaultAction;
      readonly target: FaultTarget;
      readonly params: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] };

/** Something that is likely to be asked. */
export interface Question {
  readonly id: string;
  /** After "What if": "Payment provider takes 4 s longer". */
  readonly text: string;
  readonly events: readonly Happening[];
}

/** Likely questions about a thing, most likely first. */
export function questionsAbout(design: Design, subject: Subject): readonly Question[] {
  if (subject === null) return loadQuestions(design);
  if ('node' in subject) {
    const node = nodeById(design, subject.node);
    return node ? [...nodeQuestions(node), ...callerQuestions(design, node), ...loadQuestions(design)] : [];
  }
  const link = linkById(design, subject.link);
  return link ? [...linkQuestions(design, link), ...loadQuestions(design)] : [];
}

const fault = (action: FaultAction, target: FaultTarget, params: Readonly<Record<string, unknown>> = {}): Happening => ({
  kind: 'fault',
  action,
  target,
  params,
});
const edits = (...list: readonly Edit[]): Happening => ({ kind: 'edits', edits: list });

function nodeQuestions(node: DesignNode): Question[] {
  const name = nodeName(node);
  const on = { node: node.id };
  const ask = (id: string, text: string, ...events: readonly Happening[]): Question => ({ id: `${id}:${node.id}`, text, events });
  switch (nodeKinds[node.kind].role) {
    case 'source':
      return [];
    case 'server':
      return [
        ask('slow', `${name} takes 4 s longer`, fault('added-latency', on, { extra: '4s' })),
        ask('down', `${name} is down`, downOf(node)),
        ask('errors', `${name} fails one call in five`, fault('error-rate', on, { share: 0.2 })),
        ...(node.kind === 'external' ? [] : [ask('half-speed', `${name} works half as fast`, fault('slow-down', on, { factor: 2 }))]),
        ...sizeQuestions(node, ask),
      ];
    case 'queue':
      return [
        ask('broker', `${name} loses its broker`, fault('broker-loss', on)),
        ask('pause', `nobody takes messages from ${name}`, fault('consumer-pause', on)),
        ask('twice-delivered', `${name} delivers one message in ten twice`, fault('duplicate-delivery', on, { share: 0.1 })),
      ];
    case 'log':
      return [
        ask('broker', `${name} loses a broker`, fault('broker-loss', on)),
        ask('late', `${name} delivers late and out of order`, fault('reordering', on)),
      ];
  }
  return [];
}

/** A third party fails every call; what is ours dies with all in it. */
function downOf(node: DesignNode): Happening {
  const on = { node: node.id };
  if (node.kind === 'external') return fault('error-rate', on, { share: 1 });
  return fault('replica-crash', on, { count: 100 });
}

function sizeQuestions(node: DesignNode, ask: (id: string, text: string, ...events: readonly Happening[]) => Question): Question[] {
  const name = nodeName(node);
  const more = twice(node);
  const less = halved(node);
  return [
    ...(more ? [ask('twice', `${name} had twice the ${more.what}`, edits({ kind: 'replace-node', node: more.node }))] : []),
    ...(less ? [ask('half', `${name} had half the ${less.what}`, edits({ kind: 'replace-node', node: less.node }))] : []),
  ];
}

/** What its callers do without: each guard that stands between them and the node. */
function callerQuestions(design: Design, { id }: DesignNode): Question[] {
  return (design.links ?? []).filter(({ to }) => to === id).flatMap((link) => guardQuestions(design, link));
}

function linkQuestions(design: Design, link: DesignLink): Question[] {
  const name = linkName(design, link);
  const on = { link: link.id };
  const ask = (id: string, text: string, ...events: readonly Happening[]): Question => ({ id: `${id}:${link.id}`, text, events });
  return [
    ask('slow-link', `${name} takes 4 s longer`, fault('added-latency', on, { extra: '4s' })),
    ask('cut', `${name} is cut`, fault('partition', on)),
    ask('loss', `${name} loses one packet in ten`, fault('packet-loss', on, { share: 0.1 })),
    ...guardQuestions(design, link),
  ];
}

const guards = { breaker: 'circuit breaker', retry: 'retries', bulkhead: 'bulkhead', timeout: 'timeout', fallback: 'fallback' } as const;

function guardQuestions(design: Design, link: DesignLink): Question[] {
  return (Object.keys(guards) as (keyof typeof guards)[])
    .filter((guard) => link.policy?.[guard] !== undefined)
    .map((guard) => {
      const { [guard]: _, ...policy } = link.policy ?? {};
      return {
        id: `without-${guard}:${link.id}`,
        text: `${linkName(design, link)} had no ${guards[guard]}`,
        events: [edits({ kind: 'replace-link', link: { ...link, policy } })],
      };
    });
}

function loadQuestions(design: Design): Question[] {
  const clients = (design.nodes ?? []).filter(({ kind }) => nodeKinds[kind].role === 'source');
  if (clients.length === 0) return [];
  const times = (factor: number): Happening[] => clients.map(({ id }) => fault('traffic-surge', { node: id }, { factor }));
  return [
    { id: 'load-2', text: 'there is twice the load', events: times(2) },
    { id: 'load-half', text: 'there is half the load', events: times(0.5) },
  ];
}

/**
 * The design in which it happens.
 * @param startAfter when faults begin, as a design writes a duration
 */
export function happening(design: Design, events: readonly Happening[], startAfter: string): Design {
  return events.reduce((so, event) => {
    if (event.kind === 'edits') return event.edits.reduce(apply, so);
    return apply(so, { kind: 'set-faults', faults: [...(so.faults ?? []), faultOf(so, event, startAfter)] });
  }, design);
}

function faultOf(design: Design, { action, target, params }: Extract<Happening, { kind: 'fault' }>, startAfter: string): DesignFault {
  const taken = new Set((design.faults ?? []).map(({ id }) => id));
  let id = `what-if-${action}`;
  for (let n = 2; taken.has(id); n++) id = `what-if-${action}-${n}`;
  // There are more faults than the compiler goes through by itself to see that any action goes with any target.
  return { id, action, target, params, startAfter } as DesignFault;
}
