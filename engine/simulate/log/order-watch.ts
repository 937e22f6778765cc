/** Things of which the last record is remembered. */
const MOST = 100_000;

/** Notices records that are taken after a later one about the same thing. */
export class OrderWatch {
  private readonly last = new Map<number, number>();

  /** @param sequence number of the record in its log @returns whether a later one about the thing has been taken before */
  sees(entity: number, sequence: number): boolean {
    const last = this.last.get(entity);
    if (last !== undefined && last > sequence) return true;
    if (last === undefined && this.last.size >= MOST) this.last.delete(this.last.keys().next().value!);
    this.last.set(entity, sequence);
    return false;
  }
}
