import { unreachable } from '../core/invariant';
import { takesMessages } from '../nodes/definition';
import { type NodeKind, nodeKinds } from '../nodes/registry';
import { obviousSteps } from './obvious';
import type { Design, DesignJourney, DesignLink, DesignNode } from './schema';
import type { StepInput } from './step-schema';
import { innerLists } from './step-tree';
import { briefTime, listWords, stepWords } from './step-words';

// A sequence diagram as data: who says what to whom, in order. Drawn by the studio, written as Mermaid or PlantUML by exporters.

export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
}

/** Place of a step in the design, as problems name it: `nodes.orders.operations.0.steps.2`. Null for what no step says. */
type StepPath = string | null;

export type SequenceItem =
  /** `from` null: from outside the diagram. A reply goes back over a call; a delivery brings a message to its consumer. */
  | {
      readonly kind: 'message';
      readonly style: 'call' | 'reply' | 'publish' | 'delivery';
      readonly from: string | null;
      readonly to: string | null;
      readonly text: string;
      readonly step: StepPath;
      readonly link: string | null;
    }
  /** What a node does by itself. */
  | {
      readonly kind: 'activity';
      readonly what: 'work' | 'wait' | 'effect';
      readonly node: string;
      readonly text: string;
      readonly step: StepPath;
    }
  /** A node is busy with an operation while what is inside happens. */
  | { readonly kind: 'run'; readonly node: string; readonly operation: string | null; readonly items: readonly SequenceItem[] }
  | {
      readonly kind: 'frame';
      readonly frame: 'parallel' | 'alternative' | 'loop' | 'saga';
      readonly text: string;
      readonly step: StepPath;
      readonly node: string;
      readonly sections: readonly { readonly text: string; readonly items: readonly SequenceItem[] }[];
    }
  | { readonly kind: 'remark'; readonly node: string; readonly text: string }
  /** What comes after happens later, when messages arrive. */
  | { readonly kind: 'divider'; readonly text: string };

export interface Sequence {
  /** In the order in which they first take part. */
  readonly participants: readonly Participant[];
  readonly items: readonly SequenceItem[];
  /** Some calls are not followed further: too deep, or too many. */
  readonly cut: boolean;
}

/** Where a diagram starts: with a journey of a client, or with an operation; null is what a node without operations does. */
export type SequenceStart = { readonly journey: string } | { readonly node: string; readonly operation: string | null };

/** Calls inside calls that are followed. */
const DEEPEST = 8;
/** More items than this, and nobody reads the diagram: calls are then shown but not followed. */
const MOST_ITEMS = 160;

/**
 * The sequence that follows from a design, also from one with problems: what leads nowhere is shown as it is written.
 * @param design the document as people edit it, defaults left out
 */
export function sequenceOf(design: Design, start: SequenceStart): Sequence {
  return new Builder(design).build(start);
}

/** Journeys, and for clients without any their links: what a diagram can start with. */
export function journeysOf(design: Design): readonly DesignJourney[] {
  const written = design.journeys ?? [];
  const clients = (design.nodes ?? []).filter(({ id, kind }) => kind === 'client' && !written.some(({ client }) => client === id));
  const links = (design.links ?? []).filter(({ from }) => clients.some(({ id }) => id === from));
  return [...written, ...links.map(({ id, from }) => ({ id, client: from, link: id }))];
}

class Builder {
  private readonly nodes: ReadonlyMap<string, DesignNode>;
  private readonly links: ReadonlyMap<string, DesignLink>;
  private readonly participants = new Map<string, Participant>();
  /** Operations that are being followed, from the first call to the innermost. */
  private readonly stack: string[] = [];
  private readonly pending: { readonly queue: string; readonly event: string }[] = [];
  private readonly delivered = new Set<string>();
  private count = 0;
  private cut = false;

  constructor(private readonly design: Design) {
    this.nodes = new Map((design.nodes ?? []).map((node) => [node.id, node]));
    this.links = new Map((design.links ?? []).map((link) => [link.id, link]));
  }

  build(start: SequenceStart): Sequence {
    const items = 'journey' in start ? this.journey(start.journey) : this.entry(start.node, start.operation);
    // What is delivered may publish again: the list grows while it is gone through.
    for (const { queue, event } of this.pending) {
      const later = this.deliveries(queue, event);
      if (later.length > 0) items.push({ kind: 'divider', text: `Later: ${event} arrives` }, ...later);
    }
    return { participants: [...this.participants.values()], items, cut: this.cut };
  }

  private journey(id: string): SequenceItem[] {
    const journey = journeysOf(this.design).find((each) => each.id === id);
    const link = this.links.get(journey?.link ?? '');
    if (!journey || !link) return [];
    this.take(journey.client);
    return this.call(link, journey.operation, journey.client, null, '');
  }

  private entry(node: string, operation: string | null): SequenceItem[] {
    const there = this.nodes.get(node);
    if (!there) return [];
    this.take(node);
    const run = this.run(there, operation ?? undefined);
    return [
      { kind: 'message', style: 'call', from: null, to: node, text: operation ?? 'call', step: null, link: null },
      ...run,
      { kind: 'message', style: 'reply', from: node, to: null, text: '', step: null, link: null },
    ];
  }

  private take(id: string): void {
    const node = this.nodes.get(id);
    if (node && !this.participants.has(id)) this.participants.set(id, { id, name: node.name ?? id, kind: node.kind });
  }

  /** Call and answer over a link, and what happens between them. */
  private call(link: DesignLink, operation: string | undefined, from: string, step: StepPath, note: string): SequenceItem[] {
    const callee = this.nodes.get(link.to);
    if (!callee) return [];
    this.take(callee.id);
    const message = { kind: 'message', step, link: link.id } as const;
    const text = `${operation ?? callee.operations?.[0]?.name ?? 'call'}${note}`;
    if (takesMessages(nodeKinds[callee.kind].role)) return this.publish(link, operation ?? '', from, step);
    return [
      { ...message, style: 'call', from, to: callee.id, text },
      ...this.run(callee, operation),
      { ...message, style: 'reply', from: callee.id, to: from, text: '' },
    ];
  }

  /** What a node does when it is called; what leads back to itself or too deep is only named. */
  private run(node: DesignNode, name: string | undefined): SequenceItem[] {
    const operations = node.operations ?? [];
    const found = name === undefined ? operations[0] : operations.find((each) => each.name === name);
    const key = `${node.id}/${found?.name ?? ''}`;
    if (this.stack.includes(key)) return [{ kind: 'remark', node: node.id, text: 'and so on, as above' }];
    if (this.stack.length >= DEEPEST || this.count > MOST_ITEMS) {
      this.cut = true;
      return [{ kind: 'remark', node: node.id, text: 'not followed further' }];
    }
    this.stack.push(key);
    const at = found ? operations.indexOf(found) : -1;
    const items = found
      ? this.steps(found.steps, node, `nodes.${node.id}.operations.${at}.steps`)
      : operations.length > 0
        ? [{ kind: 'remark', node: node.id, text: `has no operation “${name}”` } as const]
        : this.obvious(node);
    this.stack.pop();
    return [{ kind: 'run', node: node.id, operation: found?.name ?? null, items }];
  }

  private obvious(node: DesignNode): SequenceItem[] {
    const [work, ...further] = obviousSteps(this.design, node);
    const first = work ? this.steps([work], node, null) : [];
    const rest = this.steps(further, node, null);
    if ((node.kind !== 'cache' && node.kind !== 'cdn') || rest.length === 0) return [...first, ...rest];
    const sections = [{ text: 'Not found', items: rest }];
    return [...first, { kind: 'frame', frame: 'alternative', text: 'Only if it is not kept', step: null, node: node.id, sections }];
  }

  private steps(steps: readonly StepInput[], node: DesignNode, list: string | null): SequenceItem[] {
    return steps.flatMap((step, index) => this.step(step, node, list === null ? null : `${list}.${index}`));
  }

  private step(step: StepInput, node: DesignNode, path: StepPath): SequenceItem[] {
    this.count++;
    switch (step.kind) {
      case 'work':
        return [this.activity('work', step.own ? 'work' : briefTime(step.time ?? '5ms'), node, path)];
      case 'wait':
        return [this.activity('wait', `wait ${briefTime(step.time ?? '100ms')}`, node, path)];
      case 'effect':
        return [this.activity('effect', step.effect, node, path)];
      case 'check':
        return [this.activity('effect', 'stock?', node, path)];
      case 'call':
        return this.linked(step.link, node, (link) => this.call(link, step.operation, node.id, path, noteOf(step)));
      case 'read':
      case 'write':
        return this.linked(step.link, node, (link) => this.access(step, link, node, path));
      case 'publish':
        return this.linked(step.link, node, (link) => this.publish(link, step.event, node.id, path));
      case 'choose': {
        const frame = this.frame('alternative', step, node, path);
        return step.by === 'cache-hit'
          ? [...this.linked(step.link, node, (link) => this.call(link, step.operation, node.id, path, '')), frame]
          : [frame];
      }
      case 'parallel':
        return [this.frame('parallel', step, node, path)];
      case 'try':
        return [this.frame('alternative', step, node, path)];
      case 'repeat':
        return [this.frame('loop', step, node, path)];
      case 'saga':
        return [this.frame('saga', step, node, path)];
      default:
        return unreachable(step);
    }
  }

  private activity(what: 'work' | 'wait' | 'effect', text: string, node: DesignNode, step: StepPath): SequenceItem {
    return { kind: 'activity', what, node: node.id, text, step };
  }

  /** A step over a link that is not there, or not its node's, says so. */
  private linked(id: string, node: DesignNode, then: (link: DesignLink) => SequenceItem[]): SequenceItem[] {
    const link = this.links.get(id);
    return link?.from === node.id && this.nodes.has(link.to)
      ? then(link)
      : [{ kind: 'remark', node: node.id, text: `no link “${id}” from here` }];
  }

  private access(step: Extract<StepInput, { kind: 'read' | 'write' }>, link: DesignLink, node: DesignNode, path: StepPath): SequenceItem[] {
    const offered = this.nodes.get(link.to)?.operations;
    const usual = offered?.some(({ name }) => name === step.kind) ? step.kind : undefined;
    const [first, ...rest] = this.call(link, step.operation ?? usual, node.id, path, noteOf(step));
    const words = `${step.kind === 'write' && step.remove ? 'remove' : step.kind}${step.entity === undefined ? '' : ` ${step.entity}`}${noteOf(step)}`;
    return first?.kind === 'message' && step.operation === undefined ? [{ ...first, text: words }, ...rest] : first ? [first, ...rest] : [];
  }

  private frame(
    frame: Extract<SequenceItem, { kind: 'frame' }>['frame'],
    step: Exclude<StepInput, { kind: 'work' | 'wait' | 'effect' | 'check' | 'call' | 'read' | 'write' | 'publish' }>,
    node: DesignNode,
    path: StepPath,
  ): SequenceItem {
    // Compensations run when a later stage fails, the latest first: they stand at the end, in that order.
    const lists = innerLists(step).filter((list) => !isUndo(list.path) || list.steps.length > 0);
    const ordered = [...lists.filter((list) => !isUndo(list.path)), ...lists.filter((list) => isUndo(list.path)).toReversed()];
    const sections = ordered.map((list) => ({
      text: listWords(step, list.path),
      items: this.steps(list.steps, node, path === null ? null : `${path}.${list.path}`),
    }));
    return { kind: 'frame', frame, text: stepWords(step, this.design), step: path, node: node.id, sections };
  }

  private publish(link: DesignLink, event: string, from: string, step: StepPath): SequenceItem[] {
    this.take(link.to);
    this.pending.push({ queue: link.to, event });
    return [{ kind: 'message', style: 'publish', from, to: link.to, text: event, step, link: link.id }];
  }

  /** A message goes on from where it lies, to each of its consumers; each way once in a diagram. */
  private deliveries(queue: string, event: string): SequenceItem[] {
    const from = this.nodes.get(queue);
    if (!from || this.delivered.has(`${queue}/${event}`)) return [];
    this.delivered.add(`${queue}/${event}`);
    return [...this.links.values()].flatMap((link): SequenceItem[] => {
      const to = this.nodes.get(link.to);
      if (link.from !== queue || !to || !wants(from, link.id, event)) return [];
      const role = nodeKinds[to.kind].role;
      if (takesMessages(role)) return from.kind === 'topic' ? this.publish(link, event, queue, null) : [];
      if (role !== 'server') return [];
      this.take(to.id);
      const name = to.operations?.some((each) => each.name === event) ? event : undefined;
      return [
        { kind: 'message', style: 'delivery', from: queue, to: to.id, text: event, step: null, link: link.id },
        ...this.run(to, name),
      ];
    });
  }
}

const isUndo = (path: string): boolean => path.endsWith('.compensate');

const noteOf = ({ onError = 'fail' }: { readonly onError?: 'fail' | 'ignore' | 'fallback' }): string =>
  onError === 'fail' ? '' : onError === 'ignore' ? ' (may fail)' : ' (else a substitute)';

/** Topics may hand an event only to those who asked for it. */
function wants(queue: DesignNode, link: string, event: string): boolean {
  if (queue.kind !== 'topic') return true;
  const filter = queue.params?.filters?.find((each) => each.link === link);
  return !filter || filter.events.includes(event);
}
