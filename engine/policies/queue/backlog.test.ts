import { expect, test } from 'vitest';
import { Rng } from '../../core/rng';
import { Backlog, type Queueable } from './backlog';

class Message implements Queueable<Message> {
  following: Message | null = null;
  preceding: Message | null = null;
  slot = 0;
  count = 0;
  expiresAt = Infinity;
  constructor(readonly priority: number) {}
}

const inOrder = (backlog: Backlog<Message>): Message[] => {
  const all: Message[] = [];
  for (let message = backlog.head; message !== null; message = message.following) all.push(message);
  return all;
};

// Method: 20,000 random pushes, returns and departures, beside a list that is sorted anew each time; priorities come and go.
test('a message that comes back finds its place, whatever has come and gone', () => {
  const rng = Rng.root(1);
  const backlog = new Backlog<Message>();
  const waiting: Message[] = [];
  const out: Message[] = [];
  let byPriority = false;
  for (let step = 0; step < 20_000; step++) {
    const what = rng.int(100);
    if (what === 0) {
      byPriority = !byPriority;
      backlog.configure(byPriority);
    } else if (what < 45) {
      const message = new Message(rng.int(10));
      backlog.push(message);
      waiting.push(message);
    } else if (what < 60 && out.length > 0) {
      const [message] = out.splice(rng.int(out.length), 1);
      backlog.putBack(message!);
      waiting.push(message!);
    } else if (what < 90) {
      const message = backlog.shift();
      if (message !== null) out.push(...waiting.splice(waiting.indexOf(message), 1));
    } else if (waiting.length > 0) {
      const [message] = waiting.splice(rng.int(waiting.length), 1);
      backlog.remove(message!);
      out.push(message!);
    }
    waiting.sort((a, b) => (byPriority ? b.priority - a.priority : 0) || a.slot - b.slot);
    expect(backlog.length).toBe(waiting.length);
    if (step % 20 === 0 && !inOrder(backlog).every((message, i) => message === waiting[i])) throw new Error(`out of order at ${step}`);
    if (out.length > 50) out.length = 0;
    if (waiting.length > 60) while (waiting.length > 0) backlog.remove(waiting.pop()!);
  }
});
