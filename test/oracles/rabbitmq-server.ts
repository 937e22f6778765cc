import { type Death, deathReasons, type DeathReason, goesRound, withDeath } from '../../engine/policies/queue/deaths';
import { MessageQueue, NEVER } from '../../engine/policies/queue/message-queue';
import type { QueueRules } from '../../engine/policies/queue-params';
import { Window, Windows } from '../../engine/policies/queue/windows';

/** A message outside any simulation. */
class Letter {
  following: Letter | null = null;
  preceding: Letter | null = null;
  slot = 0;
  priority = 0;
  count = 0;
  expiresAt = NEVER;
  deaths: readonly Death[] = [];
  constructor(readonly body: string) {}
}

/** What a consumer of the real server would see of a delivery. */
export interface Seen {
  readonly body: string;
  readonly redelivered: boolean;
  readonly xDeath: readonly { readonly reason: string; readonly queue: string; readonly count: number; readonly exchange: string }[];
}

export interface Consumer {
  readonly window: Window;
  readonly onMessage: (seen: Seen, delivery: Delivery) => void;
}
export interface Delivery {
  ack(): void;
  nack(requeue: boolean): void;
}

interface Queue {
  readonly name: string;
  readonly policy: MessageQueue<Letter>;
  readonly windows: Windows<Window>;
  readonly consumers: Map<Window, Consumer>;
  readonly held: Map<Window, Set<Letter>>;
  readonly deadLetterTo: string | null;
}

const plain: QueueRules = {
  capacity: 1e9,
  overflow: 'drop-head',
  maxDeliveries: 1e9,
  requeue: 'position',
  onFailure: 'requeue',
  ttl: NEVER,
  order: 'fifo',
};

/** The policy in the place of the real server: queues, consumers and a clock, and no simulation. Times in milliseconds. */
export class Rabbit {
  now = 0;
  private readonly queues = new Map<string, Queue>();
  private readonly agenda: { readonly at: number; readonly run: () => void }[] = [];

  declare(name: string, rules: Partial<QueueRules> = {}, deadLetterTo: string | null = null, prefetch = 1e9): void {
    const policy = new MessageQueue<Letter>({ ...plain, ...rules }, (letter, reason) => this.dead(this.of(name), letter, reason));
    const held = new Map<Window, Set<Letter>>();
    this.queues.set(name, { name, policy, windows: new Windows(prefetch), consumers: new Map(), held, deadLetterTo });
  }

  /** Lets something happen later. */
  at(at: number, run: () => void): void {
    this.agenda.push({ at, run });
  }

  /** Until nothing is left to happen: what was asked for, and what expires. */
  run(): void {
    for (;;) {
      const next = this.agenda.toSorted((a, b) => a.at - b.at)[0];
      const expiry = Math.min(...[...this.queues.values()].map(({ policy }) => policy.nextExpiry));
      if (next === undefined && expiry === NEVER) return;
      if (next !== undefined && next.at <= expiry) {
        this.agenda.splice(this.agenda.indexOf(next), 1);
        this.now = next.at;
        next.run();
      } else {
        this.now = expiry;
        for (const { policy } of this.queues.values()) policy.expire(expiry);
      }
    }
  }

  /** @returns false for a message that was refused: basic.nack for a publisher with confirms */
  publish(name: string, body: string, ttl = NEVER): boolean {
    return this.put(this.of(name), new Letter(body), ttl);
  }

  /** basic.get; null when there is nothing. */
  get(name: string): { readonly seen: Seen; readonly delivery: Delivery } | null {
    const queue = this.of(name);
    const letter = queue.policy.take(this.now);
    return letter && { seen: this.seen(letter), delivery: this.delivery(queue, letter, null) };
  }

  /** basic.get and basic.ack until nothing is left. */
  drain(name: string): Seen[] {
    const all: Seen[] = [];
    for (let got = this.get(name); got !== null; got = this.get(name)) {
      got.delivery.ack();
      all.push(got.seen);
    }
    return all;
  }

  consume(name: string, onMessage: Consumer['onMessage']): Window {
    const queue = this.of(name);
    const window = new Window();
    queue.consumers.set(window, { window, onMessage });
    queue.held.set(window, new Set());
    queue.windows.join(window);
    this.deliver(queue);
    return window;
  }

  /** The channel closes: what its consumer has not acknowledged goes back. */
  close(name: string, window: Window): void {
    const queue = this.of(name);
    window.gone = true;
    for (const letter of queue.held.get(window)!) queue.policy.giveBack(letter);
    this.deliver(queue);
  }

  private put(queue: Queue, letter: Letter, ttl: number): boolean {
    if (!queue.policy.publish(letter, this.now, ttl)) return false;
    this.deliver(queue);
    queue.policy.trim();
    return true;
  }

  private deliver(queue: Queue): void {
    queue.policy.expire(this.now);
    while (queue.policy.backlog.head !== null && queue.windows.open) {
      const window = queue.windows.next()!;
      const letter = queue.policy.take(this.now)!;
      queue.held.get(window)!.add(letter);
      queue.consumers.get(window)!.onMessage(this.seen(letter), this.delivery(queue, letter, window));
    }
  }

  private delivery(queue: Queue, letter: Letter, window: Window | null): Delivery {
    const settle = (): void => {
      if (window === null) return;
      queue.held.get(window)!.delete(letter);
      queue.windows.release(window);
    };
    return {
      ack: () => {
        settle();
        this.deliver(queue);
      },
      nack: (requeue) => {
        settle();
        const verdict = requeue ? queue.policy.verdict(letter) : 'rejected';
        if (verdict === null) queue.policy.requeue(letter);
        else this.dead(queue, letter, verdict);
        this.deliver(queue);
      },
    };
  }

  private dead(queue: Queue, letter: Letter, reason: DeathReason): void {
    if (queue.deadLetterTo === null) return;
    const copy = new Letter(letter.body);
    copy.deaths = withDeath(letter.deaths, this.numberOf(queue.name), reason);
    if (!goesRound(copy.deaths, this.numberOf(queue.deadLetterTo))) this.put(this.of(queue.deadLetterTo), copy, NEVER);
  }

  /** basic.publish of a message that was consumed, with its headers. */
  republish(name: string, { body, xDeath }: Seen): void {
    const letter = new Letter(body);
    letter.deaths = xDeath.map(({ reason, queue, count }) => {
      const known = deathReasons.find((each) => each.replace('-', '_') === reason)!;
      return { reason: known, queue: this.numberOf(queue), count };
    });
    this.put(this.of(name), letter, NEVER);
  }

  private seen({ body, count, deaths }: Letter): Seen {
    const names = [...this.queues.keys()];
    const xDeath = deaths.map(({ reason, queue, count: times }) => ({
      reason: reason.replace('-', '_'),
      queue: names[queue]!,
      count: times,
      exchange: '',
    }));
    return { body, redelivered: count > 1, xDeath };
  }

  private of(name: string): Queue {
    return this.queues.get(name)!;
  }

  private numberOf(name: string): number {
    return [...this.queues.keys()].indexOf(name);
  }
}
