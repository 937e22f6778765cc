import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignFault, DesignLink, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { figure, type FigureId } from '../policies/figures';
import { Simulation } from './simulation';

type Outbox = Partial<NonNullable<DesignLink['outbox']>>;
const write: StepInput = { kind: 'write', link: 'shop-db' };
const publish: StepInput = { kind: 'publish', link: 'shop-queue', event: 'Placed' };

/** A shop that writes and publishes, a hundred times in a second, for one second. */
function shop(outbox: Outbox, { steps = [write, publish], queue = {}, faults = [] }: Partial<Extras> = {}): Design {
  return {
    version: 1,
    name: 'Shop',
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant', curve: { kind: 'step', to: 0, startAfter: '1s' } } },
      },
      { id: 'shop', kind: 'service', params: { replicas: 1, workers: 50, mode: 'async' }, operations: [{ name: 'place', steps }] },
      { id: 'db', kind: 'database' },
      { id: 'queue', kind: 'queue', params: queue },
      { id: 'reader', kind: 'service', params: { serviceTime: '1ms', workers: 50 } },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-db', from: 'shop', to: 'db', protocol: 'sql' },
      { id: 'shop-queue', from: 'shop', to: 'queue', protocol: 'event', outbox: { store: 'shop-db', ...outbox } },
      { id: 'queue-reader', from: 'queue', to: 'reader', protocol: 'event' },
    ],
    faults,
  };
}
interface Extras {
  readonly steps: StepInput[];
  readonly queue: Extract<DesignNode, { kind: 'queue' }>['params'];
  readonly faults: DesignFault[];
}

const resolved = (design: Design) => {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const start = (design: Design): Simulation => new Simulation(resolved(design), 1);

function read(simulation: Simulation) {
  const of = (node: string, id: FigureId): number => simulation.model.node(node)!.stats.figures?.values[figure[id]] ?? 0;
  return {
    committed: of('shop', 'outbox-committed'),
    waiting: of('shop', 'outbox-waiting'),
    again: of('shop', 'outbox-again'),
    published: of('queue', 'published'),
    dropped: of('queue', 'messages-dropped'),
    acked: of('queue', 'acked'),
  };
}

const SENT = 99;
const crash = (startAfter: string, duration: string): DesignFault => ({
  id: 'crash',
  action: 'replica-crash',
  target: { node: 'shop' },
  startAfter,
  duration,
});

describe('what comes of a hundred messages', () => {
  test.each<{ what: string; outbox: Outbox; extras?: Partial<Extras>; now?: Partial<ReturnType<typeof read>>; at?: number }>([
    { what: 'published at the next look', outbox: { interval: '100ms' }, now: { committed: SENT, published: SENT, again: 0, waiting: 0 } },
    { what: 'not before the first look', outbox: { interval: '10s' }, at: 5, now: { committed: SENT, published: 0, waiting: SENT } },
    { what: 'all at once, then', outbox: { interval: '10s' }, at: 11, now: { published: SENT, waiting: 0 } },
    { what: 'a batch at each look', outbox: { interval: '1s', batch: 10 }, at: 5.5, now: { published: 50, waiting: SENT - 50 } },
    { what: 'noted after a while', outbox: { interval: '10s', confirm: '500ms' }, at: 10.4, now: { published: SENT, waiting: SENT } },
    {
      what: 'without a write before it, none is kept',
      outbox: { interval: '10s' },
      extras: { steps: [publish, write] },
      at: 5,
      now: { committed: 0, published: SENT },
    },
    {
      what: 'a write to no avail keeps none',
      outbox: { interval: '100ms' },
      extras: {
        faults: [{ id: 'errors', action: 'error-rate', target: { node: 'db' }, params: { share: 1 } }],
      },
      now: { committed: 0, published: 0 },
    },
  ])('$what', ({ outbox, extras, at = 20, now = {} }) => {
    const simulation = start(shop(outbox, extras));
    simulation.runUntil(at * 1e9);
    expect(read(simulation)).toMatchObject(now);
  });

  test('what a full queue refuses stays until there is room', () => {
    const simulation = start(shop({ interval: '10ms' }, { queue: { capacity: 5, overflow: 'reject-publish', prefetch: 1 } }));
    simulation.change(
      resolved(withReader(shop({ interval: '10ms' }, { queue: { capacity: 5, overflow: 'reject-publish', prefetch: 1 } }), '20ms')),
      'slow reader',
    );
    simulation.runUntil(6e9);
    const { committed, again, dropped, acked, waiting } = read(simulation);
    expect(committed).toBe(SENT);
    expect(again).toBeGreaterThan(100);
    expect(dropped).toBe(again);
    expect(acked).toBe(committed);
    expect(waiting).toBe(0);
  });
});

const withReader = (design: Design, serviceTime: string): Design => ({
  ...design,
  nodes: design.nodes!.map((node) => (node.id === 'reader' && node.kind === 'service' ? { ...node, params: { serviceTime } } : node)),
});

describe('the relay dies', () => {
  test('while nobody leads nothing is published, and then all is', () => {
    const simulation = start(shop({ interval: '100ms' }, { faults: [crash('0.45s', '3s')] }));
    simulation.runUntil(3e9);
    const during = read(simulation);
    expect(during.waiting).toBe(during.committed - during.published);
    simulation.runUntil(6e9);
    const { committed, published, waiting } = read(simulation);
    expect(published).toBe(committed);
    expect(waiting).toBe(0);
  });

  test('what it had not noted is published twice', () => {
    // The look at 1 s publishes all; noting takes a second; the replica dies in between.
    const simulation = start(shop({ interval: '1s', confirm: '1s' }, { faults: [crash('1.5s', '1s')] }));
    simulation.runUntil(20e9);
    const { committed, published, again, waiting } = read(simulation);
    expect(again).toBeGreaterThan(90);
    expect(published).toBe(committed + again);
    expect(waiting).toBe(0);
  });
});

describe('edits of a running design', () => {
  test('switched off, what waits is published still, and the next at once', () => {
    const design = shop({ interval: '10s' });
    const simulation = start(design);
    simulation.runUntil(0.5e9);
    const before = read(simulation).committed;
    expect(before).toBeGreaterThan(40);
    const links = design.links!.map(({ outbox: _, ...link }) => link);
    simulation.change(resolved({ ...design, links }), 'no outbox');
    simulation.runUntil(2e9);
    expect(read(simulation)).toMatchObject({ committed: before, published: SENT - before, waiting: before });
    simulation.runUntil(11e9);
    expect(read(simulation)).toMatchObject({ published: SENT, waiting: 0 });
  });

  test('without its link, what waits is dropped', () => {
    const design = shop({ interval: '1s' }, { steps: [write, publish] });
    const simulation = start(design);
    simulation.runUntil(0.5e9);
    const nodes = design.nodes!.map(
      (node): DesignNode => (node.id === 'shop' ? { ...node, operations: [{ name: 'place', steps: [write] }] } : node),
    );
    simulation.change(resolved({ ...design, nodes, links: design.links!.filter(({ id }) => id !== 'shop-queue') }), 'no link');
    simulation.runUntil(5e9);
    expect(read(simulation)).toMatchObject({ waiting: 0, published: 0 });
  });
});
