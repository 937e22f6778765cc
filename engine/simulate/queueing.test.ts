import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignNode, ResolvedDesign } from '../design/schema';
import { causeCode } from '../measure/stats';
import type { ServerState } from './model';
import { Simulation } from './simulation';

type Params = NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>;
const MS = 1e6;

/** One request each millisecond, of priority 0, and one of priority 9 each 2.5 ms; one worker that takes 10 ms. */
function burst(params: Params, rate = 1000): Design {
  const client = (id: string, share: number): DesignNode => ({
    id,
    kind: 'client',
    params: { traffic: { kind: 'open', arrivals: 'constant', rate: rate * share } },
  });
  return {
    version: 1,
    name: 'Queueing',
    nodes: [
      client('low', 1),
      client('high', 0.4),
      { id: 'server', kind: 'service', params: { replicas: 1, workers: 1, queueLimit: 1000, serviceTime: '10ms', ...params } },
    ],
    links: [
      { id: 'low-server', from: 'low', to: 'server', protocol: 'local' },
      { id: 'high-server', from: 'high', to: 'server', protocol: 'local' },
    ],
    journeys: [
      { id: 'low', client: 'low', link: 'low-server' },
      { id: 'high', client: 'high', link: 'high-server', priority: 9 },
    ],
  };
}

function compiled(design: Design): ResolvedDesign {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const serverOf = (simulation: Simulation) => simulation.model.node('server') as ServerState;
/** Priority and time of coming of those that wait, as they lie in the queue. [ms] */
function waiting(simulation: Simulation): string[] {
  const found: string[] = [];
  for (let task = serverOf(simulation).replicas[0]!.queue.head; task !== null; task = task.following)
    found.push(`${task.priority === 9 ? 'high' : 'low'} ${task.since / MS}`);
  return found;
}

/** Stops the traffic, waits, and says how many came and went. */
function ended(simulation: Simulation, params: Params): { arrived: number; completed: number; shed: number; failed: number } {
  simulation.change(compiled(burst(params, 0)), 'no more traffic');
  simulation.runUntil(simulation.now + 1e12);
  const { stats } = serverOf(simulation);
  expect([stats.inSystem, stats.waiting, stats.busy, simulation.idle]).toEqual([0, 0, 0, true]);
  return { arrived: stats.arrived, completed: stats.completed, failed: stats.failed, shed: stats.failedBy[causeCode.shed]! };
}

const started = (params: Params, until = 5.1) => {
  const simulation = new Simulation(compiled(burst(params)), 1);
  simulation.runUntil(until * MS);
  return simulation;
};

describe('order', () => {
  test.each([
    { kind: 'fifo', order: ['low 2', 'high 2.5', 'low 3', 'low 4', 'high 5', 'low 5'] },
    { kind: 'lifo', order: ['low 5', 'high 5', 'low 4', 'low 3', 'high 2.5', 'low 2'] },
    { kind: 'priority', order: ['high 2.5', 'high 5', 'low 2', 'low 3', 'low 4', 'low 5'] },
    { kind: 'codel', order: ['low 2', 'high 2.5', 'low 3', 'low 4', 'high 5', 'low 5'] },
  ] as const)('$kind', ({ kind, order }) => {
    expect(waiting(started({ discipline: { kind } }))).toEqual(order);
  });

  test('nobody is interrupted: the call at work is the first that came', () => {
    const simulation = started({ discipline: { kind: 'lifo' } }, 11.1);
    // At 11 ms the first call was done, and the newest of those that waited has begun.
    expect(serverOf(simulation).stats.completed).toBe(1);
    expect(waiting(simulation)).not.toContain('low 10');
    expect(waiting(simulation)).toContain('low 2');
  });

  test('adaptive LIFO: the oldest first while calm, the newest first once the queue has not been empty for the interval', () => {
    const discipline = { kind: 'adaptive-lifo', target: '1h', interval: '15ms' } as const;
    const calm = started({ discipline }, 11.5);
    expect(waiting(calm)[0]).toBe('high 2.5');
    // It has not been empty since 2 ms; the worker is free at 21 ms. What came while it was calm may wait for the interval.
    const overloaded = waiting(started({ discipline }, 21.5));
    expect(overloaded[0]).toBe('low 7');
    expect(overloaded.slice(-3)).toEqual(['low 19', 'high 20', 'low 21']);
  });
});

describe('a full queue under priority', () => {
  test('reject: whoever comes is turned away', () => {
    expect(waiting(started({ queueLimit: 3, discipline: { kind: 'priority' } }))).toEqual(['high 2.5', 'low 2', 'low 3']);
  });

  test('displace: a more urgent call takes the place of the newest of the least urgent', () => {
    const discipline = { kind: 'priority', whenFull: 'displace' } as const;
    const simulation = started({ queueLimit: 3, discipline });
    expect(waiting(simulation)).toEqual(['high 2.5', 'high 5', 'low 2']);
    const { stats } = serverOf(simulation);
    expect([stats.rejected, stats.failed, stats.failedBy[causeCode.shed]]).toEqual([2, 3, 1]);
    expect(ended(simulation, { queueLimit: 3, discipline })).toEqual({ arrived: 7, completed: 4, failed: 3, shed: 1 });
  });
});

describe('a bound on the wait', () => {
  test('a call is dropped the moment that it has waited so long', () => {
    const params = { maxQueueWait: '3ms' };
    const simulation = started(params, 5.001);
    expect(waiting(simulation)).toEqual(['high 2.5', 'low 3', 'low 4', 'high 5', 'low 5']);
    expect(serverOf(simulation).stats.failedBy[causeCode.shed]).toBe(1);
    expect(serverOf(simulation).stats.queueWait.count).toBe(0);
    expect(ended(simulation, params)).toEqual({ arrived: 7, completed: 1, failed: 6, shed: 6 });
  });

  test('set while calls wait, it counts what they have waited; taken away, they wait on', () => {
    const simulation = started({}, 5.1);
    simulation.change(compiled(burst({ maxQueueWait: '2500us' })), 'bounded');
    simulation.runUntil(5.101 * MS);
    expect(waiting(simulation)).toEqual(['low 3', 'low 4', 'high 5', 'low 5']);
    expect(ended(simulation, {})).toEqual({ arrived: 7, completed: 5, failed: 2, shed: 2 });
  });
});

describe('processor sharing', () => {
  const sharing = { discipline: { kind: 'processor-sharing' } } as const;

  test('calls at work slow each other down; those beyond the cores count as waiting, and what sharing adds as their wait', () => {
    const simulation = started(sharing);
    const { stats } = serverOf(simulation);
    expect([stats.inSystem, stats.busy, stats.waiting]).toEqual([7, 1, 6]);
    expect(ended(simulation, sharing)).toEqual({ arrived: 7, completed: 7, failed: 0, shed: 0 });
    // Seven times 10 ms of work from 1 ms on, without a pause: all ends round up to whole nanoseconds.
    expect(stats.service.total()).toBe(70n * 1_000_000n);
    expect(stats.total.total() - stats.queueWait.total()).toBe(70n * 1_000_000n);
    expect(stats.areaBusy - 70 * MS).toBeGreaterThanOrEqual(0);
    expect(stats.areaBusy - 70 * MS).toBeLessThan(7);
    // In virtual time each has its 10 ms, so they leave in order of coming, the last one when all work is done.
    expect(Math.abs(stats.total.max - (71 - 5) * MS)).toBeLessThan(20 * MS);
    expect(stats.queued.area() - stats.queueWait.total()).toBeLessThan(50n);
  });

  test('a queue limit bounds those beyond the cores', () => {
    const simulation = started({ ...sharing, workers: 2, queueLimit: 3 });
    const { stats } = serverOf(simulation);
    expect([stats.inSystem, stats.busy, stats.waiting, stats.rejected]).toEqual([5, 2, 3, 2]);
  });

  test('a change of cores counts at once', () => {
    const simulation = started(sharing);
    simulation.change(compiled(burst({ ...sharing, workers: 7 }, 0)), 'more cores');
    const { stats } = serverOf(simulation);
    expect([stats.busy, stats.waiting]).toEqual([7, 0]);
    // Alone, none needs more than its 10 ms.
    simulation.runUntil(15.2 * MS);
    expect(stats.completed).toBe(7);
  });
});

describe('another discipline while calls wait and work', () => {
  const kinds = ['fifo', 'lifo', 'priority', 'codel', 'adaptive-lifo'] as const;
  const inOrder: Record<(typeof kinds)[number], readonly string[]> = {
    fifo: ['low 2', 'high 2.5', 'low 3', 'low 4', 'high 5', 'low 5'],
    lifo: ['low 5', 'high 5', 'low 4', 'low 3', 'high 2.5', 'low 2'],
    priority: ['high 2.5', 'high 5', 'low 2', 'low 3', 'low 4', 'low 5'],
    codel: ['low 2', 'high 2.5', 'low 3', 'low 4', 'high 5', 'low 5'],
    'adaptive-lifo': ['low 2', 'high 2.5', 'low 3', 'low 4', 'high 5', 'low 5'],
  };
  const pairs = kinds.flatMap((from) => kinds.filter((to) => to !== from).map((to) => ({ from, to })));

  test.each(pairs)('from $from to $to: none is lost, and they lie as the new one would have put them', ({ from, to }) => {
    const times = { target: '1h', interval: '1h' };
    const of = (kind: (typeof kinds)[number]): Params => ({
      discipline: kind === 'codel' || kind === 'adaptive-lifo' ? { kind, ...times } : { kind },
    });
    const simulation = started(of(from));
    simulation.change(compiled(burst(of(to))), 'another discipline');
    // Ties in time of coming may lie either way round.
    const tied = (list: readonly string[]) => (from === 'priority' ? list.toSorted() : list);
    expect(tied(waiting(simulation))).toEqual(tied(inOrder[to]));
    expect(ended(simulation, of(to))).toEqual({ arrived: 7, completed: 7, failed: 0, shed: 0 });
  });

  test('from workers to cores: calls that wait begin, and the one at work goes on with what it still needs', () => {
    const simulation = started({});
    simulation.change(compiled(burst({ discipline: { kind: 'processor-sharing' } }, 0)), 'sharing');
    const { stats } = serverOf(simulation);
    expect([stats.inSystem, stats.busy, stats.waiting]).toEqual([7, 1, 6]);
    // 5.9 ms of the first call’s work were left, and all seven share.
    simulation.runUntil(5.1 * MS + 7 * 5.9 * MS - 1);
    expect(stats.completed).toBe(0);
    simulation.runUntil(5.1 * MS + 7 * 5.9 * MS);
    expect(stats.completed).toBe(1);
    expect(ended(simulation, { discipline: { kind: 'processor-sharing' } }).completed).toBe(7);
  });

  test('from cores to workers: each call at work keeps a worker for what it still needs', () => {
    const simulation = started({ discipline: { kind: 'processor-sharing' } });
    simulation.change(compiled(burst({}, 0)), 'workers');
    const { stats } = serverOf(simulation);
    expect([stats.inSystem, stats.busy, stats.waiting]).toEqual([7, 7, 0]);
    simulation.runUntil(16 * MS);
    expect([stats.completed, stats.busy]).toEqual([7, 0]);
    expect(ended(simulation, {}).completed).toBe(7);
  });
});
