import { limits } from '../design/limits';
import type { DesignLink, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { counted, listed, type NoteTaker } from './note-taker';
import type { Parts } from './mend-links';

/** Calls that one request may lead to, as drawn. Beyond it each component is asked by the first only that reaches it. */
const MOST_CALLS = 2000;

/**
 * In a drawing without words for what happens when, every component asks all that its arrows lead to. Where that goes
 * round without end, or multiplies beyond use, some links are drawn but not used: their callers get operations that leave
 * them out. Nodes with operations of their own are left alone.
 */
export function withOrder(parts: Parts, notes: NoteTaker): Parts {
  const usual = callsFrom(parts, unusedFor(parts, false));
  const tooMany = usual.calls > MOST_CALLS;
  const { unused } = tooMany ? callsFrom(parts, unusedFor(parts, true)) : usual;
  if (unused.size === 0) return parts;
  const byId = new Map(parts.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string) => byId.get(id)?.name ?? id;
  const names = parts.links.filter(({ id }) => unused.has(id)).map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`);
  notes.guessed(
    tooMany
      ? `If every component asked all that its arrows lead to, one request would be more than ${MOST_CALLS.toLocaleString('en')} calls: ${counted(unused.size, 'link')} ${unused.size === 1 ? 'is' : 'are'} drawn but not used. Give the components operations.`
      : `Calls would go round without end, so ${counted(unused.size, 'link')} ${unused.size === 1 ? 'is' : 'are'} drawn but not used: ${listed(names)}. Give the components operations that say when they are.`,
  );
  const callers = new Set(parts.links.filter(({ id }) => unused.has(id)).map(({ from }) => from));
  return {
    links: parts.links,
    nodes: parts.nodes.map((node) => {
      if (!callers.has(node.id)) return node;
      const steps = stepsOf(node, parts, unused);
      const most = limits.stepsPerList;
      if (steps.length > most)
        notes.guessed(`“${nameOf(node.id)}” leads to ${steps.length - 1} others; it asks the first ${most - 1} of them.`);
      return { ...node, operations: [{ name: 'handle', steps: steps.slice(0, most) }] };
    }),
  };
}

/** Its work, calls in order, then messages: but for what is not used. */
function stepsOf(node: DesignNode, { nodes, links }: Parts, unused: ReadonlySet<string>): StepInput[] {
  const brokers = new Set(nodes.filter(isBroker).map(({ id }) => id));
  const used = links.filter(({ id, from }) => from === node.id && !unused.has(id));
  return [
    { kind: 'work', own: true },
    ...used.filter(({ to }) => !brokers.has(to)).map(({ id }): StepInput => ({ kind: 'call', link: id })),
    ...used
      .filter(({ to }) => brokers.has(to))
      .map(({ id, to }): StepInput => ({ kind: 'publish', link: id, event: `${to}-message`.slice(0, 64) })),
  ];
}

const isBroker = ({ kind }: DesignNode): boolean => takesMessages(nodeKinds[kind].role);

/** Whether a link is a use of one component by another: what a component with operations does is for those to say. */
const usesAsDrawn = (caller: DesignNode): boolean => caller.operations === undefined;

/**
 * Links that would lead back to where a request has been.
 * @param tree whether also all but the first link to each component
 */
function unusedFor({ nodes, links }: Parts, tree: boolean): Set<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const outgoing = outgoingOf(links);
  const called = new Set(links.map(({ to }) => to));
  const unused = new Set<string>();
  for (let before = -1; before < unused.size; ) {
    before = unused.size;
    const state = new Map<string, 'open' | 'done'>();
    // Entries first, so that what leads back to them is what is cut.
    const roots = [...nodes.filter(({ id }) => !called.has(id)), ...nodes];
    for (const { id } of roots) if (!state.has(id)) walk(id);
    function walk(start: string): void {
      const stack: { readonly id: string; next: number; readonly over: DesignLink | null }[] = [{ id: start, next: 0, over: null }];
      state.set(start, 'open');
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const link = outgoing.get(top.id)?.[top.next];
        top.next += 1;
        if (!link) {
          state.set(top.id, 'done');
          stack.pop();
        } else if (unused.has(link.id)) continue;
        else if (!state.has(link.to)) {
          state.set(link.to, 'open');
          stack.push({ id: link.to, next: 0, over: link });
        } else if (state.get(link.to) === 'open' || (tree && !isBroker(byId.get(top.id)!))) cut(link, stack);
      }
    }
    /** A broker hands on all that it has: what is cut is the publishing into it. */
    function cut(link: DesignLink, stack: readonly { readonly id: string; readonly over: DesignLink | null }[]): void {
      let at: DesignLink | null = link;
      for (let depth = stack.length - 1; at !== null; depth -= 1) {
        const caller: DesignNode = byId.get(at.from)!;
        if (!isBroker(caller) && caller.kind !== 'client' && usesAsDrawn(caller)) break;
        at = stack[depth]?.over ?? null;
      }
      if (at !== null) unused.add(at.id);
    }
  }
  return unused;
}

/** How many calls one request of an entry leads to at most. Expects no circles but those of nodes that say themselves what they do. */
function callsFrom({ nodes, links }: Parts, unused: Set<string>): { readonly calls: number; readonly unused: Set<string> } {
  const outgoing = outgoingOf(links);
  const counts = new Map<string, number>();
  const count = (id: string): number => {
    const known = counts.get(id);
    if (known !== undefined) return known;
    counts.set(id, 1);
    let calls = 1;
    for (const link of outgoing.get(id) ?? []) if (!unused.has(link.id)) calls += count(link.to);
    counts.set(id, calls);
    return calls;
  };
  return { calls: nodes.reduce((most, { id }) => Math.max(most, count(id)), 0), unused };
}

function outgoingOf(links: readonly DesignLink[]): ReadonlyMap<string, readonly DesignLink[]> {
  const found = new Map<string, DesignLink[]>();
  for (const link of links) {
    const list = found.get(link.from);
    if (list) list.push(link);
    else found.set(link.from, [link]);
  }
  return found;
}

/** Calls that one request leads to, for the rate of a client. */
export const callsPerRequest = (parts: Parts): number => {
  const written = new Set(
    parts.nodes.flatMap(({ id, operations }) => {
      if (operations === undefined) return [];
      const used = new Set(operations.flatMap(({ steps }) => steps.flatMap((step) => ('link' in step ? [step.link] : []))));
      return parts.links.filter((link) => link.from === id && !used.has(link.id)).map((link) => link.id);
    }),
  );
  return callsFrom(parts, written).calls;
};
