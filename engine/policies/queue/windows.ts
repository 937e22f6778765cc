/** One consumer, as its queue sees it. */
export class Window {
  /** Deliveries that it has not acknowledged. */
  unacked = 0;
  /** Takes no more deliveries. */
  gone = false;
  /** Stands in the row. */
  listed = false;
  following: Window | null = null;
}

/**
 * Consumers take turns, and each holds at most `prefetch` messages that it has not acknowledged. One that is full leaves the row, and
 * joins it again at its end with the next acknowledgement: RabbitMQ’s order.
 * @see engine/SOURCES.md#rabbitmq
 */
export class Windows<W extends Window> {
  private head: W | null = null;
  private tail: W | null = null;

  constructor(private readonly prefetch: number) {}

  /** A consumer comes, or comes back. One that is full stands in the row only when it is not. */
  join(window: W): void {
    if (window.listed || window.gone || window.unacked >= this.prefetch) return;
    window.listed = true;
    window.following = null;
    if (this.tail === null) this.head = window;
    else this.tail.following = window;
    this.tail = window;
  }

  /** Whether any consumer has room. */
  get open(): boolean {
    while (this.head !== null && this.head.gone) this.shift();
    return this.head !== null;
  }

  /** The consumer whose turn it is, one delivery fuller now; null when all are full. */
  next(): W | null {
    if (!this.open) return null;
    const window = this.shift();
    window.unacked += 1;
    this.join(window);
    return window;
  }

  /** A delivery is acknowledged, given back, or void. */
  release(window: W): void {
    window.unacked -= 1;
    this.join(window);
  }

  private shift(): W {
    const window = this.head!;
    this.head = window.following as W | null;
    if (this.head === null) this.tail = null;
    window.listed = false;
    window.following = null;
    return window;
  }
}
