import { peakFactor, type RateCurve, rateFactor } from '../policies/rate-curve';
import { countBlame } from './blame';
import type { Caller } from './caller';
import type { JourneyStats } from '../measure/stats';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { JourneyState, NodeState, SourceState, TenantState } from './model';
import type { Playback } from './playback';
import { Flag, Kind, NEVER, Op, type Task } from './task';

/** A user who would ask again in no time at all waits this long, so that the clock moves. [ns] */
const SHORTEST_PAUSE = 1e6;
// Ten times a share of 0.1 must be one whole request, although it adds up to a little less.
const ROUNDING = 1e-9;

/** Where requests begin and end. */
export class Sources {
  /** Sent so far in the run, by all clients. */
  private requests = 0;
  caller!: Caller;

  constructor(
    private readonly kernel: Kernel,
    private readonly nodes: readonly NodeState[],
    private readonly links: readonly LinkState[],
    private readonly tenants: readonly TenantState[],
  ) {}

  /** Brings the source's timers and users in step with its traffic, after a start or a change. */
  restart(source: SourceState): void {
    const { kernel } = this;
    const { traffic } = source.model;
    const { timer } = source;
    if (timer !== null) kernel.cancel(timer);
    source.wanted = 0;
    if (source.removed || source.journeys.length === 0) return;
    if (traffic.kind === 'recorded') {
      this.scheduleRow(source, source.playback!);
      return;
    }
    if (traffic.kind !== 'closed') {
      source.nextExact = kernel.now;
      source.poisson = traffic.kind === 'bursty' || traffic.arrivals === 'poisson';
      source.peak = peakFactor(traffic.curve);
      source.meanGap = 1e9 / (traffic.rate * source.surge * source.peak);
      source.curve = traffic.curve.kind === 'constant' ? null : traffic.curve;
      this.scheduleArrival(source);
      return;
    }
    source.wanted = Math.round(traffic.users * source.surge);
    while (source.users < source.wanted) {
      source.users += 1;
      this.think(this.newTimer(source), source.think!.sample());
    }
  }

  private scheduleArrival(source: SourceState): void {
    const { kernel } = this;
    source.timer ??= this.newTimer(source);
    if (source.meanGap === Infinity) return;
    if (source.bursts !== null) {
      kernel.schedule(source.timer, Op.arrival, source.bursts.next(kernel.now, source.meanGap));
      return;
    }
    if (source.poisson === true) {
      kernel.schedule(source.timer, Op.arrival, Math.floor(source.gaps.next() * source.meanGap + 0.5));
      return;
    }
    // Equal gaps add up unrounded, so that the rate is exact in the long run.
    source.nextExact += source.meanGap;
    kernel.schedule(source.timer, Op.arrival, Math.max(0, Math.round(source.nextExact) - kernel.now));
  }

  private newTimer(source: SourceState): Task {
    const timer = this.kernel.pool.take(Kind.timer);
    timer.need = source.index;
    return timer;
  }

  /** Open traffic: the next request. A varying rate is thinned from its peak (Lewis and Shedler). */
  arrival(timer: Task): void {
    const source = this.nodes[timer.need] as SourceState;
    if (source.playback !== null) {
      this.play(source, source.playback);
      return;
    }
    const none = source.bursts !== null && !source.bursts.arrives;
    this.scheduleArrival(source);
    if (none || (source.curve !== null && this.isThinnedOut(source, source.curve))) return;
    const request = this.newRequest(source, 0);
    this.begin(request, drawJourney(source));
  }

  /** One request beside the traffic. */
  askOnce(source: SourceState): void {
    if (source.removed || source.journeys.length === 0) return;
    this.begin(this.newRequest(source, 0), drawJourney(source));
  }

  private newRequest(source: SourceState, flags: number): Task {
    const request = this.kernel.pool.take(Kind.call);
    request.flags = flags;
    this.label(request, source);
    return request;
  }

  /** What a request is about, and whose it is. */
  private label(request: Task, source: SourceState): void {
    request.request = this.requests++;
    request.asked = null;
    request.seen = -1;
    request.seenOf = -1;
    request.entity = -1;
    request.tenant = 0;
    request.row = -1;
    if (source.labels !== null) source.labels.put(request, source.heats);
  }

  /** Recorded arrivals: a row is due. */
  private play(source: SourceState, playback: Playback): void {
    const row = playback.take();
    this.scheduleRow(source, playback);
    for (let copies = playback.copies(source.surge); copies > 0; copies--) {
      const request = this.newRequest(source, 0);
      playback.put(request, row);
      this.begin(request, playback.journey(row) ?? drawJourney(source));
    }
  }

  private scheduleRow(source: SourceState, playback: Playback): void {
    const at = playback.nextAt();
    source.timer ??= this.newTimer(source);
    if (at !== Infinity) this.kernel.schedule(source.timer, Op.arrival, at - this.kernel.now);
  }

  private isThinnedOut(source: SourceState, curve: RateCurve): boolean {
    const share = rateFactor(curve, this.kernel.now) / source.peak;
    if (source.poisson) return source.thinningRng.next() >= share;
    // A constant stream is thinned evenly: shares add up to whole requests.
    source.owed += share;
    if (source.owed < 1 - ROUNDING) return true;
    source.owed -= 1;
    return false;
  }

  private think(user: Task, pause: number): void {
    this.kernel.schedule(user, Op.think, pause);
  }

  /** Closed traffic: a user is done thinking. */
  thought(user: Task): void {
    const source = this.nodes[user.need] as SourceState;
    this.kernel.pool.give(user);
    if (source.users > source.wanted) source.users -= 1;
    else this.begin(this.newRequest(source, Flag.user), drawJourney(source));
  }

  private begin(request: Task, journey: JourneyState): void {
    const link = journey.link!;
    journey.stats.present.rise(this.kernel.now);
    request.journey = journey;
    request.priority = journey.priority;
    // Two stores, not one of either: a double that comes from two branches would be boxed.
    if (link.propagates === true) request.deadline = this.kernel.now + journey.deadline;
    else request.deadline = NEVER;
    if (request.tenant !== 0) this.tenants[request.tenant - 1]!.stats.present.rise(this.kernel.now);
    this.caller.start(request, link, journey.operation);
  }

  /** The request has its answer, or has failed. */
  answered(request: Task, journey: JourneyState, ok: boolean): void {
    const { kernel } = this;
    count(journey.stats, request, journey, kernel, ok);
    if (!ok) countBlame(request, this.nodes, this.links);
    if (request.tenant !== 0) count(this.tenants[request.tenant - 1]!.stats, request, journey, kernel, ok);
    const comesBack = (request.flags & Flag.user) !== 0;
    const inNoTime = request.startedAt === kernel.now;
    kernel.pool.give(request);
    if (comesBack) this.comeBack(journey.link!.from as SourceState, inNoTime);
  }

  /** A user of closed traffic thinks before the next request, or leaves if there are too many. */
  private comeBack(source: SourceState, inNoTime: boolean): void {
    if (source.users > source.wanted) {
      source.users -= 1;
      return;
    }
    const pause = source.think!.sample();
    this.think(this.newTimer(source), inNoTime && pause === 0 ? SHORTEST_PAUSE : pause);
  }
}

/** Counts a request that has its answer, or has failed. */
function count(stats: JourneyStats, request: Task, { deadline }: JourneyState, { now }: Kernel, ok: boolean): void {
  const took = now - request.startedAt;
  stats.present.fall(now);
  if (!ok) {
    stats.fail(request.cause);
    stats.unserved.add(took);
    return;
  }
  stats.total.record(took);
  if (took > deadline) stats.late += 1;
  else if ((request.flags & Flag.degraded) !== 0) stats.degraded += 1;
  else stats.ok += 1;
}

/** One of the client's journeys, by weight. */
function drawJourney({ journeys, cumulative, mixRng }: SourceState): JourneyState {
  if (journeys.length === 1) return journeys[0]!;
  const u = mixRng.next();
  let at = 0;
  while (at < journeys.length - 1 && u >= cumulative[at]!) at++;
  return journeys[at]!;
}
