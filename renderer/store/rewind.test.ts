import { beforeEach, describe, expect, test } from 'vitest';
import { success } from '../../engine/core/problem';
import type { Design, DesignNode } from '../../engine/design/schema';
import { Engine } from '../../engine/worker/engine';
import { live } from './live';
import type { EnginePort, Notice } from './ports';
import { createStudio } from './studio';

// The store with the real engine: what the user sees of going back in time.

const service = (id: string, params: object = {}) => ({ id, kind: 'service', position: { x: 0, y: 0 }, params }) as DesignNode;
const design: Design = {
  version: 1,
  name: 'Two',
  nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } }, service('a'), service('b')],
  links: [
    { id: 'users-a', from: 'users', to: 'a' },
    { id: 'a-b', from: 'a', to: 'b' },
  ],
};
const slow = { id: 'slow', action: 'slow-down', target: { node: 'b' }, params: { factor: 9 } } as const;

/** The engine with a clock of its own, whose sleeps let everything else go on. */
class TestEngine extends Engine implements EnginePort {
  die: (error: Error) => void = () => undefined;
  constructor() {
    let now = 0;
    super({
      now: () => (now += 0.1),
      sleep: (ms) => {
        now += ms;
        return new Promise((resolve) => setTimeout(resolve, 0));
      },
    });
  }
  onDeath(listener: (error: Error) => void): void {
    this.die = listener;
  }
}

let engine: TestEngine;
let notices: Notice[];
let store: ReturnType<typeof createStudio>;
const state = () => store.getState();
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(async () => {
  engine = new TestEngine();
  notices = [];
  let now = 0;
  store = createStudio({
    engine,
    files: { open: async () => success(null), save: async () => success(null), attach: () => undefined },
    say: (notice) => notices.push(notice),
    now: () => (now += 10_000),
    gesture: () => null,
  });
  state().show(design, { name: 'Two' });
  await settled();
  state().pause();
  state().restart();
  await settled();
});

/** Step by step to a moment. [s] */
async function runTo(time: number): Promise<void> {
  while (live.time < time - 0.01) await state().step();
}
const workers = (id: string) =>
  (state().document.nodes?.find((node) => node.id === id)?.params as { workers?: number } | undefined)?.workers;
const setWorkers = (count: number) => state().edit({ kind: 'replace-node', node: service('b', { workers: count }) });

/** Edits at 2 and 4 s, a fault from 3 to 5 s, a node that comes at 4 s; stands at 6 s. */
async function anHistory(): Promise<string> {
  await runTo(2);
  setWorkers(3);
  await runTo(3);
  await state().injectFault(slow);
  await runTo(4);
  state().edit({ kind: 'add-node', node: service('c') });
  await settled();
  await runTo(5);
  await state().healFault('slow');
  await runTo(6);
  return (await engine.record()).digest;
}

describe('rewinding', () => {
  test('shows the moment with its document, and playing on without a change gives the same run and the same document', async () => {
    const digest = await anHistory();
    const before = state();
    await state().rewind(2.6, 'fork');
    expect([live.time, workers('b'), state().document.nodes?.length, state().activeFaults]).toEqual([2.6, 3, 3, []]);
    await state().rewind(1, 'fork');
    expect([live.time, workers('b')]).toEqual([1, undefined]);
    await runTo(3.4);
    expect([workers('b'), state().document.nodes?.length, state().activeFaults]).toEqual([3, 3, ['slow']]);
    await runTo(6);
    expect((await engine.record()).digest).toBe(digest);
    expect(state().document).toBe(before.document);
    expect(state().undoState).toBe(before.undoState);
    expect(live.marks.map(({ kind }) => kind)).toEqual(['edit', 'fault-start', 'edit', 'fault-end']);
  });

  test('a change by hand goes another way: what was recorded later does not happen, and nothing of the document is lost', async () => {
    const digest = await anHistory();
    const tip = state().document;
    await state().rewind(2.6, 'fork');
    setWorkers(7);
    await settled();
    await runTo(6);
    expect(state().log?.changes.map(({ change }) => change.kind)).toEqual(['edit', 'edit']);
    expect([workers('b'), state().document.nodes?.length, live.marks.length]).toEqual([7, 3, 2]);
    expect((await engine.record()).digest).not.toBe(digest);
    expect(state().original).toMatchObject({ forkAt: 2.6, time: 6 });
    expect(state().original?.histories.nodeAt('b', 'arrivals', 5.5)).toBeGreaterThan(50);
    state().undo();
    expect([workers('b'), state().document.nodes?.length]).toEqual([3, 3]);
    state().undo();
    expect(state().document).toBe(tip);
  });

  test('back to the original: its run to the digest, its document, and the fork a step of undo away', async () => {
    const digest = await anHistory();
    const tip = state().document;
    await state().rewind(2.6, 'fork');
    setWorkers(7);
    await settled();
    await runTo(4);
    await state().backToOriginal();
    expect([live.time, (await engine.record()).digest, state().original]).toEqual([6, digest, null]);
    expect(state().document).toEqual(tip);
    state().undo();
    expect(workers('b')).toBe(7);
  });

  test('a fork that is kept has no original any more', async () => {
    await anHistory();
    await state().rewind(2.6, 'fork');
    expect(state().original?.forkAt).toBe(2.6);
    state().keepFork();
    expect(state().original).toBeNull();
  });

  test('played on past where it was, it is its own original', async () => {
    await anHistory();
    await state().rewind(5.5, 'play');
    expect(state().original?.forkAt).toBeNull();
    while (live.time < 6.4) await settled();
    state().pause();
    expect(state().original).toBeNull();
  });

  test('cards that were moved since stay where they are', async () => {
    await anHistory();
    state().edit({ kind: 'move-nodes', positions: { a: { x: 500, y: 60 } } });
    const tip = state().document;
    await state().rewind(1, 'fork');
    expect(state().document.nodes?.[1]?.position).toEqual({ x: 500, y: 60 });
    await runTo(6);
    expect(state().document).toEqual(tip);
  });

  test('cancelled, nothing has changed; a change while it is under way cancels it', async () => {
    await anHistory();
    const { document, log } = state();
    const going = state().rewind(5, 'fork');
    state().cancelSeek();
    await going;
    expect([live.time, state().document, state().log, state().seeking, state().original]).toEqual([6, document, log, null, null]);
    const again = state().rewind(5, 'fork');
    setWorkers(8);
    await again;
    await settled();
    expect([live.time, workers('b'), state().original]).toEqual([6, 8, null]);
    expect(state().log?.changes.at(-1)?.change.at).toBe(6e9);
  });
});

describe('undo', () => {
  test('covers faults by hand and their healing', async () => {
    await runTo(1);
    await state().injectFault(slow);
    setWorkers(3);
    await settled();
    await state().healFault('slow');
    await runTo(2);
    expect(state().activeFaults).toEqual([]);
    state().undo();
    await runTo(3);
    expect([state().activeFaults, workers('b')]).toEqual([['slow'], 3]);
    state().undo();
    state().undo();
    await runTo(4);
    expect([state().activeFaults, workers('b'), state().undoState.past.length]).toEqual([[], undefined, 0]);
    state().redo();
    await runTo(5);
    expect(state().activeFaults).toEqual(['slow']);
    state().redo();
    state().redo();
    await runTo(6);
    expect([state().activeFaults, workers('b'), state().undoState.future.length]).toEqual([[], 3, 0]);
    expect(state().document.nodes?.length).toBe(3);
  });

  test('faults of a run that was begun anew are no steps any more', async () => {
    await state().injectFault(slow);
    setWorkers(3);
    state().restart();
    await settled();
    expect(state().undoState.past).toHaveLength(1);
  });
});

describe('a worker that died', () => {
  test('begins anew, and goes back to where it was when asked: the same run', async () => {
    const digest = await anHistory();
    engine.die(new Error('The simulation stopped.'));
    await settled();
    expect(live.time).toBe(0);
    expect(state().cutShort).toMatchObject({ time: 6 });
    await state().resume();
    state().pause();
    expect(state().cutShort).toBeNull();
    expect(live.time).toBeGreaterThanOrEqual(6);
    await state().rewind(6, 'fork');
    expect((await engine.record()).digest).toBe(digest);
  });
});
