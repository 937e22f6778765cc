/** What can wait in a backlog. The links are the message's own, so that waiting allocates nothing. */
export interface Queueable<T extends Queueable<T>> {
  following: T | null;
  preceding: T | null;
  /** Its place in the order in which messages came to this queue. */
  slot: number;
  /** 0 … 9; higher goes first where the queue looks at it. */
  priority: number;
  /** Deliveries so far. */
  count: number;
  /** When it expires; NEVER for a message that does not. [ns] */
  expiresAt: number;
}

const PRIORITIES = 10;

/** Messages in order of coming, or by priority and in order of coming within it. One that comes back finds its place again. */
export class Backlog<T extends Queueable<T>> {
  head: T | null = null;
  length = 0;
  private tail: T | null = null;
  private nextSlot = 0;
  /** Last message of each priority; null while nobody looks at priorities. */
  private lasts: (T | null)[] | null = null;

  /** Whether messages lie by priority. Those that wait are put in order at once. */
  configure(byPriority: boolean): void {
    if (byPriority === (this.lasts !== null)) return;
    const all: T[] = [];
    for (let message = this.shift(); message !== null; message = this.shift()) all.push(message);
    this.lasts = byPriority ? Array.from({ length: PRIORITIES }, () => null) : null;
    for (const message of all.sort((a, b) => a.slot - b.slot)) this.enter(message);
  }

  /** Puts a message behind all that came before it. */
  push(message: T): void {
    message.slot = this.nextSlot++;
    this.enter(message);
  }

  /** Puts a message back where it lay: before all that came after it. Its walk is as long as the number of messages that lie before. */
  putBack(message: T): void {
    let behind: T | null = null;
    for (let other = this.head; other !== null && this.isBefore(other, message); other = other.following) behind = other;
    this.insert(message, behind);
    const { lasts } = this;
    if (lasts === null) return;
    const last = lasts[message.priority]!;
    if (last === null || last.slot < message.slot) lasts[message.priority] = message;
  }

  shift(): T | null {
    const { head } = this;
    if (head !== null) this.remove(head);
    return head;
  }

  remove(message: T): void {
    const { following, preceding } = message;
    const { lasts } = this;
    if (lasts !== null && lasts[message.priority] === message)
      lasts[message.priority] = preceding !== null && preceding.priority === message.priority ? preceding : null;
    if (preceding === null) this.head = following;
    else preceding.following = following;
    if (following === null) this.tail = preceding;
    else following.preceding = preceding;
    message.following = null;
    message.preceding = null;
    this.length -= 1;
  }

  private enter(message: T): void {
    const { lasts } = this;
    if (lasts === null) {
      this.insert(message, this.tail);
      return;
    }
    let { priority } = message;
    while (priority < PRIORITIES && lasts[priority] === null) priority++;
    this.insert(message, priority < PRIORITIES ? lasts[priority]! : null);
    lasts[message.priority] = message;
  }

  private isBefore(one: T, other: T): boolean {
    if (this.lasts !== null && one.priority !== other.priority) return one.priority > other.priority;
    return one.slot < other.slot;
  }

  private insert(message: T, behind: T | null): void {
    const following = behind === null ? this.head : behind.following;
    message.preceding = behind;
    message.following = following;
    if (behind === null) this.head = message;
    else behind.following = message;
    if (following === null) this.tail = message;
    else following.preceding = message;
    this.length += 1;
  }
}
