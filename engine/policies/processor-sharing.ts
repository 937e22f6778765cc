/** Ends are rounded up to whole nanoseconds, but not for this much, which may be an error of the arithmetic. [ns] */
const FORGIVEN = 1e-6;
/** Virtual time starts again from 0 before its fractions get coarser than what is forgiven. [ns] */
const REBASE = 2 ** 32;

/**
 * Egalitarian processor sharing: each of n jobs on c cores is worked on at speed min(1, c/n). Kept in virtual time, which passes at just
 * that speed: a job’s end lies fixed in it, so that coming and going cost O(log n), and time costs nothing.
 *
 * Real time is whole nanoseconds: a job ends at the first whole nanosecond at or after its exact end. What the cores work meanwhile goes
 * to the others, so nothing is lost; no job ends early, and none more than 1 ns late for each job that ended before it.
 * @see docs/mechanisms/processor-sharing.md
 */
export class ProcessorSharing<T extends object> {
  /** A heap by virtual end and, for jobs that are done at one moment, order of coming; in columns, so that a job needs no fields for it. */
  private readonly jobs: T[] = [];
  private readonly ends: number[] = [];
  private readonly order: number[] = [];
  private virtual = 0.5;
  private readAt = 0.5;
  private speed = 1.5;
  private cores = 0.5;
  private seq = 0;

  constructor(cores: number) {
    this.cores = cores;
    this.speed = 1;
    this.virtual = 0;
    this.readAt = 0;
  }

  get size(): number {
    return this.jobs.length;
  }

  setCores(cores: number, now: number): void {
    this.read(now);
    this.cores = cores;
    this.sizeChanged();
  }

  /** A job comes with this much work. [ns of one core] */
  add(job: T, work: number, now: number): void {
    this.read(now);
    const slot = this.jobs.length;
    this.put(slot, job, this.virtual + work, this.seq++);
    this.up(slot);
    this.sizeChanged();
  }

  /** Takes a job out, done or not. O(jobs) unless it is the first. */
  remove(job: T, now: number): void {
    this.read(now);
    const { jobs, ends, order } = this;
    const slot = jobs.indexOf(job);
    const last = jobs.pop()!;
    const end = ends.pop()!;
    const came = order.pop()!;
    if (last !== job) {
      this.put(slot, last, end, came);
      this.up(slot);
      this.down(slot);
    }
    this.sizeChanged();
  }

  /** The job that will be done first; null without any. */
  get first(): T | null {
    return this.jobs[0] ?? null;
  }

  /** Any of the jobs: all can be had by removing it again and again. */
  get last(): T | null {
    return this.jobs[this.jobs.length - 1] ?? null;
  }

  /** Work that this job still needs. [ns of one core] */
  left(job: T, now: number): number {
    this.read(now);
    return Math.max(0, Math.ceil(this.ends[this.jobs.indexOf(job)]! - this.virtual - FORGIVEN));
  }

  /** Time until the first job is done, if none comes or goes; Infinity without any. [ns, whole] */
  untilFirst(now: number): number {
    this.read(now);
    const { ends } = this;
    return ends.length === 0 ? Infinity : Math.max(0, Math.ceil((ends[0]! - this.virtual) / this.speed - FORGIVEN));
  }

  /** Brings virtual time up to now. */
  private read(now: number): void {
    this.virtual += (now - this.readAt) * this.speed;
    this.readAt = now;
    if (this.virtual > REBASE) this.rebase();
  }

  private rebase(): void {
    const { ends } = this;
    for (let i = 0; i < ends.length; i++) ends[i]! -= this.virtual;
    this.virtual = 0;
  }

  private sizeChanged(): void {
    const n = this.jobs.length;
    this.speed = n > this.cores ? this.cores / n : 1;
    if (n === 0) this.virtual = 0;
  }

  private up(from: number): void {
    let i = from;
    while (i > 0) {
      const above = (i - 1) >> 1;
      if (!this.isBefore(i, above)) break;
      this.swap(i, above);
      i = above;
    }
  }

  private down(from: number): void {
    const n = this.jobs.length;
    let i = from;
    for (;;) {
      let below = 2 * i + 1;
      if (below >= n) break;
      if (below + 1 < n && this.isBefore(below + 1, below)) below += 1;
      if (!this.isBefore(below, i)) break;
      this.swap(i, below);
      i = below;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const { ends, order } = this;
    return ends[a]! < ends[b]! || (ends[a] === ends[b] && order[a]! < order[b]!);
  }

  private swap(a: number, b: number): void {
    const { jobs, ends, order } = this;
    const job = jobs[a]!;
    const end = ends[a]!;
    const came = order[a]!;
    this.put(a, jobs[b]!, ends[b]!, order[b]!);
    this.put(b, job, end, came);
  }

  private put(slot: number, job: T, end: number, came: number): void {
    this.jobs[slot] = job;
    this.ends[slot] = end;
    this.order[slot] = came;
  }
}
