import { expect, test } from 'vitest';
import { linkColumn, linkColumns, nodeColumn, nodeColumns, pairsOf } from '../measure/columns';
import type { Frame } from '../measure/frame';
import { run } from '../simulate/run';
import type { Design } from '../design/schema';
import { Engine } from './engine';

const design: Design = {
  version: 1,
  name: 'small',
  run: { duration: '60s', warmup: '1s' },
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

/** A clock that runs as the test lets it: every sleep moves it on. */
function testClock() {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += Math.max(ms, 1);
      await Promise.resolve();
    },
  };
}

/** Plays until `until` of simulated seconds, doing things on the way. */
async function playUntil(engine: Engine, until: number, speed: number, onFrame: (frame: Frame) => void = () => {}): Promise<Frame[]> {
  const frames: Frame[] = [];
  await new Promise<void>((done) => {
    void engine.play(speed, (frame) => {
      frames.push(frame);
      onFrame(frame);
      if (frame.time >= until * 1e9) done();
    });
  });
  await engine.pause();
  return frames;
}

test('frames come in order, say what they are about, and agree with the traffic', async () => {
  const engine = new Engine(testClock());
  expect((await engine.load(design)).ok).toBe(true);
  const frames = await playUntil(engine, 10, 2);
  for (const frame of frames) {
    expect(frame.ids).toEqual({ nodes: ['users', 'api', 'db'], links: ['users-api', 'api-db'] });
    expect(frame.nodes.length).toBe(frame.ticks.length * 3 * nodeColumns.length);
    expect(frame.links.length).toBe(frame.ticks.length * 2 * linkColumns.length);
    const { arrived, ok, degraded, late, failed, inFlight } = frame.totals;
    expect(ok + degraded + late + failed + inFlight).toBe(arrived);
  }
  const times = frames.flatMap((frame) => [...frame.ticks]);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const last = frames.at(-2)!;
  const row = (last.ticks.length - 1) * 3 * nodeColumns.length + nodeColumns.length;
  expect(last.nodes[row + nodeColumn.arrivals]).toBeGreaterThan(120);
  expect(last.nodes[row + nodeColumn.arrivals]).toBeLessThan(280);
  expect(last.links[(last.ticks.length - 1) * 2 * linkColumns.length + linkColumn.calls]).toBeGreaterThan(120);
});

test('frames say why calls fail, per node and per link, and clients the first cause of their requests', async () => {
  const engine = new Engine(testClock());
  await engine.load(design);
  await engine.inject({ id: 'slow', action: 'added-latency', target: { node: 'db' }, params: { extra: '1s' } });
  const causesIn = (frame: Frame) => ({
    nodes: pairsOf(frame.nodeCauses, frame.ids.nodes).map(({ id, cause }) => `${id} ${cause}`),
    links: pairsOf(frame.linkCauses, frame.ids.links).map(({ id, cause }) => `${id} ${cause}`),
  });
  expect(causesIn(await engine.step())).toMatchObject({ nodes: expect.arrayContaining(['users timeout', 'api dependency']) });
  for (let i = 0; i < 10; i++) await engine.step();
  const frame = await engine.step();
  const { nodes, links } = causesIn(frame);
  expect(links.toSorted()).toEqual(['api-db timeout', 'users-api dependency', 'users-api queue-full']);
  expect(frame.linkCauses.rates).toHaveLength(links.length);
  const rate = (of: string) => frame.nodeCauses.rates[nodes.indexOf(of)]!;
  expect(rate('users timeout') + rate('users queue-full')).toBeCloseTo(frame.nodes[nodeColumn.failures]!, 9);
  // Four workers, each held for 100 ms and a little: 38 a second or so.
  expect(rate('users timeout')).toBeGreaterThan(30);
  expect(rate('users timeout')).toBeLessThan(41);
});

test('the page sets the pace: no frame is sent before the last one is taken, and the run goes on', async () => {
  const engine = new Engine(testClock());
  await engine.load(design);
  let sent = 0;
  let take: () => void = () => {};
  await engine.play(5, () => {
    sent += 1;
    return new Promise<void>((resolve) => {
      take = resolve;
    });
  });
  for (let i = 0; i < 2000; i++) await Promise.resolve();
  expect(sent).toBe(1);
  const before = (await engine.record()).time;
  for (let i = 0; i < 2000; i++) await Promise.resolve();
  expect((await engine.record()).time).toBeGreaterThan(before);
  take();
  for (let i = 0; i < 2000; i++) await Promise.resolve();
  expect(sent).toBe(2);
  await engine.step();
});

test('a run played with changes is the run that its record replays, to the digest', async () => {
  const engine = new Engine(testClock());
  await engine.load(design, 42);
  const done = new Set<number>();
  const at = (frame: Frame, second: number, change: () => unknown) => {
    if (frame.time < second * 1e9 || done.has(second)) return;
    done.add(second);
    change();
  };
  await playUntil(engine, 12, 4, (frame) => {
    at(frame, 2, () => engine.inject({ id: 'slow', action: 'slow-down', target: { node: 'db' }, params: { factor: 30 } }));
    at(frame, 5, () =>
      engine.edit({
        kind: 'replace-link',
        link: { id: 'api-db', from: 'api', to: 'db', protocol: 'sql', policy: { timeout: '50ms', breaker: { kind: 'consecutive' } } },
      }),
    );
    at(frame, 8, () => engine.heal('slow'));
    at(frame, 9, () => engine.edit({ kind: 'add-node', node: { id: 'cache', kind: 'cache' } }));
  });
  const record = await engine.record();
  expect(record.changes.map((change) => change.kind)).toEqual(['inject', 'edit', 'heal', 'edit']);
  const replayed = run(design, { seed: record.seed, duration: record.time / 1e9, warmup: 1, changes: record.changes });
  expect(replayed.ok && replayed.value.digest).toBe(record.digest);
  const report = await engine.report();
  expect(report.digest).toBe(record.digest);
  expect(replayed.ok && report.requests).toEqual(replayed.ok && replayed.value.requests);
});

test('speed does not change what happens, only when one sees it', async () => {
  const digests = await Promise.all(
    [0.5, 20, Infinity].map(async (speed) => {
      const engine = new Engine(testClock());
      await engine.load(design);
      if (speed !== Infinity) await playUntil(engine, 1, speed);
      while ((await engine.record()).time < 3e9) await engine.step();
      return [(await engine.record()).time, (await engine.record()).digest];
    }),
  );
  expect(digests[1]![1] !== '' && digests[0]).toBeTruthy();
  for (const [time, digest] of digests) {
    const same = run(design, { duration: (time as number) / 1e9, warmup: 0 });
    expect(same.ok && same.value.digest).toBe(digest);
  }
});

test('an edit that does not check is refused with its problems, and the run goes on unchanged', async () => {
  const engine = new Engine(testClock());
  await engine.load(design);
  await engine.step();
  const refused = await engine.edit({ kind: 'add-link', link: { id: 'nowhere', from: 'api', to: 'missing' } });
  expect(refused.ok).toBe(false);
  expect((await engine.record()).changes).toEqual([]);
  expect((await engine.inject({ id: 'f', action: 'slow-down', target: { node: 'missing' } })).ok).toBe(false);
  expect((await engine.step()).time).toBe(400e6);
});

test('a design that does not check is not loaded, and the run there was stays', async () => {
  const engine = new Engine(testClock());
  await engine.load(design);
  await engine.step();
  expect((await engine.load({ ...design, version: 9 } as unknown as Design)).ok).toBe(false);
  expect((await engine.record()).time).toBe(200e6);
});

test('a design in which too much happens leaves the worker listening: it looks at the clock within a tick', async () => {
  // Method: a clock on which every look costs 20 ms, as if each stride had been long.
  let now = 0;
  const engine = new Engine({
    now: () => (now += 20),
    sleep: async () => {
      await Promise.resolve();
    },
  });
  await engine.load(design);
  await engine.play(1, () => undefined);
  for (let i = 0; i < 200; i++) await Promise.resolve();
  await engine.pause();
  const { time, digest } = await engine.record();
  // Ten slices or so, each of strides that halve: far less than the ten ticks that whole ticks would have made.
  expect(time).toBeGreaterThan(0);
  expect(time).toBeLessThan(600e6);
  const same = run(design, { duration: time / 1e9, warmup: 0 });
  expect(same.ok && same.value.digest).toBe(digest);
});

test('the account of a node begins anew at every change, and with it what theory is held against', async () => {
  const engine = new Engine(testClock());
  await engine.load({ ...design, nodes: [...design.nodes!.slice(0, 2), { id: 'db', kind: 'external' }] });
  await playUntil(engine, 20, 20);
  const before = await engine.account('db');
  expect(before).toMatchObject({ since: 1, node: { id: 'db', theory: { formula: 'M/G/∞' } } });
  const blocking = (await engine.account('api'))!.node.theory!;
  expect(blocking).toMatchObject({ formula: null });
  expect(blocking.why).toContain('held while they wait for downstream calls');

  await engine.edit({ kind: 'remove-link', id: 'api-db' });
  await playUntil(engine, 40, 20);
  const account = (await engine.account('api'))!;
  expect(account.since).toBeGreaterThanOrEqual(20);
  expect(account.since).toBeLessThan(22);
  // 200/s of 5 ms on four workers.
  expect(account.node.theory).toMatchObject({ formula: 'M/M/4', exact: true });
  expect(Math.abs(account.node.theory!.utilization! - account.node.utilization!)).toBeLessThan(0.02);
  expect(account.node.rate).toBeGreaterThan(180);

  await engine.inject({ id: 'slow', action: 'slow-down', target: { node: 'api' }, params: { factor: 2 } });
  await playUntil(engine, 45, 20);
  expect((await engine.account('api'))!.node.theory!.why).toBe('A fault is on: slow.');
  expect(await engine.account('users')).toMatchObject({ node: { theory: null } });
  expect(await engine.account('nobody')).toBeNull();
  // The report's own account goes on from the warm-up.
  expect((await engine.report()).warmup).toBe(1);
});

test('a machine that sleeps: the run goes on where it was when it wakes, and a clock that is set back stops nothing', async () => {
  const clock = { at: 0, leaps: [8 * 3_600_000, -3_600_000, 60_000] };
  const engine = new Engine({
    now: () => clock.at,
    sleep: async (ms) => {
      clock.at += Math.max(ms, 1);
      await Promise.resolve();
    },
  });
  await engine.load(design);
  const seen: number[] = [];
  await playUntil(engine, 12, 1, ({ time }) => {
    seen.push(time / 1e9);
    // The lid closes between two frames.
    if (time >= (3 - clock.leaps.length) * 2e9) clock.at += clock.leaps.shift() ?? 0;
  });
  expect(clock.leaps).toEqual([]);
  // Eight hours away are a blink: no frame jumps further than a second of the run.
  const jumps = seen.slice(1).map((time, i) => time - seen[i]!);
  expect(Math.min(...jumps)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...jumps)).toBeLessThan(1);
});
