// What the moving marks mean, apart from how they are drawn. A mark stands for many calls; numbers are read off logarithmically,
// because one canvas shows links of 1 and of 10,000 calls a second.

/** Marks that leave per second of the clock, for a rate of attempts. [1/s] Ten times the rate adds 1.4 marks. */
export const marksPerSecond = (attempts: number): number => (attempts > 0 ? Math.max(0.35, 0.6 + 1.4 * Math.log10(attempts)) : 0);

/** How long a mark travels, for a mean duration. [ms → s] 1 ms: 0.8 s, 100 ms: 1.8 s, 4 s: 2.6 s. */
export const travelTime = (duration: number): number => Math.min(4, 0.8 + 0.5 * Math.log10(Math.max(1, duration)));

/** How fast the marks' clock runs, for a pace of the simulation: with it below 1, a little faster above. */
export const markClock = (pace: number): number =>
  pace <= 0 ? 0 : pace < 1 ? Math.max(0.1, pace) : Math.min(2, 1 + 0.25 * Math.log10(pace));

export interface TravellingMark {
  /** Place on the way from caller to callee, 0 to 1. */
  at: number;
  /** Failed calls travel back as crosses. */
  failed: boolean;
  /** Where it ends: the callee, the caller, or where the line is cut or the breaker stands. */
  readonly until: number;
}

/** What a link's marks are made from, newest values of its columns. */
export interface LinkTraffic {
  readonly calls: number;
  readonly attempts: number;
  readonly errorShare: number;
  readonly duration: number;
  /** 2: open. */
  readonly breaker: number;
  /** 1: both ways, 2: calls. Those do not get further than the cut. */
  readonly cut: number;
}

/** How far calls come that an open breaker turns back: there its switch is drawn. Share of the way. */
export const TURNED_BACK = 0.3;
/** Bounds the marks of one link, whatever its numbers. */
const MOST_MARKS = 40;

/** The marks of one link, moved on with the clock. */
export class LinkMarks {
  readonly marks: TravellingMark[] = [];
  #due = 0;
  #failing = 0;
  #turning = 0;

  /** Moves on by `seconds` of the marks' clock. */
  advance(traffic: LinkTraffic, seconds: number): void {
    const step = seconds / travelTime(traffic.duration);
    for (const mark of this.marks) mark.at += mark.failed ? -step * 1.2 : step;
    this.#turn(traffic);
    // Where each replica of the caller has a breaker of its own, some may be open while others let calls through.
    const turnedBack = traffic.breaker === 2 && traffic.calls > traffic.attempts ? 1 - traffic.attempts / traffic.calls : 0;
    this.#due += seconds * marksPerSecond(turnedBack > 0 ? traffic.calls : traffic.attempts);
    for (; this.#due >= 1; this.#due--) {
      if (this.marks.length >= MOST_MARKS) continue;
      this.#turning += turnedBack;
      const back = this.#turning >= 1;
      if (back) this.#turning--;
      this.marks.push({ at: 0, failed: false, until: back ? TURNED_BACK : traffic.cut === 1 || traffic.cut === 2 ? 0.5 : 1 });
    }
  }

  /** Marks at their end vanish, or turn back as failures in the share in which calls fail; at a cut or an open breaker all do. */
  #turn(traffic: LinkTraffic): void {
    let kept = 0;
    for (const mark of this.marks) {
      if (mark.failed ? mark.at <= 0 : mark.at >= mark.until) {
        if (mark.failed) continue;
        this.#failing += mark.until < 1 ? 1 : Number.isFinite(traffic.errorShare) ? traffic.errorShare : 0;
        if (this.#failing < 1) continue;
        this.#failing--;
        mark.failed = true;
        mark.at = mark.until;
      }
      this.marks[kept++] = mark;
    }
    this.marks.length = kept;
  }
}
