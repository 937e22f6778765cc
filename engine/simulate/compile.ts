import type { Distribution } from '../core/distribution';
import { Exponentials } from '../core/exponentials';
import { Rng } from '../core/rng';
import { ms } from '../core/units';
import type { ResolvedDesign, ResolvedLink, ResolvedNode } from '../design/schema';
import { pricesTraffic } from '../design/price-list';
import type { OutboxParams } from '../policies/outbox-params';
import { type Protocol, protocols } from '../design/protocols';
import { onlyPublisher } from '../design/publishers';
import { accessedNodes, nodesReadForOwnWrites } from '../design/steps';
import { storeLinksOf } from '../design/rate-limits';
import type { Ledger } from '../measure/ledger';
import type { Forgotten } from '../measure/subjects';
import { DeadLetterLog } from '../measure/dead-letters';
import { JourneyStats, LinkStats, NodeStats, causeCode } from '../measure/stats';
import type { LogModel, NodeModel, QueueModel, ServerModel, SourceModel } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { Backoff } from '../policies/backoff';
import type { BreakerState } from '../policies/breaker/circuit-breaker';
import type { PolicyParams } from '../policies/params';
import type { RateLimitParams } from '../policies/rate-limit-params';
import { Carrier, type CarrierParams } from './carrier';
import { numberOf, typeOf } from './access';
import { changed } from './changed';
import { fitConcurrency } from './fit-concurrency';
import { Guard } from './guard';
import { Connections } from './connections';
import type { EventContract } from './contracts';
import { EntityKinds } from './entity-kinds';
import type { Kernel } from './kernel';
import type { Machinery } from './machinery';
import { Limit } from './limit';
import { LogState } from './log/state';
import { configureBalancer } from './balancers';
import { JourneyState, type NodeState, QueueState, ServerState, SourceState, type TenantState } from './model';
import { LinkState } from './link-state';
import { Operation } from './operation';
import { Outbox } from './outbox';
import { isFaulty, isPlainLink, isPlainServer } from './plain';
import { rescope } from './rescope';
import { forgottenOf } from './forgotten';
import { compileOperations, compileQuestion, cumulate, type ProgramContext } from './program';
import { releasesOf } from './releases';
import { Samplers } from './samplers';
import { configureStore } from './stores';
import { subscribe, type Subscription } from './subscription';
import { SourceTables, type Traces } from './source-tables';
import { ZoneNet } from './zone-net';

/** The tables that the loop runs on. `configure` fills them, and brings them in step with a design that was edited. */
export class Model {
  readonly nodes: NodeState[] = [];
  readonly links: LinkState[] = [];
  readonly journeys: JourneyState[] = [];
  /** Where replicas run, and how far apart that is. */
  readonly zones = new ZoneNet();
  /** Raised when nodes or links come or go. */
  structure = 0;
  /** Kinds of the things that requests are about. */
  private readonly entities = new EntityKinds();
  /** Nodes that some step reads or writes at. */
  private accessed: ReadonlySet<string> = new Set();
  /** Nodes of which some read asks what its own request has written. */
  private readForOwnWrites: ReadonlySet<string> = new Set();
  private readonly nodeById = new Map<string, NodeState>();
  private readonly linkById = new Map<string, LinkState>();
  private readonly journeyById = new Map<string, JourneyState>();
  private readonly events = new Map<string, number>();
  /** The catalog of events, by their numbers. */
  private readonly catalog: (EventContract | null)[] = [];
  /** Nodes whose traffic has a price. */
  private priced: ReadonlySet<string> = new Set();
  private readonly rng: Rng;
  private readonly samplers: Samplers;
  private readonly sources: SourceTables;

  constructor(
    private readonly kernel: Kernel,
    seed: number,
    private readonly onBreaker: (link: LinkState, now: number, state: BreakerState) => void,
    traces: Traces,
    private readonly machinery: Machinery,
  ) {
    this.rng = Rng.root(seed);
    this.samplers = new Samplers(this.rng);
    this.sources = new SourceTables(kernel, this.rng, this.samplers, traces);
  }

  /** Every tenant that was ever named; a task's tenant is its place here and one more. */
  get tenants(): readonly TenantState[] {
    return this.sources.tenants;
  }

  /** Business facts so far, and the claims over them. */
  get ledger(): Ledger {
    return this.machinery.ledger;
  }

  get forgotten(): readonly Forgotten[] {
    return forgottenOf(this.nodes, this.machinery, (type) => this.entities.nameOf(type));
  }

  /** Kind and number of a thing that the ledger knows by one number. */
  thing(key: number): { readonly entity: string; readonly number: number } {
    return { entity: this.entities.nameOf(typeOf(key)), number: numberOf(key) };
  }

  /** Finds out which calls may take shortcuts, until the next edit or fault. */
  markPlain(shortcuts: boolean): void {
    for (const node of this.nodes) {
      if (node.role !== 'server') continue;
      node.plain = shortcuts && isPlainServer(node);
      node.faulty = isFaulty(node);
    }
    for (const link of this.links) link.plain = shortcuts && isPlainLink(link);
  }

  node(id: string): NodeState | undefined {
    return this.nodeById.get(id);
  }

  link(id: string): LinkState | undefined {
    return this.linkById.get(id);
  }

  /** Takes over a design that has passed the checks. What stays keeps its state; what is gone is marked `removed`. */
  configure(design: ResolvedDesign): void {
    this.markRemoved(design);
    this.zones.configure(design);
    this.entities.configure(design);
    this.machinery.stocks.configure(design, this.entities);
    this.machinery.ledger.configure(design.invariants);
    this.accessed = accessedNodes(design);
    this.readForOwnWrites = nodesReadForOwnWrites(design);
    for (const node of design.nodes) this.configureNode(node);
    this.priced = new Set(design.nodes.filter(pricesTraffic).map(({ id }) => id));
    for (const link of design.links) this.configureLink(link);
    for (const node of this.nodes) if (node.role === 'queue') this.subscribe(node);
    this.nameConsumers();
    const storeLinks = storeLinksOf(design);
    this.configureJourneys(design, storeLinks);
    this.configureContracts(design);
    const context = this.programContext(this.sources.bindRecordings(this.nodes));
    for (const node of design.nodes) {
      const state = this.nodeById.get(node.id)!;
      if (state.role === 'server')
        state.linksPerReplica = this.links.filter((link) => link.from === state && link.perReplica && !link.removed);
      if (state.role === 'server') compileOperations(node, state, this.linksFrom(state, storeLinks), context);
    }
    if (storeLinks.size > 0) this.connectStores(design, storeLinks, context);
    this.bindDeliveries();
  }

  /** Versions are kept of nodes only of which the design says something; once there, they stay. */
  private configureContracts(design: ResolvedDesign): void {
    this.catalog.length = 0;
    for (const { id, owner, versions } of design.events) {
      const publisher = this.nodeById.get(owner ?? onlyPublisher(design, id) ?? '');
      const server = publisher?.role === 'server' ? publisher : null;
      if (server !== null) releasesOf(server);
      this.catalog[this.eventNumber(id)] = { owner: server, versions };
    }
    for (const node of design.nodes) {
      const state = this.nodeById.get(node.id)!;
      if (state.role !== 'server') continue;
      if (node.release || node.operations?.some(({ versions }) => versions)) releasesOf(state);
      state.releases?.configure(node.release);
    }
  }

  private markRemoved(design: ResolvedDesign): void {
    const nodeIds = new Map(design.nodes.map((node) => [node.id, node.kind]));
    for (const node of this.nodes) {
      if (node.removed || nodeIds.get(node.id) === node.kind) continue;
      node.removed = true;
      this.nodeById.delete(node.id);
      this.structure += 1;
    }
    const ends = new Map(design.links.map((link) => [link.id, `${link.from} ${link.to}`]));
    for (const link of this.links) {
      if (link.removed || (ends.get(link.id) === `${link.from.id} ${link.to.id}` && !link.from.removed && !link.to.removed)) continue;
      link.removed = true;
      for (const guard of link.guards) guard.configureBreaker(undefined);
      this.linkById.delete(link.id);
      this.structure += 1;
    }
  }

  private configureNode(node: ResolvedNode): void {
    // Each kind's own `model` takes its own params; the registry cannot say so to the compiler.
    const toModel = nodeKinds[node.kind].model as (params: unknown) => NodeModel;
    const model = toModel(node.params);
    let state = this.nodeById.get(node.id);
    const fresh = state === undefined;
    if (!state) {
      state = this.newNode(node, model);
      this.nodes.push(state);
      this.nodeById.set(node.id, state);
      this.structure += 1;
    }
    state.stats.allow(model.figures ?? []);
    const zones = node.zones.map((id) => this.zones.numberOf(id));
    if (state.role === 'server') {
      state.zones = zones;
      this.configureServer(state, model as ServerModel, node, fresh);
      return;
    }
    state.zone = zones[0] ?? -1;
    if (state.role === 'queue') state.model = model as QueueModel;
    else if (state.role === 'log') state.model = model as LogModel;
    else this.sources.configure(state, model as SourceModel);
  }

  private newNode({ id, kind }: ResolvedNode, model: NodeModel): NodeState {
    const rng = this.rng.fork(id);
    const index = this.nodes.length;
    const stats = new NodeStats(this.kernel);
    const sampler = (name: string, distribution: Distribution) => this.samplers.get([id, name], distribution);
    switch (model.role) {
      case 'server':
        return new ServerState(index, id, kind, stats, rng.fork('balance'), rng.fork('errors'), rng.fork('hits'), sampler, model);
      case 'queue':
        stats.deadLetters = new DeadLetterLog((event) => this.eventName(event));
        return new QueueState(index, id, kind, stats, rng.fork('trouble'), model);
      case 'log':
        stats.deadLetters = new DeadLetterLog((event) => this.eventName(event));
        return new LogState(index, id, kind, stats, rng.fork('trouble'), model);
      case 'source':
        return new SourceState(
          index,
          id,
          kind,
          stats,
          new Exponentials(rng.fork('arrivals')),
          rng.fork('thinning'),
          rng.fork('mix'),
          model,
        );
    }
  }

  private configureServer(server: ServerState, model: ServerModel, node: ResolvedNode, fresh: boolean): void {
    const before = server.model;
    server.model = model;
    server.recountWorkers();
    // Cores that are shared are nobody's to hold.
    server.blocking = model.blocking && model.discipline.kind !== 'processor-sharing';
    if (changed([before.discipline, before.maxQueueWait], [model.discipline, model.maxQueueWait])) server.queueing = model;
    server.patience = model.maxQueueWait === null ? null : this.samplers.get([node.id, 'patience'], model.maxQueueWait);
    server.queueLimit = model.queueLimit;
    if (fresh || changed(before.loadBalancing, model.loadBalancing)) configureBalancer(server, model.loadBalancing);
    server.errorRate = model.errorRate;
    server.hitRatio = model.hitRatio ?? -1;
    server.limit = this.limitOf(server, model.rateLimit ?? undefined);
    const { startup } = model.replicaCare;
    server.startup = startup === null ? null : server.sampler('startup', startup);
    for (const replica of server.replicas) fitConcurrency(replica);
    configureStore(server, {
      machinery: this.machinery,
      zones: this.zones,
      accessed: this.accessed.has(node.id),
      readsOwnWrites: this.readForOwnWrites.has(node.id),
    });
    server.operations = node.operations?.length
      ? node.operations.map(({ name, request, answer, versions }) => new Operation(name, request, answer, versions))
      : [new Operation('')];
  }

  private configureLink(link: ResolvedLink): void {
    const from = this.nodeById.get(link.from)!;
    const to = this.nodeById.get(link.to)!;
    let state = this.linkById.get(link.id);
    const fresh = state === undefined;
    if (!state) {
      state = new LinkState(
        this.links.length,
        link.id,
        from,
        new LinkStats(),
        this.rng.fork(link.id).fork('loss'),
        link.policy,
        this.newGuard,
      );
      if (to.role === 'queue') state.queue = to;
      else if (to.role === 'log') state.log = to;
      else if (to.role === 'server') state.server = to;
      this.links.push(state);
      this.linkById.set(link.id, state);
      this.structure += 1;
    }
    const latency = this.samplers.get(
      [link.id, 'latency'],
      link.network.latency ?? { kind: 'constant', value: from.role === 'log' ? ms(0) : protocols[link.protocol].latency },
    );
    state.latency = latency.constant === 0 ? null : latency;
    this.configureConnections(state, link.network.tls);
    state.ownLoss = link.network.loss;
    this.configureCarrier(state, link);
    state.recount();
    this.configureOutbox(state, link.outbox);
    this.configurePolicy(state, link, fresh);
  }

  private configureConnections(state: LinkState, tls: ResolvedLink['network']['tls']): void {
    if (tls === undefined) {
      state.connections = null;
      return;
    }
    const handshake = this.samplers.get([state.id, 'handshake'], tls.handshake);
    if (state.connections === null) state.connections = new Connections(handshake, tls.callsPerConnection);
    else state.connections.configure(handshake, tls.callsPerConnection);
  }

  /** Sizes and bandwidth cost nothing where nobody speaks of them. */
  private configureCarrier(state: LinkState, { protocol, network, from, to }: ResolvedLink): void {
    const load = carrierParams(protocol, network);
    state.load = this.priced.has(from) || this.priced.has(to) ? { ...load, counted: true } : load;
    const zoned = isPlaced(state.from) && isPlaced(state.to);
    if (state.carrier !== null) state.carrier.configure(state.load);
    else if (state.load.counted || zoned) this.carrierOf(state);
    if (state.carrier !== null) state.carrier.zones = zoned ? this.zones : null;
  }

  /** The link's carrier, made if there is none yet. */
  carrierOf(link: LinkState): Carrier {
    link.carrier ??= new Carrier(this.kernel, link, link.load);
    link.recount();
    return link.carrier;
  }

  /** What waits in an outbox that is switched off is published all the same. */
  private configureOutbox(state: LinkState, params: OutboxParams | undefined): void {
    const { kernel, broker } = this.machinery;
    if (state.outbox !== null) state.outbox.on = params !== undefined;
    if (params === undefined) return;
    state.outbox ??= new Outbox(kernel, broker, state, params);
    state.outbox.params = params;
  }

  private configurePolicy(state: LinkState, link: ResolvedLink, fresh: boolean): void {
    const { policy } = link;
    const before = state.policy;
    state.policy = policy;
    state.propagates = policy.propagateDeadline;
    state.timeout = policy.timeout === undefined ? null : this.kernel.laneOf(policy.timeout);
    state.cancels = policy.cancelOnTimeout;
    state.hasFallback = policy.fallback !== undefined;
    state.fallback = policy.fallback ? this.samplers.get([link.id, 'fallback'], policy.fallback.time) : null;
    state.limit = this.limitOf(state, policy.rateLimit);
    if (fresh || changed(before.retry, policy.retry)) {
      const { retry } = policy;
      state.attempts = retry?.attempts ?? 1;
      state.retryOn = (retry?.on ?? []).reduce((bits, cause) => bits | (1 << causeCode[cause]), 0);
      state.backoff = retry ? new Backoff(retry, this.rng.fork(link.id).fork('backoff')) : null;
    }
    state.refusedBy = (policy.throttle?.refusedBy ?? []).reduce((bits, cause) => bits | (1 << causeCode[cause]), 0);
    state.bulkhead = policy.bulkhead ?? null;
    state.bulkheadLane = policy.bulkhead && policy.bulkhead.maxWait > 0 ? this.kernel.laneOf(policy.bulkhead.maxWait) : null;
    state.budgeted = policy.retry?.budget !== undefined;
    state.watched = policy.hedge !== undefined || policy.hangUpAtDeadline;
    state.guarding = [policy.throttle, policy.breaker, policy.concurrencyLimit, policy.bulkhead].some((part) => part !== undefined);
    state.guarded ||= policy.throttle !== undefined || policy.concurrencyLimit !== undefined || state.watched;
    this.configureGuards(state, fresh ? null : before);
  }

  private configureGuards(state: LinkState, before: PolicyParams | null): void {
    const { policy, from, guards } = state;
    const perReplica = policy.scope === 'each-replica' && from.role === 'server';
    const rescoped = perReplica !== state.perReplica;
    if (rescoped) rescope(state, perReplica, this.kernel.pool.all);
    for (const guard of perReplica ? guards : guards.slice(0, 1)) guard.configure(policy, rescoped ? null : before);
  }

  private readonly newGuard = (link: LinkState, index: number): Guard =>
    new Guard(link, index, this.kernel, this.rng.fork(link.id), (guard, now) => this.breakerSaid(guard, now));

  /** Of several breakers the one that stands furthest open speaks for the link. */
  private breakerSaid({ link, state }: Guard, now: number): void {
    if (!link.perReplica) this.onBreaker(link, now, state);
    else {
      const furthest = link.furthestOpen((guard) => guard.state);
      if (furthest !== link.lastSaid) this.onBreaker(link, now, furthest);
      link.lastSaid = furthest;
    }
  }

  /** The limit under new parameters: the same with its counts, if they still mean something. */
  private limitOf({ limit, stats }: ServerState | LinkState, params: RateLimitParams | undefined): Limit | null {
    if (params === undefined) return null;
    const { now } = this.kernel;
    return limit?.configure(params, now) ? limit : new Limit(stats.limit, params, now);
  }

  /** Tells each limit with a store what to ask, and over which link. */
  private connectStores(design: ResolvedDesign, storeLinks: ReadonlySet<string>, context: ProgramContext): void {
    const nodes = new Map(design.nodes.map((node) => [node.id, node]));
    for (const { limit } of [...this.nodes, ...this.links]) {
      const link = this.linkById.get(limit?.storeLink ?? '');
      if (limit === null || !link) continue;
      const store = link.server!;
      limit.store = link;
      limit.question = compileQuestion(nodes.get(store.id)!, store, this.linksFrom(store, storeLinks), limit, context);
    }
  }

  private programContext(recorded: ProgramContext['recorded']): ProgramContext {
    const keepers = new Set(
      this.links.flatMap(({ removed, outbox }) => (!removed && outbox?.on ? [this.linkById.get(outbox.params.store)?.server] : [])),
    );
    return {
      keepsOutbox: (server) => keepers.has(server),
      samplers: this.samplers,
      recorded,
      rng: this.rng,
      link: (id) => this.link(id),
      operation: (link, name) => operationOf(link, name),
      eventNumber: (name) => this.eventNumber(name),
      entities: this.entities,
      event: (number) => this.catalog[number] ?? null,
      machinery: this.machinery,
    };
  }

  private subscribe(queue: QueueState): void {
    const links = this.linksFrom(queue);
    const { filters } = queue.model;
    for (const link of links) {
      const filter = filters.find((each) => each.link === link.id);
      link.wants = filter ? new Set(filter.events.map((event) => this.eventNumber(event))) : null;
    }
    this.orphans.push(
      ...subscribe(queue, links, (...dead) => this.machinery.broker.died(...dead)).filter(({ waiting }) => waiting.length > 0),
    );
  }

  /** Tells servers over which links each of their replicas is a consumer of its own. */
  private nameConsumers(): void {
    const own = this.links.filter(({ removed, subscription }) => !removed && subscription !== null && subscription.row !== null);
    for (const node of this.nodes) if (node.role === 'server') node.consumes = own.filter(({ server }) => server === node);
  }

  /** Backlogs whose last consumer was taken away; the simulation drops and counts their messages. */
  readonly orphans: Subscription[] = [];

  private configureJourneys(design: ResolvedDesign, storeLinks: ReadonlySet<string>): void {
    for (const journey of this.journeys) journey.removed = true;
    for (const node of this.nodes) if (node.role === 'source') node.journeys = [];
    const explicit = new Set(design.journeys.map((journey) => journey.client));
    const obvious = design.links
      .filter((link) => !explicit.has(link.from) && !storeLinks.has(link.id) && this.nodeById.get(link.from)?.role === 'source')
      .map((link) => ({
        id: link.id,
        client: link.from,
        link: link.id,
        operation: undefined,
        weight: 1,
        priority: 0,
        deadline: undefined,
      }));
    for (const journey of [...design.journeys, ...obvious]) {
      const source = this.nodeById.get(journey.client);
      const link = this.linkById.get(journey.link);
      if (source?.role !== 'source' || !link) continue;
      let state = this.journeyById.get(journey.id);
      // A journey that moves to another client begins anew: a client's numbers are the sums of its journeys'.
      if (!state || state.link!.from !== source) {
        state = new JourneyState(this.journeys.length, journey.id, new JourneyStats(this.kernel));
        source.everyJourney.push(state);
        this.journeys.push(state);
        this.journeyById.set(journey.id, state);
      }
      state.removed = false;
      state.link = link;
      state.operation = operationOf(link, journey.operation);
      state.weight = journey.weight;
      state.priority = journey.priority;
      state.deadline = journey.deadline ?? Infinity;
      source.journeys.push(state);
    }
    for (const node of this.nodes) if (node.role === 'source') node.cumulative = cumulate(node.journeys.map((journey) => journey.weight));
  }

  /** A delivery calls the consumer's operation of the event's name, else its first one. */
  private bindDeliveries(): void {
    for (const link of this.links) {
      if ((link.subscription === null && link.from.role !== 'log') || link.server === null) continue;
      link.deliveries = [...this.events.keys()].map((name) => link.server!.operations.find((operation) => operation.name === name) ?? null);
    }
  }

  /** Links that start at the node, `except` some. */
  linksFrom(node: NodeState, except?: ReadonlySet<string>): LinkState[] {
    return this.links.filter((link) => !link.removed && link.from === node && !except?.has(link.id));
  }

  /** Name of an event by its number; empty for the obvious message of a node without operations. */
  eventName(number: number): string {
    return [...this.events.keys()][number] ?? '';
  }

  private eventNumber(name: string): number {
    let number = this.events.get(name);
    if (number === undefined) {
      number = this.events.size;
      this.events.set(name, number);
    }
    return number;
  }
}

const isPlaced = (node: NodeState): boolean => (node.role === 'server' ? node.zones.length > 0 : node.zone >= 0);

const carrierParams = (protocol: Protocol, { bandwidth, request, answer }: ResolvedLink['network']): CarrierParams => ({
  ...protocols[protocol],
  ...(request !== undefined && { request }),
  ...(answer !== undefined && { answer }),
  bandwidth: bandwidth ?? Infinity,
  counted: bandwidth !== undefined || request !== undefined || answer !== undefined,
});

const operationOf = (link: LinkState, name: string | undefined): Operation | null =>
  name === undefined ? null : (link.server?.operations.find((operation) => operation.name === name) ?? null);
