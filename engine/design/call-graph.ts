import { unreachable } from '../core/invariant';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import type { DesignIndex } from './design-index';
import { subscriptionsOf } from './events';
import { doorLimitOf, storeLinkOf, storeLinksOf } from './rate-limits';
import type { ResolvedLink, ResolvedNode } from './schema';
import type { Step } from './step-schema';

/** One operation of one node; the obvious operation of a node that states none has no name. */
export interface Vertex {
  readonly node: string;
  readonly operation: string | null;
  readonly edges: readonly Edge[];
}

export interface Edge {
  /** Place of the called operation in the list of vertices. */
  readonly to: number;
  readonly link: string;
  /** How often one run of the operation calls over, on average. Retries and failures left out. */
  readonly weight: number;
  /** A message goes this way, through a queue; nobody waits for it. */
  readonly message: boolean;
  /** The link that a message was published over, before its delivery over `link`. */
  readonly publishedOver?: string;
}

/** Who calls whom, operation by operation, with the obvious operations spelled out. Vertices in the order of the file. */
export function callGraph(index: DesignIndex): readonly Vertex[] {
  const places = new Map<string, number>();
  const drafts: { node: ResolvedNode; operation: string | null; edges: Edge[] }[] = [];
  for (const node of index.nodes.values()) {
    if (index.roleOf(node.id) !== 'server') continue;
    for (const operation of operationNames(node)) {
      const key = keyOf(node.id, operation);
      if (places.has(key)) continue;
      places.set(key, drafts.length);
      drafts.push({ node, operation, edges: [] });
    }
  }
  const stores = storeLinksOf(index.design);
  for (const { node, operation, edges } of drafts) {
    const steps = node.operations?.find((candidate) => candidate.name === operation)?.steps;
    const uses = steps ? usesOf(steps, 1, index) : obviousUses(node, stores, index);
    for (const use of [...questionsAtDoor(node), ...uses.flatMap((use) => [...questionsBefore(use, index), use])]) {
      const link = index.links.get(use.link);
      // A step over another node's link, or a link to oneself, is a problem of its own and leads nowhere.
      if (link?.from === node.id && link.to !== node.id) edges.push(...edgesOf(use, link, index, places));
    }
  }
  return drafts.map(({ node, operation, edges }) => ({ node: node.id, operation, edges }));
}

/** The operation that a call asks for: by name, else the first, else the obvious one. Null when there is none of that name. */
export function calledOperation(node: ResolvedNode, name: string | undefined): { readonly name: string | null } | null {
  const [first] = node.operations ?? [];
  if (!first) return { name: null };
  if (name === undefined) return { name: first.name };
  return node.operations?.some((operation) => operation.name === name) ? { name } : null;
}

/** The operation of a store that a read or write means when it names none; undefined for its first one. */
export const accessOperation = (store: ResolvedNode, access: 'read' | 'write'): string | undefined =>
  store.operations?.some(({ name }) => name === access) ? access : undefined;

const operationNames = (node: ResolvedNode): (string | null)[] =>
  node.operations && node.operations.length > 0 ? node.operations.map((operation) => operation.name) : [null];
const keyOf = (node: string, operation: string | null): string => (operation === null ? node : `${node}/${operation}`);

/** One use of a link. */
interface Use {
  readonly link: string;
  readonly name: string | undefined;
  readonly weight: number;
}

function usesOf(steps: readonly Step[], weight: number, index: DesignIndex): Use[] {
  return weight > 0 ? steps.flatMap((step) => usesOfStep(step, weight, index)) : [];
}

function usesOfStep(step: Step, weight: number, index: DesignIndex): Use[] {
  switch (step.kind) {
    case 'work':
    case 'wait':
    case 'check':
    case 'effect':
      return [];
    case 'call':
      return [{ link: step.link, name: step.operation, weight }];
    case 'read':
    case 'write':
      return [{ link: step.link, name: step.operation ?? storeOperation(step.link, step.kind, index), weight }];
    case 'publish':
      return [{ link: step.link, name: step.event, weight }];
    case 'parallel':
      return step.branches.flatMap((branch) => usesOf(branch, weight, index));
    case 'repeat':
      return usesOf(step.steps, weight * step.times, index);
    case 'try':
      // When all goes well.
      return [...usesOf(step.steps, weight, index), ...usesOf(step.ok, weight, index)];
    case 'saga': {
      // When all goes well: a write at the start and after each stage. Compensations are what retries are: not counted.
      const writes = step.store === undefined ? [] : [{ link: step.store, name: storeOperation(step.store, 'write', index), weight }];
      return [...writes, ...step.stages.flatMap(({ steps }) => [...usesOf(steps, weight, index), ...writes])];
    }
    case 'choose': {
      if (step.by === 'probability') {
        const all = step.branches.reduce((sum, branch) => sum + branch.share, 0);
        // Weights that are all 0 count as equal.
        const share = (weightOfBranch: number): number => (all > 0 ? weightOfBranch / all : 1 / step.branches.length);
        return step.branches.flatMap((branch) => usesOf(branch.steps, weight * share(branch.share), index));
      }
      const hit = hitRatio(index.nodes.get(index.links.get(step.link)?.to ?? ''));
      return [
        { link: step.link, name: step.operation, weight },
        ...usesOf(step.hit, weight * hit, index),
        ...usesOf(step.miss, weight * (1 - hit), index),
      ];
    }
    default:
      return unreachable(step);
  }
}

function storeOperation(link: string, access: 'read' | 'write', index: DesignIndex): string | undefined {
  const store = index.nodes.get(index.links.get(link)?.to ?? '');
  return store && accessOperation(store, access);
}

/** The obvious operation: its work, then every link once. A cache asks further only on a miss. */
const obviousUses = (node: ResolvedNode, stores: ReadonlySet<string>, index: DesignIndex): Use[] =>
  index
    .outgoing(node.id)
    .filter((link) => !stores.has(link.id))
    .map((link) => ({ link: link.id, name: undefined, weight: 1 - hitRatio(node) }))
    .filter((use) => use.weight > 0);

const questions = (store: string | undefined, weight: number): Use[] =>
  store === undefined ? [] : [{ link: store, name: undefined, weight }];
/** What a rate limit asks of its store: at the node's door for each call, before a call over a link for each of those. */
const questionsAtDoor = (node: ResolvedNode): Use[] => questions(storeLinkOf(doorLimitOf(node)), 1);
const questionsBefore = ({ link, weight }: Use, index: DesignIndex): Use[] =>
  questions(storeLinkOf(index.links.get(link)?.policy.rateLimit), weight);

/** What a cache keeps key by key decides which look-ups hit: both can happen, and nobody knows how often. */
function hitRatio(node: ResolvedNode | undefined): number {
  if (node?.kind === 'cdn') return 0.5;
  if (node?.kind !== 'cache') return 0;
  return node.params.contents ? 0.5 : node.params.hitRatio;
}

function edgesOf({ name, weight }: Use, link: ResolvedLink, index: DesignIndex, places: ReadonlyMap<string, number>): Edge[] {
  const callee = index.nodes.get(link.to);
  if (!callee) return [];
  if (takesMessages(nodeKinds[callee.kind].role))
    return deliveriesOf(callee, name, weight, index, places).map((edge) => ({ ...edge, publishedOver: link.id }));
  const to = places.get(keyOf(callee.id, calledOperation(callee, name)?.name ?? null));
  return to === undefined ? [] : [{ to, link: link.id, weight, message: false }];
}

/** What a message leads to: a queue hands it to one consumer, a topic to every subscriber that wants it, queues among them. Dead letters left out. */
function deliveriesOf(
  queue: ResolvedNode,
  name: string | undefined,
  weight: number,
  index: DesignIndex,
  places: ReadonlyMap<string, number>,
): Edge[] {
  const subscriptions = subscriptionsOf(queue, name, index);
  const each = queue.kind === 'queue' && queue.params.delivery === 'compete' ? weight / subscriptions.length : weight;
  return subscriptions.flatMap((subscription) => {
    const next = index.nodes.get(subscription.to);
    if (next?.kind === 'queue') return deliveriesOf(next, name, each, index, places);
    return deliveryEdge(subscription, name, each, index, places);
  });
}

/** A consumer takes an event with its operation of that name, else with its first. */
function deliveryEdge(
  subscription: ResolvedLink,
  event: string | undefined,
  weight: number,
  index: DesignIndex,
  places: ReadonlyMap<string, number>,
): Edge[] {
  const consumer = index.nodes.get(subscription.to);
  if (!consumer) return [];
  const operation = calledOperation(consumer, event) ?? calledOperation(consumer, undefined);
  const to = places.get(keyOf(consumer.id, operation?.name ?? null));
  return to === undefined ? [] : [{ to, link: subscription.id, weight, message: true }];
}
