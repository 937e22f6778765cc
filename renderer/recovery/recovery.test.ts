import { afterEach, beforeEach, expect, test } from 'vitest';
import { success } from '../../engine/core/problem';
import type { Design, DesignNode } from '../../engine/design/schema';
import { Engine } from '../../engine/worker/engine';
import { live } from '../store/live';
import type { EnginePort, Notice } from '../store/ports';
import { createStudio } from '../store/studio';
import { keptAt } from './kept-at';
import type { Kept } from './kept';
import { createRecovery } from './recovery';
import type { Shelf } from './shelf';

// A page that ends and another that begins, over one shelf.

const service = (id: string, params: object = {}) => ({ id, kind: 'service', position: { x: 0, y: 0 }, params }) as DesignNode;
const design: Design = {
  version: 1,
  name: 'Two',
  nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } }, service('a')],
  links: [{ id: 'users-a', from: 'users', to: 'a' }],
};
const slow = { id: 'slow', action: 'slow-down', target: { node: 'a' }, params: { factor: 9 } } as const;

/** As IndexedDB does: what comes out is a copy, in which what was shared is shared again. */
function testShelf() {
  const rows = new Map<string, { kept: Kept; at: number }>();
  const times = new Map<string, number>();
  const shelf: Shelf = {
    put: async (id, kept, at) => void rows.set(id, structuredClone({ kept, at })),
    putTime: async (id, time) => void times.set(id, time),
    take: async (id) => {
      const row = structuredClone(rows.get(id));
      return row ? { kept: row.kept, time: times.get(id) ?? 0 } : null;
    },
    drop: async (id) => {
      rows.delete(id);
      times.delete(id);
    },
    list: async () => [...rows].map(([id, { at, kept }]) => ({ id, at, name: kept.name })).sort((a, b) => b.at - a.at),
  };
  return { shelf, rows };
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

let shelf: ReturnType<typeof testShelf>;
let open: Set<string>;
let dismissed: Set<string>;
let clock = 0;
beforeEach(() => {
  shelf = testShelf();
  open = new Set();
  dismissed = new Set();
  clock = 1_000;
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A page with the studio in it, whose run stands still until it is stepped. */
async function openPage(id: string) {
  let now = 0;
  const engine = new Engine({
    now: () => (now += 0.1),
    sleep: (ms) => {
      now += ms;
      return new Promise((resolve) => setTimeout(resolve, 0));
    },
  });
  const notices: Notice[] = [];
  const say = (notice: Notice) => void notices.push(notice);
  const port: EnginePort = Object.assign(engine, { onDeath: () => undefined });
  const store = createStudio({
    engine: port,
    files: { open: async () => success(null), save: async () => success({ name: 'two.json', path: null }), attach: () => undefined },
    say,
    now: () => (clock += 10_000),
    gesture: () => null,
  });
  open.add(id);
  const { recovery, begin, keepNow } = createRecovery(store, {
    shelf: shelf.shelf,
    windows: { own: id, open: async () => new Set(open), wasDismissed: (other) => dismissed.has(other) },
    say,
    now: () => clock,
  });
  closing.push(await begin());
  store.getState().show(design, { name: 'Two' });
  await settled();
  store.getState().pause();
  store.getState().restart();
  await settled();
  return { store, engine, recovery, keepNow, notices, state: () => store.getState(), end: () => open.delete(id) };
}

/** An edit at 1 s, a fault at 2 s; stands at 3 s. */
async function work(page: Awaited<ReturnType<typeof openPage>>) {
  const runTo = async (time: number) => {
    while (live.time < time - 0.01) await page.state().step();
  };
  await runTo(1);
  page.state().edit({ kind: 'replace-node', node: service('a', { workers: 3 }) });
  await settled();
  await runTo(2);
  await page.state().injectFault(slow);
  await runTo(3);
  await page.keepNow();
  return page.engine.record();
}

test('what a page that ended had is offered to the next one, and restored: document, undo, seed, the run to the digest', async () => {
  const first = await openPage('first');
  const record = await work(first);
  first.end();
  const second = await openPage('second');
  const [offer] = second.recovery.getState().offers;
  expect(second.recovery.getState().offers).toMatchObject([{ id: 'first', name: 'Two' }]);
  expect(second.state().document).toBe(design);

  await second.recovery.getState().restore(offer!.id);
  while (second.state().run.phase !== 'running') await settled();
  second.state().pause();
  expect(second.state().document).toEqual(first.state().document);
  expect(second.state().file).toEqual({ path: null, name: 'Two', dirty: true });
  await second.state().rewind(3, 'fork');
  expect(await second.engine.record()).toEqual(record);
  expect(second.state().activeFaults).toEqual(['slow']);
  second.state().undo();
  second.state().undo();
  await settled();
  expect(second.state().document).toEqual(design);
  expect(second.state().file.dirty).toBe(false);
  // It is this page's now.
  await second.keepNow();
  expect([...shelf.rows.keys()]).toEqual(['second']);
  expect(second.recovery.getState().offers).toEqual([]);
});

test('a page that is open keeps its own; discarded, an offer is gone; what a user did not want is not offered', async () => {
  const first = await openPage('first');
  await work(first);
  const second = await openPage('second');
  expect(second.recovery.getState().offers).toEqual([]);
  await work(second);
  expect([...shelf.rows.keys()].toSorted()).toEqual(['first', 'second']);
  first.end();
  second.end();
  dismissed.add('second');
  const third = await openPage('third');
  expect(third.recovery.getState().offers.map(({ id }) => id)).toEqual(['first']);
  await third.recovery.getState().discard('first');
  expect(third.recovery.getState().offers).toEqual([]);
  expect(shelf.rows.size).toBe(0);
});

test('nothing is kept where nothing would be lost, and what was saved is kept no more', async () => {
  const page = await openPage('only');
  await page.keepNow();
  expect(shelf.rows.size).toBe(0);
  page.state().edit({ kind: 'move-nodes', positions: { a: { x: 9, y: 9 } } });
  await page.keepNow();
  expect(shelf.rows.size).toBe(1);
  await page.state().save();
  await page.keepNow();
  expect(shelf.rows.size).toBe(0);
});

test('changes are kept by themselves soon after they were made', async () => {
  const page = await openPage('only');
  page.state().edit({ kind: 'set-info', name: 'Three' });
  await expect.poll(() => shelf.rows.get('only')?.kept.document.name, { timeout: 20_000 }).toBe('Three');
});

test('of very many steps of undo the newest are kept, and they share what they shared', async () => {
  const page = await openPage('only');
  for (let i = 1; i <= 1_200; i++) page.state().edit({ kind: 'set-info', name: `Name ${i}` });
  await page.keepNow();
  const kept = shelf.rows.get('only')!.kept;
  expect([kept.past.length, kept.past.at(-1)?.design.name]).toEqual([1_000, 'Name 1199']);
  expect(kept.past[0]?.design.nodes).toBe(kept.document.nodes);
});

test('a shelf that does not work is told of once', async () => {
  shelf.shelf.put = () => Promise.reject(new Error('The disk is full.'));
  const page = await openPage('only');
  page.state().edit({ kind: 'set-info', name: 'Three' });
  await page.keepNow();
  await page.keepNow();
  expect(page.notices.map(({ title }) => title)).toEqual(['Changes cannot be kept on this machine']);
});

test('when it was, as people say it', () => {
  const at = new Date(2026, 10, 22, 10, 42).getTime();
  expect(keptAt(at, new Date(2026, 10, 22, 23, 0))).toBe('10:42');
  expect(keptAt(at, new Date(2026, 10, 23, 1, 0))).toBe('22 Nov, 10:42');
});
