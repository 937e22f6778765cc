/** Things whose versions are kept; the ones that were written first are forgotten beyond that. */
const MOST = 1_000_000;

/**
 * How many writes of each thing its system of record has committed. Whoever reads less than that reads something stale.
 * Things are the numbers of `keyOf`.
 */
export class Versions {
  private readonly counts = new Map<number, number>();
  /** Things that were let go for want of room: what is read of them no longer counts as stale. */
  forgotten = 0;

  constructor(private readonly most = MOST) {}

  /** 0 for a thing that was never written. */
  of(key: number): number {
    return this.counts.get(key) ?? 0;
  }

  /** A write is committed. @returns the new version */
  write(key: number): number {
    const version = this.of(key) + 1;
    if (version === 1 && this.counts.size >= this.most) this.forgetFirst();
    this.counts.set(key, version);
    return version;
  }

  /** The newest write is gone: the system of record has failed over to a copy that never had it. */
  lose(key: number): void {
    const version = this.of(key);
    if (version > 0) this.counts.set(key, version - 1);
  }

  private forgetFirst(): void {
    for (const key of this.counts.keys()) {
      this.counts.delete(key);
      this.forgotten += 1;
      return;
    }
  }
}
