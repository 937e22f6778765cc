import { invariant } from '../core/invariant';

/** Something that can wait for another's work, and hangs on who waits beside it. */
interface Waiting<T> {
  following: T | null;
  preceding: T | null;
}

class Flight<T> {
  head: T | null = null;
  tail: T | null = null;
  waiting = 0;
  /** Flights that are free for use are chained. */
  next: Flight<T> | null = null;
}

/** Who may wait for one piece of work. Whoever comes beyond that does it too, so that no line grows without end. */
const MOST_WAITERS = 10_000;

/**
 * One piece of work a key at a time: whoever comes while it is under way waits and shares what comes of it, well or not, as with Go's
 * `singleflight.Group`. What is over takes no room.
 * @see https://pkg.go.dev/golang.org/x/sync/singleflight
 */
export class SingleFlight<T extends Waiting<T>> {
  private readonly byKey = new Map<number, Flight<T>>();
  private spare: Flight<T> | null = null;

  constructor(private readonly mostWaiters = MOST_WAITERS) {}

  /** Keys for which there is work under way. */
  get flying(): number {
    return this.byKey.size;
  }

  /** @returns leads: does the work, and must land it; waits: until then; alone: does it for itself only */
  join(key: number, who: T): 'leads' | 'waits' | 'alone' {
    const flight = this.byKey.get(key);
    if (flight === undefined) {
      this.takeOff(key);
      return 'leads';
    }
    if (flight.waiting >= this.mostWaiters) return 'alone';
    who.following = null;
    who.preceding = flight.tail;
    if (flight.tail === null) flight.head = who;
    else flight.tail.following = who;
    flight.tail = who;
    flight.waiting += 1;
    return 'waits';
  }

  /** Waits no more. */
  leave(key: number, who: T): void {
    const flight = this.byKey.get(key);
    invariant(flight, 'one waits only for work that is under way');
    const { preceding, following } = who;
    if (preceding === null) flight.head = following;
    else preceding.following = following;
    if (following === null) flight.tail = preceding;
    else following.preceding = preceding;
    who.following = null;
    who.preceding = null;
    flight.waiting -= 1;
  }

  /** The work is over. @returns the first of those who waited; the others hang on it by `following` */
  land(key: number): T | null {
    const flight = this.byKey.get(key);
    invariant(flight, 'one lands only work that is under way');
    this.byKey.delete(key);
    const { head } = flight;
    flight.head = null;
    flight.tail = null;
    flight.waiting = 0;
    flight.next = this.spare;
    this.spare = flight;
    return head;
  }

  private takeOff(key: number): void {
    const flight = this.spare ?? new Flight<T>();
    this.spare = flight.next;
    flight.next = null;
    this.byKey.set(key, flight);
  }
}
