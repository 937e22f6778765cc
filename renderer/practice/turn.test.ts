import { expect, test } from 'vitest';
import { createTurn } from './turn';

type Held = (lock: Lock | null) => Promise<unknown>;

/** One lock that windows share, as the browser keeps it. */
function browser() {
  let holder: { readonly end: (error: Error) => void } | null = null;
  const line: (() => void)[] = [];
  const request = ((_name: string, options: LockOptions, held: Held) =>
    new Promise((resolve, reject) => {
      const have = () => {
        const mine = { end: reject };
        holder = mine;
        void held({ name: _name, mode: 'exclusive' }).then(() => resolve(undefined as never));
      };
      if (options.steal) {
        holder?.end(new Error('stolen'));
        have();
      } else if (!holder) have();
      else if (options.ifAvailable) void held(null).then(() => resolve(undefined as never));
      else {
        line.push(have);
        options.signal?.addEventListener('abort', () => {
          line.splice(line.indexOf(have), 1);
          reject(new Error('aborted'));
        });
      }
    })) as LockManager['request'];
  /** The window that holds it is closed. */
  const close = () => {
    holder = null;
    line.shift()?.();
  };
  return { request, close };
}

function opened(locks: Pick<LockManager, 'request'> | undefined) {
  const calls: string[] = [];
  const turn = createTurn(locks);
  void turn.begin({ gained: async () => void calls.push('gained'), lost: () => void calls.push('lost') });
  return { ...turn, calls, now: () => turn.store.getState().turn };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

test('the first window has it; the second says so until it takes it, and then the first says so', async () => {
  const shared = browser();
  const first = opened(shared);
  await soon();
  const second = opened(shared);
  await soon();
  expect([first.now(), second.now()]).toEqual(['here', 'elsewhere']);
  expect(second.calls).toEqual([]);
  second.take();
  await soon();
  expect([first.now(), second.now()]).toEqual(['elsewhere', 'here']);
  expect([first.calls, second.calls]).toEqual([['gained', 'lost'], ['gained']]);
});

test('when the window that has it is closed, the other goes on and reads anew', async () => {
  const shared = browser();
  const first = opened(shared);
  await soon();
  const second = opened(shared);
  await soon();
  second.take();
  await soon();
  shared.close();
  await soon();
  expect(first.now()).toBe('here');
  expect(first.calls).toEqual(['gained', 'lost', 'gained']);
});

test('without locks a window is the only one', async () => {
  const only = opened(undefined);
  await soon();
  expect([only.now(), only.calls]).toEqual(['here', ['gained']]);
});
