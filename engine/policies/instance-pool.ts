const GONE = 0;
const STARTING = 1;
const WARM = 2;

interface Instance {
  state: number;
  inUse: number;
  idleSince: number;
}

/**
 * Instances of a serverless function: started when a call finds none with room, kept warm for a while after their last call, then
 * reaped. Which of the warm ones takes a call: the one that was used last, so that the others can be let go.
 * @see engine/SOURCES.md#serverless
 */
export class InstancePool {
  private readonly instances: Instance[] = [];
  /** Warm ones with room, the last used one last; starting ones with room. */
  private readonly warm: number[] = [];
  private readonly starting: number[] = [];
  private live = 0;

  /**
   * @param limit most instances at one time
   * @param concurrency calls that one instance takes at once
   */
  constructor(
    private limit: number,
    private concurrency: number,
  ) {}

  /** Takes new bounds. Instances beyond them finish what they have. */
  configure(limit: number, concurrency: number): void {
    this.limit = limit;
    this.concurrency = concurrency;
    this.warm.length = 0;
    this.starting.length = 0;
    this.instances.forEach((instance, id) => {
      if (instance.state !== GONE && instance.inUse < concurrency) this.listOf(instance).push(id);
    });
  }

  /** Instances that there are, starting ones included. */
  get size(): number {
    return this.live;
  }

  isWarm(id: number): boolean {
    return this.instances[id]?.state === WARM;
  }

  /** Number of the instance with room that takes the next call, warm if there is one; -1 when there is none. */
  room(): number {
    return this.warm.at(-1) ?? this.starting[0] ?? -1;
  }

  /** Whether another instance may be started. */
  get mayStart(): boolean {
    return this.live < this.limit;
  }

  /** Begins to start an instance of this number. */
  start(id: number): void {
    while (this.instances.length <= id) this.instances.push({ state: GONE, inUse: 0, idleSince: 0 });
    const instance = this.instances[id]!;
    instance.state = STARTING;
    instance.inUse = 0;
    this.live += 1;
    this.starting.push(id);
  }

  /** An instance has started. [ns] */
  started(id: number, now: number): void {
    const instance = this.instances[id]!;
    drop(this.starting, id);
    instance.state = WARM;
    instance.idleSince = now;
    if (instance.inUse < this.concurrency) this.warm.push(id);
  }

  /** Gives a call to an instance with room. */
  take(id: number): void {
    const instance = this.instances[id]!;
    instance.inUse += 1;
    if (instance.inUse >= this.concurrency) drop(this.listOf(instance), id);
  }

  /** A call has left the instance. [ns] @returns whether it has nothing left to do */
  release(id: number, now: number): boolean {
    const instance = this.instances[id]!;
    if (instance.state === GONE) return false;
    instance.inUse -= 1;
    instance.idleSince = now;
    if (instance.inUse === this.concurrency - 1) this.listOf(instance).push(id);
    return instance.inUse === 0;
  }

  /** When an idle instance has been kept warm for long enough; Infinity for one that is at work or starting. [ns] */
  reapAt(id: number, keepAlive: number): number {
    const instance = this.instances[id]!;
    return instance.state === WARM && instance.inUse === 0 ? instance.idleSince + keepAlive : Infinity;
  }

  /** The instance is gone: reaped, or dead. */
  end(id: number): void {
    const instance = this.instances[id];
    if (instance === undefined || instance.state === GONE) return;
    drop(this.listOf(instance), id);
    instance.state = GONE;
    this.live -= 1;
  }

  private listOf({ state }: Instance): number[] {
    return state === WARM ? this.warm : this.starting;
  }
}

/** Nearly always the last one: the instance that was used last is full, or has room again. */
function drop(list: number[], id: number): void {
  const at = list.lastIndexOf(id);
  if (at === list.length - 1) list.pop();
  else if (at >= 0) list.splice(at, 1);
}
