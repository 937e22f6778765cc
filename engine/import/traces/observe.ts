import type { Forest, Span } from './forest';
import { destinationOf, operationName, peerOf, withoutVerb } from './names';
import type { Broker, Component, Journey, Link, Observed, Operation } from './observed';
import { type CallElement, type Item, sequenceOf, sumOf } from './sequence';
import { wordOf } from './span';

/** Reads out of traces what there is, who asks whom, and what each did in which order. */
export function observe({ spans, roots }: Forest): Observed {
  return new Observer(spans).observe(roots);
}

class Observer {
  private readonly components = new Map<string, Component>();
  private readonly links = new Map<string, Link>();
  private readonly brokers = new Map<string, Broker>();
  private readonly journeys = new Map<string, Journey>();
  /** Components with spans, by what callers call them. */
  private readonly byName = new Map<string, Component>();
  /** Components that only ask: browsers, load generators, clients of ours. */
  private readonly sources = new Set<Component>();
  private tellsWaiting = false;
  private background = 0;
  private unfinished = 0;

  constructor(private readonly spans: readonly Span[]) {}

  observe(roots: readonly Span[]): Observed {
    // Components that were asked, and those that did anything but ask as the first of a trace.
    const called = new Set<Component>();
    const busy = new Set<Component>();
    for (const span of this.spans) {
      const component = this.componentOf(span);
      this.byName.set(span.place.service, component);
      if (span.place.node !== null) this.tellsWaiting = true;
      if (span.kind !== 'client' || span.parent !== null) busy.add(component);
      if (span.kind !== 'client' && span.kind !== 'internal') called.add(component);
      if (span.parent !== null && this.componentOf(span.parent) !== component) called.add(component);
    }
    for (const component of this.components.values()) {
      if (component.kind === 'client' ? !called.has(component) : !busy.has(component)) this.sources.add(component);
    }
    for (const span of this.spans) if (this.isEntry(span)) this.run(span);
    for (const root of roots) if (!root.orphan) this.journey(root);
    const { components, links, brokers, journeys, tellsWaiting, background, unfinished } = this;
    return { components, links, brokers, journeys: [...journeys.values()], tellsWaiting, background, unfinished };
  }

  /** Whether an operation begins here: something was called, consumed, or began by itself. */
  private isEntry(span: Span): boolean {
    const { kind, parent } = span;
    const component = this.componentOf(span);
    if (this.sources.has(component)) return false;
    if (kind === 'consumer' || parent === null) return true;
    return kind !== 'producer' && this.componentOf(parent) !== component;
  }

  private componentOf({ place: { service, node, kind } }: Span): Component {
    const key = node === null ? `service ${service}` : `node ${node}`;
    let found = this.components.get(key);
    if (found === undefined) {
      found = { key, name: service, kind, system: null, seen: true, operations: new Map() };
      this.components.set(key, found);
    }
    return found;
  }

  private producersOf(span: Span): Span[] {
    const { parent, follows } = span;
    const linked = follows.filter(({ kind }) => kind === 'producer');
    return linked.length > 0 ? linked : parent?.kind === 'producer' ? [parent] : [];
  }

  private operationOf(span: Span): Operation {
    const component = this.componentOf(span);
    const event = span.kind === 'consumer' ? this.eventOf(span) : null;
    return this.operation(component, event ?? operationName(span.name), event);
  }

  private operation(component: Component, name: string, event: string | null = null): Operation {
    const key = `${component.key} · ${name}`;
    let found = component.operations.get(key);
    if (found === undefined) component.operations.set(key, (found = { key, name, component, event, runs: [] }));
    return found;
  }

  /** What is said of a message: our own traces name the event, others the place where it lies. */
  private eventOf(span: Span): string {
    const [producer] = span.kind === 'consumer' ? this.producersOf(span) : [span];
    const named = producer ?? span;
    return operationName(named.place.node === null ? destinationOf(named) : withoutVerb(named.name));
  }

  private run(span: Span): void {
    // What had not ended when it was written has no length. Those that wait for it have not ended either.
    if (isUnfinished(span)) {
      this.unfinished += 1;
      return;
    }
    const operation = this.operationOf(span);
    const component = operation.component;
    const items: Item[] = [];
    // A trace that begins with a call or a message has no span around it.
    if (span.kind === 'client' || span.kind === 'producer') this.item(span, component, items);
    else this.collect(span, component, items);
    const busy: number[] = [];
    const sequence = sequenceOf(span.start, span.end, items, this.attempts, busy);
    const [waited, paused] = [msOf(span, 'queue'), msOf(span, 'pause') + msOf(span, 'blocked')];
    operation.runs.push({
      start: span.start,
      end: span.end,
      instance: span.place.instance ?? '',
      waited: span.place.node === null ? null : Math.min(waited, sumOf(sequence.gaps)),
      paused,
      failed: span.failed,
      cause: span.cause,
      sequence,
      busy,
    });
    if (span.kind === 'consumer') this.consumed(span, component);
  }

  private readonly attempts = {
    again: (link: string, attempts: number, pauses: readonly number[]): void => {
      const found = this.links.get(link);
      if (found === undefined) return;
      found.attempts = Math.max(found.attempts, attempts);
      found.backoffs.push(...pauses);
    },
  };

  private collect(span: Span, component: Component, items: Item[]): void {
    for (const child of span.children) this.item(child, component, items);
  }

  private item(span: Span, component: Component, items: Item[]): void {
    switch (span.kind) {
      case 'client':
        if (this.componentOf(span) === component) this.clientItem(span, component, items);
        else this.call(null, span, component, items);
        return;
      case 'producer':
        this.publish(span, component, items);
        return;
      case 'consumer':
        // Nobody sent it as far as the trace shows, but it is part of this trace.
        if (this.producersOf(span).length === 0 && this.componentOf(span) !== component) this.publish(span, component, items);
        return;
      default:
        if (this.componentOf(span) === component) this.group(span, component, items);
        else this.call(null, span, component, items);
    }
  }

  private group(span: Span, component: Component, items: Item[]): void {
    const inner: Item[] = [];
    this.collect(span, component, inner);
    items.push({ kind: 'group', start: span.start, end: span.end, waited: msOf(span, 'queue'), items: inner });
  }

  private clientItem(span: Span, component: Component, items: Item[]): void {
    const servers = span.children.filter(
      (child) => child.kind !== 'consumer' && child.kind !== 'producer' && this.componentOf(child) !== component,
    );
    if (servers.length > 0) {
      for (const server of servers) this.call(servers.length === 1 ? span : null, server, component, items);
    } else if (span.children.some(({ kind }) => kind === 'consumer')) this.publish(span, component, items);
    else if (span.children.some(leadsOut)) this.group(span, component, items);
    else this.leaf(span, component, items);
  }

  private call(client: Span | null, server: Span, component: Component, items: Item[]): void {
    const callee = this.componentOf(server);
    const operation = this.operationOf(server);
    const link = this.link(component, callee, client === null ? null : peerOf(client).system);
    link.calls += 1;
    const outer = client ?? server;
    if (client !== null && !isUnfinished(client) && !isUnfinished(server)) this.trips(client, server, link);
    this.failure(outer, link);
    if (outer.end > (outer.parent?.end ?? Infinity)) this.background += 1;
    const element: CallElement = {
      kind: 'call',
      key: `${link.key} ${operation.name}`,
      link: link.key,
      operation: operation.key,
      failed: outer.failed,
    };
    items.push({ kind: 'call', start: outer.start, end: outer.end, element });
  }

  private trips(client: Span, server: Span, link: Link): void {
    const held = msOf(client, 'blocked');
    const before = server.start - client.start - held;
    const after = client.end - server.end;
    if (client.place.node !== null) {
      // Clocks of a simulation agree.
      if (before >= 0) link.trips.push(before);
      if (after >= 0 && !client.failed) link.trips.push(after);
    } else if (before + after >= 0) link.trips.push((before + after) / 2);
  }

  private failure({ failed, cause, start, end }: Span, link: Link): void {
    if (!failed) return;
    link.failures.set(cause, (link.failures.get(cause) ?? 0) + 1);
    if (/time.?d?.?out|deadline.?exceeded/i.test(cause)) link.timeouts.push(end - start);
  }

  /** A call whose other end has no span: a database, somebody else’s system, or one whose spans are missing. */
  private leaf(span: Span, component: Component, items: Item[]): void {
    const { name, system } = peerOf(span);
    if (name === null && system === null) {
      items.push({ kind: 'group', start: span.start, end: span.end, waited: 0, items: [] });
      return;
    }
    const called = name ?? `${component.name} ${system}`;
    const known = this.byName.get(called);
    if (known !== undefined && known !== component && !this.sources.has(known)) {
      const link = this.link(component, known, system);
      link.calls += 1;
      this.failure(span, link);
      items.push({
        kind: 'call',
        start: span.start,
        end: span.end,
        element: { kind: 'call', key: `${link.key} ?`, link: link.key, operation: null, failed: span.failed },
      });
      return;
    }
    const callee = this.unseen(called, system);
    const operation = this.operation(callee, operationName(span.name));
    const link = this.link(component, callee, system);
    link.calls += 1;
    link.blind += 1;
    this.failure(span, link);
    operation.runs.push({
      start: span.start,
      end: span.end,
      instance: '',
      waited: null,
      paused: 0,
      failed: span.failed,
      cause: span.cause,
      sequence: { gaps: [span.end - span.start], elements: [] },
      busy: [span.start, span.end],
    });
    items.push({
      kind: 'call',
      start: span.start,
      end: span.end,
      element: { kind: 'call', key: `${link.key} ${operation.name}`, link: link.key, operation: operation.key, failed: span.failed },
    });
  }

  private unseen(name: string, system: string | null): Component {
    const key = `unseen ${name}`;
    let found = this.components.get(key);
    if (found === undefined) this.components.set(key, (found = { key, name, kind: null, system, seen: false, operations: new Map() }));
    return found;
  }

  private link(from: Component, to: { readonly key: string }, system: string | null): Link {
    const key = `${from.key} → ${to.key}`;
    let found = this.links.get(key);
    if (found === undefined) {
      found = {
        key,
        from: from.key,
        to: to.key,
        system,
        trips: [],
        calls: 0,
        blind: 0,
        failures: new Map(),
        timeouts: [],
        attempts: 1,
        backoffs: [],
      };
      this.links.set(key, found);
    }
    return found;
  }

  private broker(span: Span): Broker {
    const name = destinationOf(span);
    const key = `broker ${name}`;
    let found = this.brokers.get(key);
    if (found === undefined) {
      found = { key, name, system: wordOf(span, 'messaging.system'), published: 0, waits: new Map(), work: new Map() };
      this.brokers.set(key, found);
    }
    return found;
  }

  private publish(span: Span, component: Component, items: Item[]): void {
    // Clients of a design ask and wait; what else they send goes nowhere.
    if (this.sources.has(component)) return;
    const broker = this.broker(span);
    broker.published += 1;
    const link = this.link(component, broker, 'event');
    link.calls += 1;
    const sent = msOf(span, 'network');
    if (span.place.node !== null) link.trips.push(sent);
    const event = this.eventOf(span);
    items.push({
      kind: 'publish',
      start: span.start,
      end: span.start,
      element: { kind: 'publish', key: `${link.key} ${event}`, link: link.key, event },
    });
  }

  /** A message came to a consumer. */
  private consumed(span: Span, component: Component): void {
    const producers = this.producersOf(span);
    for (const producer of producers.length > 0 ? producers : [span]) {
      const broker = this.broker(producer);
      append(broker.waits, component.key, Math.max(0, span.start - producer.end));
      append(broker.work, component.key, span.start);
      append(broker.work, component.key, span.end);
    }
  }

  private journey(root: Span): void {
    const component = this.componentOf(root);
    const source = this.sources.has(component);
    const items: Item[] = [];
    let operation: string | null;
    let to: string;
    if (source) {
      this.item(root, component, items);
      const first = firstCall(items);
      // A client of whose call nothing is known has asked nobody.
      if (first === null) return;
      operation = first.operation;
      to = this.links.get(first.link)!.to;
    } else {
      operation = this.operationOf(root).key;
      to = component.key;
    }
    const name = wordOf(root, 'faultline.journey') ?? (source ? (operation?.split(' · ')[1] ?? root.name) : operationName(root.name));
    const key = `${source ? component.key : ''} ${name} ${operation ?? to}`;
    let found = this.journeys.get(key);
    if (found === undefined) {
      found = { key, name, client: source ? component : null, operation, to, starts: [], durations: [], failed: 0 };
      this.journeys.set(key, found);
    }
    found.starts.push(root.start);
    if (!isUnfinished(root)) found.durations.push(root.end - root.start);
    if (root.failed) found.failed += 1;
  }
}

function firstCall(items: readonly Item[]): CallElement | null {
  for (const item of items) {
    if (item.kind === 'call') return item.element;
    const inner = item.kind === 'group' ? firstCall(item.items) : null;
    if (inner !== null) return inner;
  }
  return null;
}

const isUnfinished = ({ facts }: Span): boolean => facts.get('faultline.unfinished') === 'true';

/** Whether something below it is another component. */
const leadsOut = (span: Span): boolean => span.kind !== 'internal' || span.children.some(leadsOut);

/** An hour, the most that a time in a design may be. [ns] */
const LONGEST = 3_600e9;

/** What our own traces say of where the time went. [ns] */
function msOf({ facts }: Span, doing: string): number {
  const value = facts.get(`faultline.${doing}_ms`);
  return typeof value === 'number' && value > 0 ? Math.min(LONGEST, Math.round(value * 1e6)) : 0;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
