/** A rate needs two moments that are this far apart. [ms] */
const LEAST = 500;
/** More moments than these say no more. */
const MOST = 64;

interface Moment {
  /** [ms] */
  readonly at: number;
  readonly share: number;
}

/**
 * Says how long a task will still take, from how fast its shares came lately: of the second half of the time that it has taken so far, so
 * that a slow start is forgotten. It has no clock of its own.
 */
export class TimeLeft {
  private moments: Moment[] = [];

  /**
   * @param share done so far, 0 to 1
   * @param now any clock, in milliseconds
   * @returns time until all is done [ms], or null where too little is known
   */
  after(share: number, now: number): number | null {
    const first = this.moments[0] ?? { at: now, share };
    this.moments.push({ at: now, share });
    if (this.moments.length > MOST) this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === this.moments.length - 1);
    if (share >= 1) return 0;
    const middle = now - (now - first.at) / 2;
    const from = this.moments.find(({ at }) => at >= middle && at < now) ?? first;
    const gained = share - from.share;
    if (now - first.at < LEAST || gained <= 0) return null;
    return ((1 - share) / gained) * (now - from.at);
  }
}
