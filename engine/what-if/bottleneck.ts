import type { Edit } from '../design/edits';
import type { Design, DesignLink, DesignNode, ResolvedDesign } from '../design/schema';
import { copiesPerServing } from '../design/standbys';
import { mmc } from '../measure/queueing';
import type { Report } from '../measure/report';

/** What runs short on the way of the requests that fail, come late or wait longest, and what would help. */
export interface Bottleneck {
  readonly kind: 'workers' | 'callee' | 'retries' | 'rate-limit';
  readonly node: string;
  /** The link to a slow callee, or over which retries come. */
  readonly link: string | null;
  /** Measured facts, by name. Shares, times in ms, rates in 1/s. */
  readonly facts: Readonly<Record<string, number>>;
  /** Null where more of it is not ours to give. */
  readonly fix: Fix | null;
}

/** A change, and what it should do. */
export interface Fix {
  readonly edit: Edit;
  readonly changes: readonly { readonly subject: string; readonly field: string; readonly from: string | null; readonly to: string }[];
  /** At the bottleneck's node. */
  readonly predicted: {
    /** Share of worker time held. */
    readonly utilization: number;
    /** 99 % of calls wait no longer for a worker. [ms] Null where no formula says. */
    readonly waitP99: number | null;
  };
}

type NodeLine = Report['nodes'][number];
type LinkLine = Report['links'][number];
type Shown = Pick<Report, 'nodes' | 'links' | 'journeys' | 'simulated' | 'warmup'>;

/** From this share of held workers on a node is short of them: waits grow steeply from here. */
const BUSY = 0.7;
/** Workers that wait downstream are not short, who they wait for is. */
const WAITING = 0.5;
/** Attempts per call that feed an overload. */
const AMPLIFIED = 1.3;
const MOST_REPLICAS = 500;
const MOST_WORKERS = 10_000;
/** Where no objective speaks of time. [ms] */
const DEFAULT_OBJECTIVE = 500;

/** What a node has, as its parameters say. */
interface Capacity {
  readonly field: 'replicas' | 'connections' | 'workers';
  readonly instances: number;
  /** Workers of one instance. */
  readonly each: number;
}

/** A server, with what follows from its measures. */
interface Measured {
  readonly line: NodeLine;
  readonly node: DesignNode;
  readonly capacity: Capacity;
  /** Workers held on average. */
  readonly held: number;
  /** Time that a call holds a worker. [s] */
  readonly holding: number;
  /** Share of the held workers that do not work, since they wait for an answer; and the link over which most do. */
  readonly waiting: number;
  readonly waitsOver: LinkLine | null;
}

/**
 * Finds the bottleneck of a run and computes a fix.
 * @param report of a time in which the system was the same
 * @param resolved the design as the engine runs it
 * @param design the same as its file has it: what the edit is made from
 * @returns null where nothing runs short
 */
export function bottleneckOf(report: Shown, resolved: ResolvedDesign, design: Design): Bottleneck | null {
  const onTheWay = reachOf(worstJourney(report, resolved), resolved);
  const servers = report.nodes.flatMap((line) => {
    const measured = onTheWay.has(line.id) ? measure(line, report, resolved, design) : null;
    return measured ? [measured] : [];
  });
  const [busiest] = servers.filter(({ waiting }) => waiting < WAITING).toSorted((a, b) => load(b) - load(a));
  const budget = waitBudget(resolved);
  if (busiest && load(busiest) >= BUSY) {
    return overRetries(busiest, report, resolved, design) ?? shortOfWorkers(busiest, report, budget);
  }
  const stuck = servers.filter((server) => server.waiting >= WAITING && server.waitsOver && heldShare(server) >= BUSY);
  // Who waits for somebody that waits as well is a victim: the last of the chain knows who keeps them all.
  const last = stuck.filter(({ waitsOver }) => !stuck.some(({ line }) => line.id === waitsOver?.to));
  const [worst] = (last.length > 0 ? last : stuck).toSorted((a, b) => heldShare(b) - heldShare(a));
  if (worst) return heldByCallee(worst, resolved, design);
  return limited(servers, report);
}

const heldShare = ({ line }: Measured): number => line.utilization ?? 0;
/** Worker time that is wanted, of that which there is: calls that were turned away would have held workers, too. */
const load = ({ line, holding, capacity }: Measured): number =>
  Math.max(line.utilization ?? 0, (line.rate * holding) / (capacity.instances * capacity.each));

const secondsOf = ({ simulated, warmup }: Shown): number => Math.max(simulated - warmup, Number.MIN_VALUE);

function measure(line: NodeLine, report: Shown, resolved: ResolvedDesign, design: Design): Measured | null {
  const node = design.nodes?.find(({ id }) => id === line.id);
  const capacity = capacityOf(line, resolved, report);
  if (!node || !capacity || line.utilization === null || line.utilization === 0) return null;
  const held = line.utilization * capacity.instances * capacity.each;
  const served = line.rate - turnedAway(line) / secondsOf(report);
  const params = resolved.nodes.find(({ id }) => id === line.id)?.params;
  const blocking = params !== undefined && 'mode' in params && params.mode === 'blocking';
  const servers = new Set(report.nodes.filter(({ role }) => role === 'server').map(({ id }) => id));
  const out = blocking ? report.links.filter(({ from, to }) => from === line.id && servers.has(to)) : [];
  // Calls that were cancelled or never answered have no duration: those under way now count for them.
  const inFlight = (link: LinkLine): number => Math.max(link.inFlight, (link.rate * (link.duration.mean ?? 0)) / 1e3);
  const working = ((line.service.n / secondsOf(report)) * (line.service.mean ?? 0)) / 1e3;
  const [most] = out.toSorted((a, b) => inFlight(b) - inFlight(a));
  return {
    line,
    node,
    capacity,
    held,
    holding: served > 0 ? held / served : 0,
    waiting: most ? Math.max(0, 1 - working / held) : 0,
    waitsOver: most ?? null,
  };
}

/** Calls that never held a worker. */
const turnedAway = ({ failuresByCause }: NodeLine): number =>
  (['queue-full', 'rate-limited', 'shed'] as const).reduce((sum, cause) => sum + (failuresByCause[cause] ?? 0), 0);

/** Null where capacity is not ours to give, or comes and goes by itself. */
function capacityOf(line: NodeLine, resolved: ResolvedDesign, report: Shown): Capacity | null {
  const node = resolved.nodes.find(({ id }) => id === line.id);
  if (!node || node.kind === 'external') return null;
  const { params } = node;
  if ('autoscaling' in params && params.autoscaling !== undefined) return null;
  const each = 'connections' in params ? params.connections : 'workers' in params ? params.workers : 0;
  if (typeof each !== 'number' || each === 0) return null;
  const instances = Math.max(1, Math.round((line.replicaSeconds ?? 0) / secondsOf(report) / copiesPerServing(line.id, resolved)));
  const field =
    'replicas' in params && typeof params.replicas === 'number' ? 'replicas' : 'connections' in params ? 'connections' : 'workers';
  return { field, instances, each };
}

/**
 * So many replicas or connections that they are held 70 % of the time at most (utilization law: λ · holding time / workers), and that 99 %
 * of the calls get a worker within their share of the objective (Erlang's delay formula, each replica on its own).
 */
function shortOfWorkers(measured: Measured, report: Shown, budget: number): Bottleneck {
  const { line, capacity, holding, node } = measured;
  const { field, instances, each } = capacity;
  const enough = (replicas: number, workers: number): boolean => {
    const held = (line.rate * holding) / (replicas * workers);
    return held <= BUSY && mmc(line.rate / replicas, holding, workers).waitTail(budget / 1e3) <= 0.01;
  };
  let [replicas, workers] = [instances, each];
  if (field === 'replicas') while (replicas < MOST_REPLICAS && !enough(replicas, workers)) replicas += 1;
  else while (workers < MOST_WORKERS && !enough(replicas, workers)) workers += Math.max(1, Math.ceil(workers / 20));
  const [from, to] = field === 'replicas' ? [instances, replicas] : [each, workers];
  const facts = {
    utilization: line.utilization ?? 0,
    load: load(measured),
    offered: line.rate,
    holding: 1e3 * holding,
    waitP99: line.queueWait.p99 ?? 0,
    refusedPerSecond: turnedAway(line) / secondsOf(report),
  };
  const params = { ...node.params, [field]: to };
  return {
    kind: 'workers',
    node: line.id,
    link: null,
    facts,
    fix:
      to === from
        ? null
        : {
            edit: { kind: 'replace-node', node: { ...node, params } as DesignNode },
            changes: [{ subject: line.id, field, from: String(from), to: String(to) }],
            predicted: {
              utilization: (line.rate * holding) / (replicas * workers),
              waitP99: 1e3 * waitPercentile(line.rate / replicas, holding, workers),
            },
          },
  };
}

/** Retries without a budget feed the overload: fewer of them come before more workers. */
function overRetries({ line, capacity, holding }: Measured, report: Shown, resolved: ResolvedDesign, design: Design): Bottleneck | null {
  const [worst] = report.links.filter(({ to }) => to === line.id).toSorted((a, b) => b.attempts / b.rate - a.attempts / a.rate);
  const link = design.links?.find(({ id }) => id === worst?.id);
  const policy = resolved.links.find(({ id }) => id === worst?.id)?.policy;
  if (!worst || !link || !policy?.retry || policy.retry.budget !== undefined || worst.attempts < AMPLIFIED * worst.rate) return null;
  const budget = { ratio: 0.1, cap: 10 };
  const spared = worst.attempts - 1.1 * worst.rate;
  const rate = line.rate - spared;
  return {
    kind: 'retries',
    node: line.id,
    link: worst.id,
    facts: { amplification: worst.attempts / worst.rate, offered: line.rate, utilization: line.utilization ?? 0 },
    fix: {
      edit: { kind: 'replace-link', link: { ...link, policy: { ...link.policy, retry: { ...link.policy?.retry, budget } } } },
      changes: [{ subject: link.id, field: 'retry budget', from: null, to: '10 % of successes' }],
      predicted: { utilization: Math.min(1, (rate * holding) / (capacity.instances * capacity.each)), waitP99: null },
    },
  };
}

/** Workers wait for somebody whom more of them would not help: at most half of them may, and none for ever. */
function heldByCallee(measured: Measured, resolved: ResolvedDesign, design: Design): Bottleneck {
  const { line, capacity, waiting } = measured;
  const over = measured.waitsOver!;
  const link = design.links?.find(({ id }) => id === over.id);
  const policy = resolved.links.find(({ id }) => id === over.id)?.policy;
  const all = capacity.instances * capacity.each;
  const perReplica = policy?.scope === 'each-replica';
  const limit = Math.max(1, Math.floor((perReplica ? capacity.each : all) / 2));
  const facts = { utilization: line.utilization ?? 0, waiting, calleeMean: over.duration.mean ?? 0, calleeP99: over.duration.p99 ?? 0 };
  const bound = policy?.bulkhead && policy.bulkhead.limit <= limit;
  const found = { kind: 'callee', node: line.id, link: over.id, facts } as const;
  if (!link || bound) return { ...found, fix: null };
  const own = (line.utilization ?? 0) * (1 - waiting);
  return {
    ...found,
    fix: {
      edit: fixOf(link, limit),
      changes: [
        {
          subject: link.id,
          field: 'bulkhead',
          from: policy?.bulkhead ? String(policy.bulkhead.limit) : null,
          to: `${limit} calls at once`,
        },
      ],
      predicted: { utilization: Math.min(1, own + (perReplica ? (limit * capacity.instances) / all : limit / all)), waitP99: null },
    },
  };
}

const fixOf = (link: DesignLink, limit: number): Edit => ({
  kind: 'replace-link',
  link: { ...link, policy: { ...link.policy, bulkhead: { ...link.policy?.bulkhead, limit } } },
});

/** A limit at the door turns calls away although there is room behind it. */
function limited(servers: readonly Measured[], report: Shown): Bottleneck | null {
  const refused = ({ line }: Measured): number => line.failuresByCause['rate-limited'] ?? 0;
  const found = servers.find((server) => refused(server) > 0 && refused(server) >= 0.01 * server.line.rate * secondsOf(report));
  if (!found) return null;
  const { line, node, capacity, holding } = found;
  const params = node.params as { readonly rateLimit?: { readonly kind?: string; readonly rate?: number } } | undefined;
  const limit = params?.rateLimit;
  const room = (BUSY * capacity.instances * capacity.each) / holding;
  const to = Math.ceil(Math.min(1.2 * line.rate, room));
  const facts = {
    offered: line.rate,
    refusedPerSecond: (line.failuresByCause['rate-limited'] ?? 0) / secondsOf(report),
    utilization: heldShare(found),
  };
  const fits = limit !== undefined && typeof limit.rate === 'number' && to > limit.rate;
  return {
    kind: 'rate-limit',
    node: line.id,
    link: null,
    facts,
    fix: fits
      ? {
          edit: { kind: 'replace-node', node: { ...node, params: { ...node.params, rateLimit: { ...limit, rate: to } } } as DesignNode },
          changes: [{ subject: line.id, field: 'rate limit', from: `${limit.rate}/s`, to: `${to}/s` }],
          predicted: { utilization: (Math.min(to, line.rate) * holding) / (capacity.instances * capacity.each), waitP99: null },
        }
      : null,
  };
}

/** The wait that 99 of 100 calls stay below, by Erlang's delay formula. [s] */
function waitPercentile(rate: number, holding: number, workers: number): number {
  const { waitTail } = mmc(rate, holding, workers);
  let [low, high] = [0, 100 * holding];
  if (waitTail(0) <= 0.01) return 0;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (waitTail(middle) <= 0.01) high = middle;
    else low = middle;
  }
  return high;
}

/** A tenth of the tightest objective may go by waiting at one node. [ms] */
function waitBudget({ slos }: ResolvedDesign): number {
  const bounds = slos.flatMap((slo) => (slo.kind === 'latency' ? [slo.below / 1e6] : []));
  return Math.min(DEFAULT_OBJECTIVE, ...bounds) / 10;
}

/** The journey with the largest share of failed and late requests; null where all are well, and then every one is looked at. */
function worstJourney({ journeys }: Shown, { journeys: drawn }: ResolvedDesign): string | null {
  const bad = ({ failed, late, arrived }: Shown['journeys'][number]): number => (failed + late) / Math.max(1, arrived);
  const [worst] = journeys.toSorted((a, b) => bad(b) - bad(a));
  return worst && bad(worst) >= 0.01 ? (drawn.find(({ id }) => id === worst.id)?.link ?? null) : null;
}

/** Nodes that requests come by. @param entry link of a journey; null for all links */
function reachOf(entry: string | null, { links, nodes }: ResolvedDesign): ReadonlySet<string> {
  const first = links.find(({ id }) => id === entry)?.to;
  if (first === undefined) return new Set(nodes.map(({ id }) => id));
  const reach = new Set<string>();
  const left = [first];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (reach.has(at)) continue;
    reach.add(at);
    for (const link of links) if (link.from === at) left.push(link.to);
  }
  return reach;
}
