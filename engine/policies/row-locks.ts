import { invariant } from '../core/invariant';

/** Something that can stand in the queue before a lock. */
export interface Waiting<T> {
  following: T | null;
  preceding: T | null;
}

class Lock<T> {
  holder: T | null = null;
  head: T | null = null;
  tail: T | null = null;
  /** Locks that are free for use are chained. */
  next: Lock<T> | null = null;
}

/**
 * Locks on rows, one a key, first come first served. Who holds a lock has it alone. Locks that nobody holds take no room, and those that are
 * given back are used again.
 */
export class RowLocks<T extends Waiting<T>> {
  private readonly byKey = new Map<number, Lock<T>>();
  private spare: Lock<T> | null = null;

  /** Rows that are locked. */
  get held(): number {
    return this.byKey.size;
  }

  /** @returns whether the lock was free; it is the holder's now. Else it must wait. */
  take(key: number, holder: T): boolean {
    if (this.byKey.has(key)) return false;
    const lock = this.spare ?? new Lock<T>();
    this.spare = lock.next;
    lock.next = null;
    lock.holder = holder;
    this.byKey.set(key, lock);
    return true;
  }

  /** Whether it holds the lock. */
  holds(key: number, who: T): boolean {
    const lock = this.byKey.get(key);
    return lock !== undefined && lock.holder === who;
  }

  /** Stands at the end of the queue for a lock that another holds. */
  wait(key: number, waiter: T): void {
    const lock = this.byKey.get(key);
    invariant(lock, 'one waits only for a lock that is held');
    waiter.following = null;
    waiter.preceding = lock.tail;
    if (lock.tail === null) lock.head = waiter;
    else lock.tail.following = waiter;
    lock.tail = waiter;
  }

  /** Leaves the queue. */
  giveUp(key: number, waiter: T): void {
    const lock = this.byKey.get(key);
    invariant(lock, 'one leaves only a queue that one stands in');
    const { preceding, following } = waiter;
    if (preceding === null) lock.head = following;
    else preceding.following = following;
    if (following === null) lock.tail = preceding;
    else following.preceding = preceding;
    waiter.following = null;
    waiter.preceding = null;
  }

  /** Gives the lock back. @returns who has it now, having waited longest; null where nobody waited */
  release(key: number): T | null {
    const lock = this.byKey.get(key);
    invariant(lock, 'one gives back only a lock that is held');
    const next = lock.head;
    if (next !== null) this.giveUp(key, next);
    lock.holder = next;
    if (next === null) {
      this.byKey.delete(key);
      lock.next = this.spare;
      this.spare = lock;
    }
    return next;
  }
}
