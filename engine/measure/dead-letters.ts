import { z } from 'zod';
import { causes } from '../policies/causes';
import { type DeathReason, deathReasons } from '../policies/queue/deaths';

/** Letters of each kind that are kept for a look. */
const KEPT = 5;

const zDeadLetter = z.strictObject({
  at: z.number().describe('When it died. [s]'),
  entity: z.number().describe('What its request is about; -1 where the client draws nothing.'),
  request: z.number().describe('Number of the request in whose name it was published.'),
  deliveries: z.number().describe('Times that it was delivered.'),
  cause: z.string().nullable().describe('Why its consumer failed, the last time; null where none did.'),
  age: z.number().describe('Time since it came to the queue. [ms]'),
});
export const zDeadLetters = z.strictObject({
  reason: z.enum(deathReasons).describe('Why: rejected, delivery-limit, expired or maxlen, as RabbitMQ says it.'),
  event: z.string().describe('Name of the event; empty for the obvious message of a node without operations.'),
  count: z.number().describe('In the account.'),
  last: z.array(zDeadLetter).describe('The last few, latest first, of the whole run.'),
});
type DeadLetter = z.infer<typeof zDeadLetter>;
export type DeadLetters = z.infer<typeof zDeadLetters>;

/** What there is to know of a message that dies. Times in nanoseconds. */
export interface Dying {
  readonly entity: number;
  readonly request: number;
  readonly count: number;
  readonly cause: number;
  readonly arrivedAt: number;
}

const blank: DeadLetter = { at: 0, entity: -1, request: -1, deliveries: 0, cause: null, age: 0 };

interface Line {
  readonly reason: DeathReason;
  readonly event: string;
  count: number;
  /** Latest first; the objects are used again and again. */
  readonly last: DeadLetter[];
}

/** The dead letters of one queue by reason and event, with the last few of each. Bounded by the events that a design can name. */
export class DeadLetterLog {
  private readonly lines: Line[] = [];
  private readonly byKey = new Map<number, Line>();

  constructor(private readonly nameOf: (event: number) => string) {}

  /** @param event number of the message’s event */
  add(reason: DeathReason, event: number, dying: Dying, now: number): void {
    const key = event * deathReasons.length + deathReasons.indexOf(reason);
    let line = this.byKey.get(key);
    if (line === undefined) {
      line = { reason, event: this.nameOf(event), count: 0, last: [] };
      this.lines.push(line);
      this.byKey.set(key, line);
    }
    line.count += 1;
    const { entity, request, count, cause, arrivedAt } = dying;
    const letter = line.last.length < KEPT ? { ...blank } : line.last.pop()!;
    letter.at = now / 1e9;
    letter.entity = entity;
    letter.request = request;
    letter.deliveries = count;
    letter.cause = causes[cause] ?? null;
    letter.age = (now - arrivedAt) / 1e6;
    line.last.unshift(letter);
  }

  /** Where the counts stand, to look back to. */
  counts(): number[] {
    return this.lines.map(({ count }) => count);
  }

  /** What died since the counts were taken, most first. */
  since(counts: readonly number[]): DeadLetters[] {
    return this.lines
      .map(({ reason, event, count, last }, i) => ({
        reason,
        event,
        count: count - (counts[i] ?? 0),
        last: last.map((letter) => ({ ...letter })),
      }))
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count);
  }
}

/** The same as it stands in a report. */
export function deadLettersSince(log: DeadLetterLog | null, counts: readonly number[]): { deadLetters?: DeadLetters[] } {
  const lines = log?.since(counts) ?? [];
  return lines.length > 0 ? { deadLetters: lines } : {};
}
