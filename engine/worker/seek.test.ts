import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeColumn, nodeColumns } from '../measure/columns';
import type { Design } from '../design/schema';
import type { Frame } from '../measure/frame';
import type { RunRecord } from '../simulate/record';
import { Engine } from './engine';

const scenario = (slug: string) =>
  JSON.parse(readFileSync(new URL(`../../scenarios/${slug}/design.faultline.json`, import.meta.url), 'utf8')) as Design;

const design: Design = {
  version: 1,
  name: 'small',
  run: { duration: '60s', warmup: '0s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    { id: 'api', kind: 'service', params: { replicas: 1, workers: 4, serviceTime: { kind: 'exponential', mean: '5ms' } } },
    { id: 'db', kind: 'database' },
  ],
  links: [
    { id: 'users-api', from: 'users', to: 'api' },
    { id: 'api-db', from: 'api', to: 'db', protocol: 'sql', policy: { timeout: '100ms' } },
  ],
};

/** Every sleep moves it on, and every look costs a little, as simulating does. */
function testClock(look = 0.5) {
  let now = 0;
  return {
    now: () => (now += look),
    sleep: async (ms: number) => {
      now += Math.max(ms, 1);
      await Promise.resolve();
    },
  };
}

const ignore = () => undefined;

async function playUntil(engine: Engine, until: number, onFrame: (frame: Frame) => void = ignore, speed = 20): Promise<void> {
  await new Promise<void>((done) => {
    void engine.play(speed, (frame) => {
      onFrame(frame);
      if (frame.time >= until * 1e9) done();
    });
  });
  await engine.pause();
}

/** Steps tick by tick to a moment. [s] */
async function stepTo(engine: Engine, time: number): Promise<RunRecord> {
  while ((await engine.record()).time < time * 1e9) await engine.step();
  return engine.record();
}

/** A run with a fault, edits that bring and take nodes, and a heal, each between two ticks; played to 9 s and on to 12 s. */
async function eventful(of: Design, seed: number) {
  const engine = new Engine(testClock());
  await engine.load(of, seed);
  const nodes = of.nodes ?? [];
  const server = nodes.find(({ kind }) => kind === 'service')!;
  const done = new Set<number>();
  await playUntil(engine, 9, (frame) => {
    const at = (second: number, change: () => unknown) => {
      if (frame.time < second * 1e9 || done.has(second)) return;
      done.add(second);
      change();
    };
    at(2, () => engine.inject({ id: 'slow', action: 'slow-down', target: { node: server.id }, params: { factor: 20 } }));
    at(4, () => engine.edit({ kind: 'add-node', node: { id: 'extra', kind: 'service' } }));
    at(5, () => engine.edit({ kind: 'replace-node', node: { ...server, params: { ...server.params, workers: 9 } } as typeof server }));
    at(7, () => engine.heal('slow'));
  });
  return { engine, record: await stepTo(engine, 12) };
}

const designs = [
  ['three nodes', design],
  ['the checkout', scenario('checkout')],
  ['sagas', scenario('checkout-saga')],
  ['a log', scenario('hot-partition')],
] as const;

describe.each(designs)('%s', (_, of) => {
  test('rewound and played on without a change, it is the same run, to the digest', async () => {
    const { engine, record } = await eventful(of, 7);
    expect(record.changes.map(({ kind }) => kind)).toEqual(['inject', 'edit', 'edit', 'heal']);
    for (const time of [0, 3.21, 6, 11.9]) {
      const found = await engine.seek(record, time * 1e9, ignore);
      expect(found).toMatchObject({ ok: true, value: { at: time * 1e9 } });
      expect((await engine.record()).time).toBe(time * 1e9);
      const again = await stepTo(engine, 12);
      expect(again).toEqual(record);
    }
  });
});

test('in a fresh engine, with another pace, it is the same run', async () => {
  const { record } = await eventful(design, 3);
  const engine = new Engine(testClock(3));
  await engine.seek(record, 5e9, ignore);
  const report = await engine.report();
  await playUntil(engine, 8, ignore, 3);
  expect(await stepTo(engine, 12)).toEqual(record);
  expect(report.requests.arrived).toBeGreaterThan(900);
});

test('a change by hand forks: what was recorded later does not happen', async () => {
  const { engine, record } = await eventful(design, 7);
  await engine.seek(record, 3e9, ignore);
  expect(await engine.inject({ id: 'late', action: 'slow-down', target: { node: 'db' }, params: { factor: 2 } })).toEqual({
    ok: true,
    value: 3e9,
  });
  const fork = await stepTo(engine, 12);
  expect(fork.changes.map((change) => (change.kind === 'inject' ? change.fault.id : change.kind))).toEqual(['slow', 'late']);
  expect(fork.digest).not.toBe(record.digest);
  // And the fork has a record of its own that gives it again.
  await engine.seek(fork, 12e9, ignore);
  expect(await engine.record()).toEqual(fork);
});

test('frames of the way bring every tick once, in order, also where nodes come; the last one is the moment', async () => {
  const { engine, record } = await eventful(design, 7);
  const frames: Frame[] = [];
  await engine.seek(record, 11.93e9, (frame) => void frames.push(frame));
  const times = frames.flatMap(({ ticks }) => [...ticks]);
  expect(times).toEqual([...Array.from({ length: 59 }, (_, i) => (i + 1) * 200e6), 11.93e9]);
  expect(new Set(frames.map(({ ids }) => ids.nodes.length))).toEqual(new Set([3, 4]));
  expect(
    frames
      .flatMap(({ marks }) => marks)
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('fault-')),
  ).toEqual(['fault-start', 'fault-end']);
  for (const frame of frames) expect(frame.nodes).toHaveLength(frame.ticks.length * frame.ids.nodes.length * nodeColumns.length);
  expect(frames.at(-1)!.nodes[nodeColumn.arrivals]).toBeGreaterThan(100);
});

test('the way of half an hour comes in frames of bounded size, at the pace of the page', async () => {
  const engine = new Engine(testClock(0));
  const light: Design = {
    ...design,
    nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 1 } } }, ...design.nodes!.slice(1)],
  };
  let waiting = 0;
  let ticks = 0;
  await engine.seek({ design: light, seed: 1, changes: [] }, 1_800e9, async (frame) => {
    expect(++waiting).toBe(1);
    expect(frame.ticks.length).toBeLessThanOrEqual(300);
    ticks += frame.ticks.length;
    await new Promise((resolve) => setTimeout(resolve, 0));
    waiting -= 1;
  });
  expect(ticks).toBe(9_000);
});

test('cancelled, by itself or by what follows, it leaves the run as it was', async () => {
  const { engine, record } = await eventful(design, 7);
  for (const cancel of [() => engine.cancelSeek(), () => engine.pause(), () => engine.step()]) {
    const before = await engine.record();
    const found = engine.seek(record, 1_000e9, ignore);
    for (let i = 0; i < 20; i++) await Promise.resolve();
    await cancel();
    expect(await found).toEqual({ ok: true, value: null });
    expect((await engine.record()).time - before.time).toBeLessThanOrEqual(200e6);
  }
  const other = engine.seek(record, 1_000e9, ignore);
  await engine.load(design, 99);
  expect(await other).toEqual({ ok: true, value: null });
  expect(await engine.record()).toMatchObject({ seed: 99, time: 0 });
});

test('a plan whose design does not check is refused, and the run stays', async () => {
  const { engine, record } = await eventful(design, 7);
  const bad = { ...record, design: { ...design, version: 9 } as unknown as Design };
  expect((await engine.seek(bad, 5e9, ignore)).ok).toBe(false);
  expect((await engine.record()).digest).toBe(record.digest);
});

test('what was asked to play just before does not end a seek', async () => {
  const { engine, record } = await eventful(design, 7);
  await engine.play(1, ignore);
  // Both wait for the loop to end.
  const playing = engine.play(2, ignore);
  const found = engine.seek(record, 5e9, ignore);
  const answer = await found;
  await playing;
  await engine.pause();
  expect(answer).toMatchObject({ ok: true, value: { at: 5e9 } });
  expect((await engine.record()).time).toBe(5e9);
});
