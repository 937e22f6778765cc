import { quantileOf } from '../../core/quantile-error';
import type { Design, DesignLink, DesignNode } from '../../design/schema';
import type { Protocol } from '../../design/protocols';
import type { StepInput } from '../../design/step-schema';
import type { ImportNotes } from '../definition';
import { counted, listed, notesOf, type NoteTaker } from '../note-taker';
import { freeIds, safeName } from '../safe-names';
import { arrivalsOf } from './arrivals';
import { type Concurrency, concurrencyOf } from './concurrency';
import { type Fit, fit, written } from './fit';
import type { Forest } from './forest';
import { brokerNode, kindOfComponent, paramsOf } from './node-params';
import type { Component, Journey, Link, Observed, Operation, Run } from './observed';
import { tellMended, tellSummary } from './told';
import { stepsOf } from './steps';
import { withoutLoops } from './without-loops';

/** Operations of one component; rarer ones are left out. */
const MOST_OPERATIONS = 60;
/** Requests that a run of the design should hold. */
const REQUESTS = 20_000;
const LONGEST_RUN = 600;
/** Share of deliveries that found the consumer free, it is taken: the quickest of them show the way alone. */
const QUICKEST = 0.05;

/** The design that would leave such traces. */
export function designFromTraces(
  observed: Observed,
  forest: Forest,
  name: string,
): { readonly design: Design; readonly notes: ImportNotes } {
  const notes = notesOf();
  const design = withoutLoops(new Builder(observed, notes).design(name), notes);
  tellSummary(observed, forest, notes);
  tellMended(forest, notes);
  return { design, notes: notes.taken() };
}

class Builder {
  private readonly id = freeIds();
  private readonly linkId = freeIds();
  private readonly nodeIds = new Map<string, string>();
  private readonly linkIds = new Map<string, string>();
  /** Operations by key that the design has. */
  private readonly operations = new Map<string, Operation>();
  private readonly fits: Fit[] = [];
  /** Components of which only a lower bound is known, in words. */
  private readonly idle: string[] = [];
  private readonly untold: string[] = [];

  constructor(
    private readonly observed: Observed,
    private readonly notes: NoteTaker,
  ) {}

  design(name: string): Design {
    const { components, brokers, links, journeys } = this.observed;
    for (const { key, name: wanted } of [...components.values(), ...brokers.values()]) this.nodeIds.set(key, this.id(idOf(key) ?? wanted));
    for (const component of components.values()) for (const operation of mostDone(component)) this.operations.set(operation.key, operation);
    for (const { key, from, to } of links.values())
      this.linkIds.set(key, this.linkId(`${this.nodeIds.get(from)!}-${this.nodeIds.get(to)!}`));
    const clients = this.clients(journeys);
    const servers = [...components.values()].filter((component) => !clients.known.has(component));
    const deliveries = this.deliveries();
    const nodes = [...clients.nodes, ...servers.map((component) => this.server(component)), ...this.brokers()];
    this.tellFits();
    this.tellUnmeasured();
    const longest = Math.min(LONGEST_RUN, Math.max(30, Math.ceil(REQUESTS / Math.max(clients.rate, 1e-3))));
    return {
      version: 1,
      name,
      run: { duration: `${longest + 5}s`, warmup: '5s' },
      nodes,
      links: [...clients.links, ...Array.from(links.values(), (link) => this.link(link)), ...deliveries],
      journeys: clients.journeys,
    };
  }

  // Who asks.

  private clients(journeys: readonly Journey[]) {
    const known = new Set<Component>();
    const nodes: DesignNode[] = [];
    const links: DesignLink[] = [];
    const written: NonNullable<Design['journeys']>[number][] = [];
    const journeyId = freeIds();
    let rate = 0;
    const groups = new Map<Component | null, Journey[]>();
    for (const journey of journeys) groups.set(journey.client, [...(groups.get(journey.client) ?? []), journey]);
    for (const [client, list] of groups) {
      const arrivals = arrivalsOf(list.flatMap(({ starts }) => starts));
      rate += arrivals.rate;
      if (client !== null) known.add(client);
      const id = client === null ? this.id('users') : this.nodeIds.get(client.key)!;
      const called = client === null ? 'Users' : client.name;
      nodes.push({ id, kind: 'client', name: safeName(called) || 'Clients', params: { traffic: arrivals.traffic } });
      const all = list.reduce((sum, { starts }) => sum + starts.length, 0);
      this.tellArrivals(called, all, arrivals);
      const entries = new Map<string, string>();
      for (const journey of [...list].sort((a, b) => b.starts.length - a.starts.length).slice(0, MOST_JOURNEYS)) {
        let link = client === null ? entries.get(journey.to) : this.linkIds.get(`${client.key} → ${journey.to}`);
        if (link === undefined) {
          link = this.linkId(`${id}-${this.nodeIds.get(journey.to)!}`);
          entries.set(journey.to, link);
          // What lies before the first span nobody has measured.
          links.push({ id: link, from: id, to: this.nodeIds.get(journey.to)!, protocol: 'rest', network: { latency: '0ms' } });
        }
        const operation = this.operationName(journey.operation, journey.to);
        written.push({
          id: journeyId(journey.name),
          name: safeName(journey.name) || 'Journey',
          client: id,
          link,
          ...(operation !== null && { operation }),
          weight: Math.max(1e-4, Number((journey.starts.length / all).toPrecision(5))),
        });
      }
      if (client === null)
        this.notes.guessed(
          `The traces begin at ${listed([...new Set(list.map(({ to }) => this.nameOf(to)))])}. Who asks there is not in them: “Users” stands for it, next door, without a network in between.`,
        );
    }
    // Whoever has asked nobody and was not asked has no place in a design.
    const ends = new Set([...this.observed.links.values()].flatMap(({ from, to }) => [from, to]));
    for (const component of this.observed.components.values()) {
      if (component.operations.size === 0 && !ends.has(component.key) && !journeys.some(({ to }) => to === component.key))
        known.add(component);
    }
    return { known, nodes, links: links, journeys: written, rate };
  }

  private tellArrivals(name: string, count: number, { rate, seconds, changes }: ReturnType<typeof arrivalsOf>): void {
    if (count < 2 || seconds === 0) {
      this.notes.guessed(`One request of “${safeName(name)}” says nothing of its rate: 1 a second is taken.`);
      return;
    }
    this.notes.inferred(
      `“${safeName(name)}” sends ${shortNumber(rate)} requests a second: ${count.toLocaleString('en')} in ${shortNumber(seconds)} s.${changes ? ' The rate changes by more than chance, so it is written down piece by piece.' : ''}`,
    );
    this.notes.guessed(
      'The file is taken to hold every request of its time. If only one in N was kept, multiply the rates by N; workers and connections too.',
    );
  }

  // Who answers.

  private server(component: Component): DesignNode {
    const { kind, sure } = kindOfComponent(component);
    const name = safeName(component.name) || 'Component';
    if (!sure) this.notes.guessed(`“${name}” is taken for a ${kind}.`);
    const kept = [...component.operations.values()].filter(({ key }) => this.operations.has(key));
    const runs = [...component.operations.values()].flatMap((operation) => operation.runs);
    const concurrency = concurrencyOf(runs);
    const full = runs.some(({ cause }) => cause === 'queue-full');
    this.tellConcurrency(name, component, concurrency, runs);
    if (component.operations.size > kept.length)
      this.notes.missing(`“${name}” has ${component.operations.size} operations; the ${kept.length} that are done most are kept.`);
    return {
      id: this.nodeIds.get(component.key)!,
      kind,
      name,
      params: paramsOf(kind, concurrency, full),
      operations: kept.map((operation) => ({ name: operation.name, steps: this.steps(operation, name) })),
    } as DesignNode;
  }

  private steps(operation: Operation, of: string): StepInput[] {
    const { steps, fits, leftOut, errorRate } = stepsOf(operation, {
      link: (key) => this.linkIds.get(key)!,
      operation: (key, link) => this.operationName(key, this.observed.links.get(link)!.to),
    });
    this.fits.push(...fits);
    if (errorRate > 0) this.notes.inferred(`“${of}” fails at ${percent(errorRate)} of “${operation.name}” by itself.`);
    if (leftOut > 0.001)
      this.notes.missing(`${percent(leftOut)} of “${operation.name}” at “${of}” took ways so rare that they are left out.`);
    return steps;
  }

  /** Null when the design has none: then the callee’s first one is asked for. */
  private operationName(key: string | null, to: string): string | null {
    const known = this.operations.get(key ?? '');
    if (known !== undefined) return known.name;
    const operations = [...(this.observed.components.get(to)?.operations.values() ?? [])].filter((one) => this.operations.has(one.key));
    const [first, ...others] = operations;
    return first === undefined ? null : others.reduce((most, one) => (one.runs.length > most.runs.length ? one : most), first).name;
  }

  private tellConcurrency(
    name: string,
    component: Component,
    { replicas, workers, from, blocking }: Concurrency,
    runs: readonly Run[],
  ): void {
    if (runs.length === 0) return;
    const many = `${counted(replicas, 'replica')} × ${counted(workers, 'worker')}`;
    if (from === 'waiting') {
      const held = blocking ? 'A worker is held while it waits for others.' : 'A worker is free while it waits for others.';
      this.notes.inferred(`“${name}” has ${many}: so many were at work while others waited. ${held}`);
    } else if (this.observed.tellsWaiting && component.seen) this.idle.push(`“${name}” (${many})`);
    else this.untold.push(`“${name}” (${many})`);
  }

  private tellUnmeasured(): void {
    const { idle, untold } = this;
    if (idle.length > 0)
      this.notes.guessed(
        `How much these can do is not in the traces, since nothing waited there; twice what was at work at once, or 16, is taken: ${idle.join(', ')}.`,
      );
    if (untold.length > 0)
      this.notes.guessed(
        `The traces do not tell waiting from working, so that what waited is in the service times. These can do twice what overlaps in the traces, or 16: ${untold.join(', ')}.`,
      );
  }

  private tellFits(): void {
    const families = new Map<string, number>();
    for (const { family } of this.fits) families.set(family, (families.get(family) ?? 0) + 1);
    const words = Array.from(families, ([family, count]) => `${count} ${family}`);
    if (words.length > 0) this.notes.inferred(`Service times are what spans have for themselves; fitted as: ${words.join(', ')}.`);
    const few = this.fits.filter(({ samples }) => samples < FEW_SAMPLES).length;
    if (few > 0)
      this.notes.guessed(
        `${counted(few, 'service time')} rest${few === 1 ? 's' : ''} on fewer than ${FEW_SAMPLES} samples: their p99 is a guess.`,
      );
  }

  // What lies between.

  private link({ key, from, to, system, trips, blind, timeouts, attempts, backoffs }: Link): DesignLink {
    const latency = trips.length > 0 ? fit(trips).distribution : '0ms';
    const target = this.observed.components.get(to);
    const timeout = timeouts.length > 0 ? quantileOf(Float64Array.from(timeouts).sort(), 0.5) : null;
    const [caller, callee] = [this.nameOf(from), this.nameOf(to)];
    if (blind > 0) this.notes.guessed(`Nobody has measured the way to “${callee}”: its network time is in its service time.`);
    if (timeout !== null)
      this.notes.guessed(`“${caller}” gives “${callee}” ${written(timeout)} to answer: so long did calls take that timed out.`);
    if (attempts > 1)
      this.notes.guessed(`“${caller}” tries calls to “${callee}” up to ${attempts} times: so often was one seen to be made.`);
    return {
      id: this.linkIds.get(key)!,
      from: this.nodeIds.get(from)!,
      to: this.nodeIds.get(to)!,
      protocol: protocolOf(system, target),
      network: { latency },
      policy: {
        ...(timeout !== null && timeout >= 1e6 && { timeout: written(timeout) }),
        ...(attempts > 1 && {
          retry: {
            attempts: Math.min(20, attempts),
            backoff: written(Math.min(600e9, quantileOf(Float64Array.from(backoffs).sort(), 0.5))),
            factor: 1,
            jitter: 'none' as const,
            cap: '1h',
          },
        }),
      },
    };
  }

  private brokers(): DesignNode[] {
    return Array.from(this.observed.brokers.values(), (broker) => {
      const { kind, params, sure } = brokerNode(broker);
      const name = safeName(broker.name) || 'Messages';
      if (!sure) this.notes.guessed(`“${name}” is taken for a ${kind}: the traces name where messages lie, not what it is.`);
      if (broker.waits.size === 0) this.notes.missing(`Nobody is seen to consume “${name}”.`);
      return { id: this.nodeIds.get(broker.key)!, kind, name, params } as DesignNode;
    });
  }

  private deliveries(): DesignLink[] {
    return [...this.observed.brokers.values()].flatMap((broker) =>
      Array.from(broker.waits, ([consumer, waits]): DesignLink => {
        const [from, to] = [this.nodeIds.get(broker.key)!, this.nodeIds.get(consumer)!];
        const quickest = quantileOf(Float64Array.from(waits).sort(), QUICKEST);
        this.notes.guessed(
          `Messages take ${written(quickest)} from “${safeName(broker.name)}” to “${this.nameOf(consumer)}”: what took longer waited.`,
        );
        return { id: this.linkId(`${from}-${to}`), from, to, protocol: 'event', network: { latency: written(quickest) } };
      }),
    );
  }

  private nameOf(key: string): string {
    const { components, brokers } = this.observed;
    return safeName(components.get(key)?.name ?? brokers.get(key)?.name ?? '') || 'Component';
  }
}

const MOST_JOURNEYS = 100;
const FEW_SAMPLES = 100;

/** The id that it had in a design of ours. */
const idOf = (key: string): string | null => (key.startsWith('node ') ? key.slice(5) : null);

const mostDone = ({ operations }: Component): Operation[] =>
  [...operations.values()].sort((a, b) => b.runs.length - a.runs.length).slice(0, MOST_OPERATIONS);

function protocolOf(system: string | null, target: Component | undefined): Protocol {
  if (target === undefined || system === 'event') return 'event';
  const { kind } = kindOfComponent(target);
  if (kind === 'database') return 'sql';
  if (kind === 'cache') return 'redis';
  return system === 'grpc' ? 'grpc' : 'rest';
}

const shortNumber = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
