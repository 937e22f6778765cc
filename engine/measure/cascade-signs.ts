import { type CascadeFacts, linkFact, nodeFact, WINDOW } from './cascade-facts';
import type { LinkSubject, NodeSubject } from './subjects';

/** How a part of the system can be unwell, or hold trouble back. What each means: docs/statistics/cascade.md. */
export const cascadeStates = [
  'down',
  'queue-full',
  'waiting',
  'saturated',
  'backlog',
  'failing',
  'slow',
  'late',
  'cut',
  'losing',
  'slow-link',
  'breaker-open',
  'bulkhead-full',
  'shedding',
] as const;
export type CascadeState = (typeof cascadeStates)[number];

/** How long a sign must last before it counts. [ticks] */
export const lasting: Record<CascadeState, number> = {
  down: 1,
  'queue-full': 5,
  waiting: 10,
  saturated: 10,
  backlog: 10,
  failing: 5,
  slow: 10,
  late: 5,
  cut: 1,
  losing: 5,
  'slow-link': 10,
  'breaker-open': 1,
  'bulkhead-full': 5,
  shedding: 5,
};

/** What is seen at one tick. */
export interface Sign {
  readonly state: CascadeState;
  /** Place of the link that it came through; -1 where it began here. */
  readonly through: number;
  /** The measured facts, by name. */
  readonly facts: Readonly<Record<string, number>>;
}

/** What was usual at a node or link while all was well. */
export class Usual {
  ticks = 0;
  /** [1/s] */
  arrivals = 0;
  /** Calls in the node; over a link: calls on their way or held back. */
  present = 0;
  /** Calls in the node itself, not downstream; calls without an answer over a link. */
  own = 0;
  errorShare = 0;

  learn(arrivals: number, present: number, own: number, errorShare: number): void {
    this.ticks += 1;
    // Follows a load that drifts, in about ten seconds.
    const weight = Math.max(1 / this.ticks, 0.02);
    this.arrivals += weight * (arrivals - this.arrivals);
    this.present += weight * (present - this.present);
    this.own += weight * (own - this.own);
    this.errorShare += weight * (errorShare - this.errorShare);
  }

  /** How many there would usually be at the arrivals of now. */
  expected(level: 'present' | 'own', arrivals: number): number {
    return this[level] * Math.max(1, this.arrivals > 0 ? arrivals / this.arrivals : 1);
  }
}

/** Known well enough to be compared with: three seconds. */
const KNOWN = 15;
const HELD = 0.95;
/** Times are compared only past this difference. [s] */
const NOTICEABLE = 0.01;

/**
 * How many times as long as usual calls stay, by Little's law: those that are there, divided by those that leave per second. That shows
 * at once when calls stop leaving, long before the first slow one has left. 0 where it is not clearly longer: fewer are there than usual,
 * less than twice as long and four standard errors of so many exponential times, or less than 10 ms longer.
 */
function timesAsLong(usual: Usual, present: number, leaving: number): number {
  if (usual.ticks < KNOWN || usual.arrivals < 5 || present < usual.present) return 0;
  const before = usual.present / usual.arrivals;
  const now = present / Math.max(leaving, 1);
  return now >= (2 + 4 * Math.sqrt(2 / usual.arrivals)) * before && now - before >= NOTICEABLE ? now / before : 0;
}

/** Reads the signs of one tick from the facts. */
export class CascadeSigns {
  constructor(private readonly facts: CascadeFacts) {}

  /** Signs of a node, the one that says most first. */
  ofNode(i: number, node: NodeSubject, usual: Usual, out: readonly number[], usualOut: readonly Usual[]): Sign[] {
    if (node.role === 'source') return this.ofSource(i, usual, out);
    if (node.role !== 'server') return this.ofBuffer(i, out);
    const signs: Sign[] = [];
    const { facts } = this;
    const waitsFor = node.blocking === true ? this.waitsFor(i, out) : -1;
    const seconds = facts.seconds(WINDOW);
    const arrivals = facts.nodeRise(i, nodeFact.arrived, WINDOW) / seconds;
    const load = usual.arrivals > 0 && usual.ticks >= KNOWN ? arrivals / usual.arrivals : 1;
    if (facts.node(i, nodeFact.up) === 0) signs.push({ state: 'down', through: -1, facts: {} });
    const refusals = facts.nodeRise(i, nodeFact.queueFull, 2);
    const waiting = facts.node(i, nodeFact.waiting);
    const room = facts.node(i, nodeFact.room);
    if (refusals > 0 || (waiting > 0 && waiting >= 0.95 * room)) {
      signs.push({
        state: 'queue-full',
        through: waitsFor,
        facts: { waiting, room, refusedPerSecond: facts.nodeRise(i, nodeFact.queueFull, WINDOW) / seconds, load },
      });
    }
    const capacity = facts.nodeRise(i, nodeFact.areaCapacity, 1);
    const held = capacity > 0 ? facts.nodeRise(i, nodeFact.areaBusy, 1) / capacity : 0;
    if (held >= HELD && waitsFor >= 0)
      signs.push({ state: 'waiting', through: waitsFor, facts: { held, waitingShare: this.share(i, waitsFor), waiting } });
    else if (held >= HELD && waiting > 0) signs.push({ state: 'saturated', through: -1, facts: { held, waiting, load } });
    this.failing(i, usual, out, signs);
    const present = facts.presence(i, WINDOW);
    const leaving =
      (facts.nodeRise(i, nodeFact.completed, WINDOW) +
        facts.nodeRise(i, nodeFact.failed, WINDOW) -
        facts.nodeRise(i, nodeFact.queueFull, WINDOW)) /
      seconds;
    const times = timesAsLong(usual, present, leaving);
    if (times > 0)
      signs.push({ state: 'slow', through: this.waitsOn(out, usualOut, present), facts: { times, present, usually: usual.present, load } });
    return signs;
  }

  /** Signs of a link, seen from its caller. */
  ofLink(i: number, link: LinkSubject, usual: Usual, calleeIsWell: boolean, transit: number): Sign[] {
    const { facts } = this;
    if (link.removed) return [];
    const signs: Sign[] = [];
    const seconds = facts.seconds(WINDOW);
    const calls = facts.linkRise(i, linkFact.calls, WINDOW);
    const cut = facts.link(i, linkFact.cut);
    if (cut > 0 && calls > 0) signs.push({ state: 'cut', through: -1, facts: { cut } });
    const lost = facts.linkRise(i, linkFact.lost, WINDOW);
    const finished = facts.linkRise(i, linkFact.ok, WINDOW) + facts.linkRise(i, linkFact.failed, WINDOW);
    if (cut === 0 && calleeIsWell && lost >= 3 && lost >= 0.05 * finished)
      signs.push({ state: 'losing', through: -1, facts: { share: lost / finished, perSecond: lost / seconds } });
    const times = cut === 0 && calleeIsWell && link.server !== null ? timesAsLong(usual, transit, finished / seconds) : 0;
    if (times > 0) signs.push({ state: 'slow-link', through: -1, facts: { times, onTheWay: transit } });
    if (facts.link(i, linkFact.breaker) === 2)
      signs.push({ state: 'breaker-open', through: i, facts: { refusedPerSecond: facts.linkRise(i, linkFact.refused, WINDOW) / seconds } });
    const refusals = facts.linkRise(i, linkFact.bulkhead, 2);
    if (refusals > 0)
      signs.push({
        state: 'bulkhead-full',
        through: i,
        facts: { refusedPerSecond: facts.linkRise(i, linkFact.bulkhead, WINDOW) / seconds },
      });
    return signs;
  }

  private ofSource(i: number, usual: Usual, out: readonly number[]): Sign[] {
    const signs: Sign[] = [];
    this.failing(i, usual, out, signs);
    const { facts } = this;
    const ticks = this.enough(i);
    const finished = facts.nodeRise(i, nodeFact.completed, ticks) + facts.nodeRise(i, nodeFact.failed, ticks);
    const late = facts.nodeRise(i, nodeFact.late, ticks);
    if (finished >= 10 && late >= 0.05 * finished)
      signs.push({
        state: 'late',
        through: worst(out, (link) => facts.linkRise(link, linkFact.calls, ticks)),
        facts: { share: late / finished },
      });
    return signs;
  }

  /** Queues and logs: of what came in five seconds, a twentieth or more still waits. */
  private ofBuffer(i: number, out: readonly number[]): Sign[] {
    const { facts } = this;
    const waiting = facts.node(i, nodeFact.waiting);
    const through = worst(out, (link) => facts.link(link, linkFact.inFlight));
    const room = facts.node(i, nodeFact.room);
    if (room > 0 && waiting >= 0.95 * room) return [{ state: 'queue-full', through, facts: { waiting, room } }];
    const growth = waiting - facts.node(i, nodeFact.waiting, facts.ticks);
    const lately = waiting - facts.node(i, nodeFact.waiting, WINDOW);
    if (waiting < 50 || lately <= 0 || growth < 0.05 * facts.nodeRise(i, nodeFact.arrived, facts.ticks)) return [];
    return [{ state: 'backlog', through, facts: { waiting, perSecond: growth / facts.seconds(facts.ticks) } }];
  }

  private failing(i: number, usual: Usual, out: readonly number[], signs: Sign[]): void {
    const { facts } = this;
    const ticks = this.enough(i);
    const failed = facts.nodeRise(i, nodeFact.failed, ticks);
    const finished = failed + facts.nodeRise(i, nodeFact.completed, ticks);
    const share = failed / finished;
    if (finished < 10 || share < usual.errorShare + 0.05) return;
    const seconds = facts.seconds(ticks);
    const shed = facts.nodeRise(i, nodeFact.shed, ticks);
    if (shed >= failed / 2) {
      signs.push({ state: 'shedding', through: -1, facts: { share, perSecond: shed / seconds } });
      return;
    }
    // What comes too late has lost its time elsewhere; where calls wait too long here, other signs say so.
    if (facts.nodeRise(i, nodeFact.queueFull, ticks) + facts.nodeRise(i, nodeFact.deadline, ticks) >= failed / 2) return;
    const through = worst(out, (link) => facts.linkRise(link, linkFact.failed, ticks));
    const downstream = through >= 0 && facts.linkRise(through, linkFact.failed, ticks) >= failed / 2;
    signs.push({ state: 'failing', through: downstream ? through : -1, facts: { share, perSecond: failed / seconds } });
  }

  /** Ticks in which enough has finished to speak of shares: a second, or five where little comes. */
  private enough(i: number): number {
    const { facts } = this;
    const inSecond = facts.nodeRise(i, nodeFact.completed, WINDOW) + facts.nodeRise(i, nodeFact.failed, WINDOW);
    return inSecond >= 10 ? WINDOW : facts.ticks;
  }

  /** The link that most of a node's held workers wait for; -1 when they work themselves. */
  private waitsFor(i: number, out: readonly number[]): number {
    const most = worst(out, (link) => this.facts.link(link, linkFact.inFlight));
    let all = 0;
    for (const link of out) all += this.facts.link(link, linkFact.inFlight);
    return all >= this.facts.node(i, nodeFact.busy) / 2 ? most : -1;
  }

  private share(i: number, link: number): number {
    return Math.min(1, this.facts.link(link, linkFact.inFlight) / this.facts.node(i, nodeFact.busy));
  }

  /** The link that most of a node's calls wait for, where those are half of them and more than usual; -1 for none. */
  private waitsOn(out: readonly number[], usual: readonly Usual[], present: number): number {
    const waiting = (link: number): number => this.facts.linkMean(link, linkFact.inFlight, WINDOW);
    const most = worst(out, (link) => waiting(link) - (usual[link]?.own ?? 0));
    return most >= 0 && waiting(most) >= present / 2 ? most : -1;
  }
}

/** The link of which something is most, where it is at all; -1 for none. */
function worst(links: readonly number[], of: (link: number) => number): number {
  let best = -1;
  let most = 0;
  for (const link of links) {
    const value = of(link);
    if (value > most) [best, most] = [link, value];
  }
  return best;
}
