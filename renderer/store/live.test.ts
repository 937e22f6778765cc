import { expect, test } from 'vitest';
import { linkColumns, nodeColumn, nodeColumns, requestColumns } from '../../engine/measure/columns';
import type { Frame, RequestTotals } from '../../engine/measure/frame';
import { shownFigures } from '../../engine/policies/figures';
import { type Cause, causes } from '../../engine/policies/causes';
import { LiveStore } from './live';

const noCauses = { pairs: new Float64Array(), rates: new Float64Array() };
const pair = (row: number, cause: Cause) => row * causes.length + causes.indexOf(cause);

const frame = (seconds: readonly number[], nodes: readonly string[], over: Partial<Frame> = {}): Frame => {
  const values = new Float64Array(seconds.length * nodes.length * nodeColumns.length);
  seconds.forEach((_, tick) =>
    nodes.forEach((_id, i) => {
      values[(tick * nodes.length + i) * nodeColumns.length + nodeColumn.backlog] = tick * 100 + i;
    }),
  );
  const totals: RequestTotals = over.totals ?? { arrived: 1, ok: 1, degraded: 0, late: 0, failed: 0, inFlight: 0 };
  return {
    time: (seconds.at(-1) ?? 0) * 1e9,
    structure: nodes.length,
    ids: { nodes, links: ['l'] },
    ticks: Float64Array.from(seconds, (s) => s * 1e9),
    nodes: values,
    links: new Float64Array(seconds.length * linkColumns.length),
    nodeCauses: noCauses,
    linkCauses: noCauses,
    figures: { pairs: new Float64Array(), values: new Float64Array() },
    ledger: null,
    slos: { lines: [], times: new Float64Array(), values: new Float64Array() },
    marks: [],
    tenants: { ids: [], counts: new Float64Array() },
    totals,
    requests: Float64Array.from(seconds.flatMap(() => requestColumns.map((column) => totals[column]))),
    events: 1,
    pace: 1,
    activeFaults: [],
    ...over,
  };
};

test('shows the newest tick of a frame and keeps the others', () => {
  const live = new LiveStore();
  live.accept(frame([0.2, 0.4, 0.6], ['a', 'b']));
  expect(live.node('b', 'backlog')).toBe(201);
  expect([...live.nodeHistory('b', 'backlog').values]).toEqual([1, 101, 201]);
  expect(live.time).toBeCloseTo(0.6);
});

test('has no numbers for what is not in the run', () => {
  const live = new LiveStore();
  expect(live.node('a', 'p99')).toBeNaN();
  live.accept(frame([0.2], ['a']));
  expect(live.link('nowhere', 'calls')).toBeNaN();
});

test('figures of nodes are there for those that have them, and follow their node', () => {
  const live = new LiveStore();
  const hits = shownFigures.findIndex(({ id }) => id === 'hits');
  const figures = (row: number, values: readonly number[]) => ({
    pairs: Float64Array.of(row * shownFigures.length + hits),
    values: Float64Array.from(values),
  });
  live.accept(frame([0.2, 0.4], ['a', 'b'], { figures: figures(1, [3, 4]) }));
  expect([live.figure('b', 'hits'), live.figure('a', 'hits'), live.hasFigure('a', 'hits')]).toEqual([4, Number.NaN, false]);
  live.accept(frame([0.6], ['x', 'a', 'b'], { figures: figures(2, [5]) }));
  expect([...live.figureHistory('b', 'hits').values]).toEqual([3, 4, 5]);
});

test('rows follow their ids when the structure changes', () => {
  const live = new LiveStore();
  live.accept(frame([0.2], ['a', 'b']));
  live.accept(frame([0.4], ['x', 'a', 'b']));
  expect(live.node('b', 'backlog')).toBe(2);
  expect([...live.nodeHistory('b', 'backlog').values]).toEqual([1, 2]);
});

test('tells its listeners once per frame, and the list of active faults stays the same object until it changes', () => {
  const live = new LiveStore();
  let told = 0;
  const end = live.subscribe(() => told++);
  live.accept(frame([0.2], ['a'], { activeFaults: ['slow'] }));
  const faults = live.activeFaults;
  live.accept(frame([0.4], ['a'], { activeFaults: ['slow'] }));
  expect(told).toBe(2);
  expect(live.activeFaults).toBe(faults);
  end();
  live.reset();
  expect(told).toBe(2);
  expect(live.activeFaults).toEqual([]);
  expect(live.nodeHistory('a', 'backlog').values).toHaveLength(0);
});

test('the share of substitutes is that of the last second, of what finished in it', () => {
  const live = new LiveStore();
  const at = (second: number, finished: number, degraded: number) =>
    live.accept(
      frame([second], ['a'], { totals: { arrived: finished + 50, ok: finished - degraded, degraded, late: 0, failed: 0, inFlight: 50 } }),
    );
  at(1, 100, 40);
  expect(live.degradedShare).toBeNaN();
  at(1.5, 150, 40);
  expect(live.degradedShare).toBe(0);
  at(2, 200, 60);
  expect(live.degradedShare).toBe(0.2);
  at(3, 300, 60);
  expect(live.degradedShare).toBe(0);
});

test('failures by cause: zero before a cause has occurred, nothing for one that never did, and rows follow their ids', () => {
  const live = new LiveStore();
  live.accept(frame([0.2], ['a', 'b']));
  const block = (pairs: readonly number[], rates: readonly number[]) => ({
    pairs: Float64Array.from(pairs),
    rates: Float64Array.from(rates),
  });
  live.accept(
    frame([0.4, 0.6], ['a', 'b'], { nodeCauses: block([pair(1, 'timeout')], [3, 4]), linkCauses: block([pair(0, 'lost')], [7, 8]) }),
  );
  expect([...live.nodeCause('b', 'timeout').values]).toEqual([0, 3, 4]);
  expect([...live.nodeCause('b', 'timeout', 0.5).values]).toEqual([4]);
  expect([...live.linkCause('l', 'lost').values]).toEqual([0, 7, 8]);
  expect(live.nodeCause('a', 'timeout').values).toHaveLength(0);
  expect(live.nodeCause('b', 'crash').values).toHaveLength(0);
  live.accept(frame([0.8], ['x', 'a', 'b'], { nodeCauses: block([pair(2, 'timeout'), pair(0, 'crash')], [5, 9]) }));
  expect([...live.nodeCause('b', 'timeout').values]).toEqual([0, 3, 4, 5]);
  // It was not there before.
  expect([...live.nodeCause('x', 'crash').values]).toEqual([Number.NaN, Number.NaN, Number.NaN, 9]);
  live.reset();
  expect(live.nodeCause('b', 'timeout').values).toHaveLength(0);
});

test('looking back shows what was at that moment, also while the run goes on; then the newest again', () => {
  const live = new LiveStore();
  const at = (second: number, arrived: number, over: Partial<Frame> = {}) =>
    live.accept(
      frame([second - 0.2, second], ['a', 'b'], {
        totals: { arrived, ok: arrived, degraded: 0, late: 0, failed: 0, inFlight: 0 },
        ...over,
      }),
    );
  const mark = (second: number, kind: 'fault-start' | 'fault-end') => ({ at: second * 1e9, kind, subject: 'a', fault: 'slow', text: kind });
  at(1, 10, { ledger: { effects: [], invariants: [] } });
  at(2, 20, { marks: [mark(1.9, 'fault-start')], activeFaults: ['slow'] });
  at(3, 30, { marks: [mark(2.9, 'fault-end')], pace: 4 });
  expect([live.node('b', 'backlog'), live.totals.arrived, live.activeFaults, live.pace]).toEqual([101, 30, [], 4]);

  live.lookAt(1.8);
  expect([live.node('b', 'backlog'), live.node('a', 'backlog'), live.shownTime, live.time]).toEqual([1, 0, 1.8, 3]);
  expect([live.totals.arrived, live.pace, live.marksShown.length, live.marks.length]).toEqual([20, 0, 0, 2]);
  live.lookAt(2.5);
  expect([live.activeFaults, live.marksShown.length]).toEqual([['slow'], 1]);
  expect(live.ledger).toEqual({ effects: [], invariants: [] });

  at(4, 40);
  expect([live.shownTime, live.time, live.totals.arrived]).toEqual([2.5, 4, 30]);
  live.lookAt(99);
  expect(live.shownTime).toBe(4);
  live.lookAt(null);
  expect([live.node('b', 'backlog'), live.totals.arrived, live.looking, live.activeFaults]).toEqual([101, 40, null, []]);
});

test('nothing can be looked at before there is anything', () => {
  const live = new LiveStore();
  live.lookAt(5);
  expect(live.looking).toBeNull();
});

test('an hour of breakers that flap takes no more memory, and faults and edits are not forgotten for them', () => {
  const live = new LiveStore();
  live.accept(frame([0.2], ['a'], { marks: [{ at: 1, kind: 'edit', subject: 'a', text: 'changed' }] }));
  for (let second = 1; second <= 400; second++) {
    live.accept(
      frame([second], ['a'], {
        marks: Array.from({ length: 20 }, () => ({ at: second * 1e9, kind: 'breaker-open', subject: 'l', text: '' })),
      }),
    );
  }
  expect(live.marks).toHaveLength(5_000);
  expect(live.marks[0]?.kind).toBe('edit');
  expect(live.marks[1]?.at).toBeGreaterThan(100e9);
});
