import type { Clock } from '../core/clock';

/** A queue with this many calls left, or fewer, is no standing queue: Linux’s one packet. */
const FEW = 1;
/** A pause of fewer intervals than this between two spells of dropping: the second one goes on at the rate of the first. */
const REMEMBERED = 16;

/** When a CoDel drops. [ns] */
interface CodelTimes {
  readonly target: number;
  readonly interval: number;
}

/** A call that has waited since then. [ns] */
interface Waited {
  readonly since: number;
}

/** Controlled delay: says, as calls are taken from a queue, which of them to drop. */
export interface DelayControl {
  /** New times; what it has seen so far stays. [ns] */
  configure(times: CodelTimes): void;
  /**
   * Whether to drop the call that was just taken. To be asked for one call after the other until it says no or the queue is empty.
   * @param backlog calls that still wait
   */
  drops(call: Waited, backlog: number): boolean;
  /** A call had not to wait at all. */
  passed(): void;
  /** There was no call to take. */
  ranEmpty(): void;
}

/** What the last call that was looked at left for the next one. */
const After = { nothing: 0, firstDrop: 1, furtherDrop: 2 } as const;

/**
 * CoDel as Linux does it (codel_impl.h), with the exact square root of RFC 8289 for the time between drops: the n-th follows
 * the one before it after interval / √n.
 * @see docs/mechanisms/codel.md
 */
export class Codel implements DelayControl {
  private target = 0.5;
  private interval = 0.5;
  /** When waits will have been too long for an interval; 0 while they are not. */
  private firstAboveAt = 0.5;
  private dropNextAt = 0.5;
  private dropping = false;
  private count = 0;
  private lastCount = 0;
  private after: number = After.nothing;

  constructor(
    times: CodelTimes,
    private readonly clock: Clock,
  ) {
    this.configure(times);
    this.firstAboveAt = 0;
    this.dropNextAt = 0;
  }

  configure({ target, interval }: CodelTimes): void {
    this.target = target;
    this.interval = interval;
  }

  drops(call: Waited, backlog: number): boolean {
    const tooLong = this.tooLong(call, backlog);
    const { after } = this;
    this.after = After.nothing;
    // The call after the first drop is let through whatever it has waited.
    if (after === After.firstDrop) return false;
    if (!this.dropping) return tooLong && this.begin();
    if (!tooLong) {
      this.dropping = false;
      return false;
    }
    if (after === After.furtherDrop) this.dropNextAt += this.gap();
    if (this.clock.now < this.dropNextAt) return false;
    this.count += 1;
    this.after = After.furtherDrop;
    return true;
  }

  passed(): void {
    this.ranEmpty();
  }

  ranEmpty(): void {
    this.firstAboveAt = 0;
    this.dropping = false;
    this.after = After.nothing;
  }

  /** Whether waits have been above the target for an interval. */
  private tooLong(call: Waited, backlog: number): boolean {
    const { now } = this.clock;
    if (now - call.since < this.target || backlog <= FEW) {
      this.firstAboveAt = 0;
      return false;
    }
    if (this.firstAboveAt !== 0) return now > this.firstAboveAt;
    this.firstAboveAt = now + this.interval;
    return false;
  }

  private begin(): true {
    const { now } = this.clock;
    const drops = this.count - this.lastCount;
    this.count = drops > 1 && now - this.dropNextAt < REMEMBERED * this.interval ? drops : 1;
    this.lastCount = this.count;
    this.dropNextAt = now + this.gap();
    this.dropping = true;
    this.after = After.firstDrop;
    return true;
  }

  /** From one drop to the next. [ns] */
  private gap(): number {
    return Math.round(this.interval / Math.sqrt(this.count));
  }
}

/**
 * CoDel as Facebook’s folly does it: an interval whose shortest wait was above the target makes the next one overloaded, and in an
 * overloaded one every call is dropped that has waited more than twice the target.
 * @see docs/mechanisms/codel.md
 */
export class FollyCodel implements DelayControl {
  private target = 0.5;
  private interval = 0.5;
  private intervalEndsAt = 0.5;
  private shortest = 0.5;
  private fresh = true;
  private overloaded = false;

  constructor(
    times: CodelTimes,
    private readonly clock: Clock,
  ) {
    this.configure(times);
    this.intervalEndsAt = 0;
    this.shortest = 0;
  }

  configure({ target, interval }: CodelTimes): void {
    this.target = target;
    this.interval = interval;
  }

  drops(call: Waited): boolean {
    const { now } = this.clock;
    const sojourn = now - call.since;
    if (!this.fresh && now > this.intervalEndsAt) {
      this.fresh = true;
      this.intervalEndsAt = now + this.interval;
      this.overloaded = this.shortest > this.target;
    }
    if (this.fresh) {
      // It takes more than one call in an interval to be dropped.
      this.fresh = false;
      this.shortest = sojourn;
      return false;
    }
    if (sojourn < this.shortest) this.shortest = sojourn;
    return this.overloaded && sojourn > 2 * this.target;
  }

  passed(): void {
    // A wait of 0 is never too long, but it counts among the waits.
    none.since = this.clock.now;
    this.drops(none);
  }

  ranEmpty(): void {
    // Folly looks at nothing but waits.
  }
}

const none = { since: 0.5 };
