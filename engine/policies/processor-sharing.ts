/** What shares processors. While it does, the fields belong to the `ProcessorSharing` that it is in. */
export interface Job {
  /** Virtual time at which its work is done. [ns] */
  at: number;
  /** Order of coming: of jobs that are done at one moment the first to come leaves first. */
  seq: number;
  /** Place in the heap. */
  slot: number;
}

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
export class ProcessorSharing<T extends Job> {
  private readonly heap: T[] = [];
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
    return this.heap.length;
  }

  setCores(cores: number, now: number): void {
    this.read(now);
    this.cores = cores;
    this.sizeChanged();
  }

  /** A job comes with this much work. [ns of one core] */
  add(job: T, work: number, now: number): void {
    this.read(now);
    job.at = this.virtual + work;
    job.seq = this.seq++;
    this.heap.push(job);
    this.up(job, this.heap.length - 1);
    this.sizeChanged();
  }

  /** Takes a job out, done or not. */
  remove(job: T, now: number): void {
    this.read(now);
    const { heap } = this;
    const last = heap.pop()!;
    if (last !== job) {
      this.up(last, job.slot);
      this.down(last, last.slot);
    }
    this.sizeChanged();
  }

  /** The job that will be done first; null without any. */
  get first(): T | null {
    return this.heap[0] ?? null;
  }

  /** Any of the jobs: all can be had by removing it again and again. */
  get last(): T | null {
    return this.heap[this.heap.length - 1] ?? null;
  }

  /** Work that this job still needs. [ns of one core] */
  left(job: T, now: number): number {
    this.read(now);
    return Math.max(0, Math.ceil(job.at - this.virtual - FORGIVEN));
  }

  /** Time until the first job is done, if none comes or goes; Infinity without any. [ns, whole] */
  untilFirst(now: number): number {
    this.read(now);
    const { first } = this;
    return first === null ? Infinity : Math.max(0, Math.ceil((first.at - this.virtual) / this.speed - FORGIVEN));
  }

  /** Brings virtual time up to now. */
  private read(now: number): void {
    this.virtual += (now - this.readAt) * this.speed;
    this.readAt = now;
    if (this.virtual > REBASE) this.rebase();
  }

  private rebase(): void {
    for (const job of this.heap) job.at -= this.virtual;
    this.virtual = 0;
  }

  private sizeChanged(): void {
    const n = this.heap.length;
    this.speed = n > this.cores ? this.cores / n : 1;
    if (n === 0) this.virtual = 0;
  }

  private up(job: T, slot: number): void {
    const { heap } = this;
    let i = slot;
    while (i > 0) {
      const above = (i - 1) >> 1;
      const parent = heap[above]!;
      if (!before(job, parent)) break;
      heap[i] = parent;
      parent.slot = i;
      i = above;
    }
    heap[i] = job;
    job.slot = i;
  }

  private down(job: T, slot: number): void {
    const { heap } = this;
    const n = heap.length;
    let i = slot;
    for (;;) {
      let below = 2 * i + 1;
      if (below >= n) break;
      if (below + 1 < n && before(heap[below + 1]!, heap[below]!)) below += 1;
      const child = heap[below]!;
      if (!before(child, job)) break;
      heap[i] = child;
      child.slot = i;
      i = below;
    }
    heap[i] = job;
    job.slot = i;
  }
}

const before = (a: Job, b: Job): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq);
