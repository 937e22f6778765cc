import { type CascadeFacts, linkFact, nodeFact } from './cascade-facts';
import type { Usual } from './cascade-signs';
import { causeCode } from './stats';
import type { Subjects } from './subjects';

/** Of the time beyond the usual, how much is remembered from tick to tick: half of it is forgotten in 1.4 s. */
const MEMORY = 0.9;

/** Blame of each node, and after the nodes of each link. */
export class BlameTotals {
  /** Requests whose first cause lay there. */
  readonly failed: number[] = [];
  /** Late requests, and those that failed since they had no time left, shared out by where the time beyond the usual went. */
  readonly late: number[] = [];
  /** That time itself. [call-seconds] */
  readonly time: number[] = [];

  of(place: number): Blame {
    return { failed: this.failed[place] ?? 0, late: this.late[place] ?? 0, time: this.time[place] ?? 0 };
  }
}

export interface Blame {
  readonly failed: number;
  readonly late: number;
  readonly time: number;
}

/**
 * Shares out the blame of each tick. A failed request names its place itself. A late one cannot: the time that calls spend in each node
 * itself (waiting there or being worked on, not downstream) and on each link is held against what is usual, and late requests are shared
 * in proportion to what was beyond it lately, among the places that their journey can reach.
 */
export class BlameShare {
  readonly nodes = new BlameTotals();
  readonly links = new BlameTotals();
  /** All failed and late requests so far, blamed or not. */
  failed = 0;
  late = 0;
  private readonly nodeExcess: number[] = [];
  private readonly linkExcess: number[] = [];
  private readonly lateSeen: number[] = [];
  private readonly failedSeen: number[] = [];
  private reach: (readonly [nodes: ReadonlySet<number>, links: ReadonlySet<number>])[] = [];
  private structure = -1;

  constructor(
    private readonly subjects: Subjects,
    private readonly facts: CascadeFacts,
  ) {}

  /** The time beyond the usual in this tick: calls in a node itself, against those that are usual. */
  nodeTime(i: number, own: number, usual: Usual, arrivals: number): void {
    this.add(this.nodeExcess, this.nodes.time, i, own, usual.expected('own', arrivals));
  }

  /** The same of a link: calls on their way. */
  linkTime(i: number, transit: number, usual: Usual, arrivals: number): void {
    this.add(this.linkExcess, this.links.time, i, transit, usual.expected('present', arrivals));
  }

  /** @param linkIsUnwell says whether what failed over a link is the link's doing, not that of the node behind it */
  tick(linkIsUnwell: (link: number) => boolean): void {
    const { facts, subjects } = this;
    for (let i = 0; i < subjects.nodes.length; i++) grow(this.nodes.failed, i, facts.nodeRise(i, nodeFact.blamed, 1));
    for (let i = 0; i < subjects.links.length; i++) {
      const blamed = facts.linkRise(i, linkFact.blamed, 1);
      if (blamed === 0 || !linkIsUnwell(i)) continue;
      grow(this.links.failed, i, blamed);
      grow(this.nodes.failed, subjects.links[i]!.to.index, -blamed);
    }
    for (let i = 0; i < subjects.journeys.length; i++) {
      const { stats, link } = subjects.journeys[i]!;
      // Who had no time left to be worked on is as late as who got an answer too late.
      const all = stats.late + stats.failedBy[causeCode.deadline]!;
      const late = all - (this.lateSeen[i] ?? 0);
      const failed = stats.failed - stats.failedBy[causeCode.deadline]!;
      this.failed += failed - (this.failedSeen[i] ?? 0);
      this.late += late;
      this.lateSeen[i] = all;
      this.failedSeen[i] = failed;
      if (late > 0 && link !== null) this.share(i, late);
    }
  }

  /** What failed or came late before this does not count. */
  restart(): void {
    for (const totals of [this.nodes, this.links]) for (const list of [totals.failed, totals.late, totals.time]) list.fill(0);
    this.failed = 0;
    this.late = 0;
  }

  private share(journey: number, late: number): void {
    const [nodes, links] = this.reachOf(journey);
    let total = 0;
    for (const i of nodes) total += this.nodeExcess[i] ?? 0;
    for (const i of links) total += this.linkExcess[i] ?? 0;
    if (total === 0) return;
    for (const i of nodes) grow(this.nodes.late, i, (late * (this.nodeExcess[i] ?? 0)) / total);
    for (const i of links) grow(this.links.late, i, (late * (this.linkExcess[i] ?? 0)) / total);
  }

  private add(excess: number[], time: number[], i: number, now: number, expected: number): void {
    // Less than twice the usual is chance.
    const beyond = now > 2 * expected ? now - expected : 0;
    const kept = MEMORY * (excess[i] ?? 0) + beyond;
    excess[i] = kept < 1e-6 ? 0 : kept;
    if (beyond > 0) grow(time, i, beyond * this.facts.seconds(1));
  }

  /** What a journey's requests can call, one after the other. */
  private reachOf(journey: number): readonly [ReadonlySet<number>, ReadonlySet<number>] {
    const { subjects } = this;
    if (subjects.structure !== this.structure) {
      this.structure = subjects.structure;
      this.reach = [];
    }
    const known = this.reach[journey];
    if (known) return known;
    const nodes = new Set<number>();
    const links = new Set<number>();
    const entry = subjects.journeys[journey]!.link!;
    const left = [entry.to.index];
    subjects.links.forEach((link, i) => {
      if (link.from.index === entry.from.index && link.to.index === entry.to.index) links.add(i);
    });
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (nodes.has(node)) continue;
      nodes.add(node);
      subjects.links.forEach((link, i) => {
        if (link.removed || link.server === null || link.from.index !== node || subjects.nodes[node]?.role !== 'server') return;
        links.add(i);
        left.push(link.to.index);
      });
    }
    return (this.reach[journey] = [nodes, links]);
  }
}

function grow(list: number[], i: number, by: number): void {
  list[i] = (list[i] ?? 0) + by;
}
