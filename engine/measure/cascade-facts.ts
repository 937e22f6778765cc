import type { causes } from '../policies/causes';
import { causeCode } from './stats';
import { type LinkSubject, type NodeSubject, queueRoom, type Subjects } from './subjects';

// What the cascade is read from: counters and levels that are there anyway, looked at every 200 ms. Nothing is counted for it alone.

// Places in a row. Numbers, since they are read hundreds of times a look: names would be searched for each time.

/** Counters since the start of the run, levels at this moment, areas in calls × ns. */
export const nodeFact = {
  arrived: 0,
  completed: 1,
  failed: 2,
  late: 3,
  waiting: 4,
  present: 5,
  areaPresent: 6,
  areaBusy: 7,
  areaCapacity: 8,
  busy: 9,
  queueFull: 10,
  shed: 11,
  deadline: 12,
  blamed: 13,
  room: 14,
  up: 15,
} as const;
export const linkFact = {
  calls: 0,
  ok: 1,
  failed: 2,
  inFlight: 3,
  breaker: 4,
  refused: 5,
  bulkhead: 6,
  lost: 7,
  blamed: 8,
  cut: 9,
} as const;
type NodeFact = (typeof nodeFact)[keyof typeof nodeFact];
type LinkFact = (typeof linkFact)[keyof typeof linkFact];
const N = Object.keys(nodeFact).length;
const L = Object.keys(linkFact).length;

const codes = (...names: (typeof causes)[number][]): readonly number[] => names.map((name) => causeCode[name]);
const shedBy = codes('rate-limited', 'shed');
const lostBy = codes('lost', 'unreachable', 'certificate');
const queueFull = causeCode['queue-full'];
const breakerOpen = causeCode['breaker-open'];
const bulkheadFull = causeCode['bulkhead-full'];

function sum(failedBy: Float64Array, by: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < by.length; i++) total += failedBy[by[i]!]!;
  return total;
}

interface Look {
  at: number;
  nodes: Float64Array;
  links: Float64Array;
}

/** Ticks in a second, over which rates are taken. */
export const WINDOW = 5;
/** Looks back that are kept: five seconds. */
const KEPT = 25;

/** The last five seconds of every counter, tick by tick. */
export class CascadeFacts {
  /** Newest last. */
  private readonly looks: Look[] = [];
  private spare: Look | null = null;

  constructor(readonly subjects: Subjects) {}

  /** [ns] */
  look(now: number): void {
    const { nodes, links } = this.subjects;
    const look = this.spare ?? { at: 0, nodes: new Float64Array(0), links: new Float64Array(0) };
    this.spare = null;
    look.at = now;
    // Nodes and links that go keep their places; new ones come last, and began at zero.
    if (look.nodes.length !== nodes.length * N) look.nodes = new Float64Array(nodes.length * N);
    if (look.links.length !== links.length * L) look.links = new Float64Array(links.length * L);
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      if (node.role === 'source') this.readSource(look.nodes, i, node);
      else readNode(look.nodes, i, node);
    }
    for (let i = 0; i < links.length; i++) readLink(look.links, i, links[i]!, now);
    this.looks.push(look);
    if (this.looks.length > KEPT + 1) this.spare = this.looks.shift()!;
  }

  /** Looks back that there are, up to five seconds. */
  get ticks(): number {
    return this.looks.length - 1;
  }

  /** Time since the look so many ticks ago. [s] */
  seconds(ago: number): number {
    return (this.back(0).at - this.back(ago).at) / 1e9;
  }

  node(i: number, fact: NodeFact, ago = 0): number {
    return this.back(ago).nodes[i * N + fact] ?? 0;
  }

  link(i: number, fact: LinkFact, ago = 0): number {
    return this.back(ago).links[i * L + fact] ?? 0;
  }

  /** How much a counter has grown in so many ticks. */
  nodeRise(i: number, fact: NodeFact, ticks: number): number {
    return this.node(i, fact) - this.node(i, fact, ticks);
  }

  linkRise(i: number, fact: LinkFact, ticks: number): number {
    return this.link(i, fact) - this.link(i, fact, ticks);
  }

  /** Mean of a level of a link over the last ticks. */
  linkMean(i: number, fact: LinkFact, ticks: number): number {
    let total = 0;
    const n = Math.min(ticks, this.looks.length);
    for (let ago = 0; ago < n; ago++) total += this.link(i, fact, ago);
    return total / n;
  }

  /** Mean number of calls in a node over the last ticks, exact. */
  presence(i: number, ticks: number): number {
    return this.nodeRise(i, nodeFact.areaPresent, ticks) / (this.back(0).at - this.back(ticks).at);
  }

  private back(ago: number): Look {
    return this.looks[Math.max(0, this.looks.length - 1 - ago)]!;
  }

  /** A source is the sum of its journeys; they are read directly, since its own statistics merge histograms at each reading. */
  private readSource(row: Float64Array, i: number, node: NodeSubject): void {
    const at = i * N;
    for (let place = at; place < at + N; place++) row[place] = 0;
    for (const { link, stats } of this.subjects.journeys) {
      if (link?.from.index !== node.index) continue;
      const finished = stats.ok + stats.degraded + stats.late;
      row[at + nodeFact.arrived]! += finished + stats.failed + stats.inFlight;
      row[at + nodeFact.completed]! += finished;
      row[at + nodeFact.failed]! += stats.failed;
      row[at + nodeFact.late]! += stats.late;
      row[at + nodeFact.present]! += stats.inFlight;
      row[at + nodeFact.areaPresent]! += stats.present.roundedArea();
    }
  }
}

function readNode(row: Float64Array, i: number, node: NodeSubject): void {
  const { stats } = node;
  const { failedBy } = stats;
  const at = i * N;
  row[at + nodeFact.arrived] = stats.arrived;
  row[at + nodeFact.completed] = stats.completed;
  row[at + nodeFact.failed] = stats.failed;
  row[at + nodeFact.waiting] = stats.waiting;
  row[at + nodeFact.present] = stats.inSystem;
  row[at + nodeFact.areaPresent] = stats.areaInSystem;
  row[at + nodeFact.areaBusy] = stats.areaBusy;
  row[at + nodeFact.areaCapacity] = stats.areaCapacity;
  row[at + nodeFact.busy] = stats.busy;
  row[at + nodeFact.queueFull] = failedBy[queueFull]!;
  row[at + nodeFact.shed] = sum(failedBy, shedBy);
  row[at + nodeFact.deadline] = failedBy[causeCode.deadline]!;
  // Where a request ran out of time says little of where it lost it.
  row[at + nodeFact.blamed] = stats.blamed - stats.outOfTime;
  row[at + nodeFact.room] = queueRoom(node);
  // Where calls start the replicas, to have none is nothing bad.
  row[at + nodeFact.up] = node.role !== 'server' || node.onDemand ? 1 : (node.up?.length ?? 1);
}

function readLink(row: Float64Array, i: number, link: LinkSubject, now: number): void {
  const { stats } = link;
  const { failedBy } = stats;
  const at = i * L;
  row[at + linkFact.calls] = stats.calls;
  row[at + linkFact.ok] = stats.ok;
  row[at + linkFact.failed] = stats.failed;
  row[at + linkFact.inFlight] = stats.inFlight;
  row[at + linkFact.breaker] = link.removed ? 0 : link.breakerState(now);
  row[at + linkFact.refused] = failedBy[breakerOpen]!;
  row[at + linkFact.bulkhead] = failedBy[bulkheadFull]!;
  row[at + linkFact.lost] = sum(failedBy, lostBy);
  row[at + linkFact.blamed] = stats.blamed - stats.outOfTime;
  row[at + linkFact.cut] = link.removed ? 0 : link.cut;
}
