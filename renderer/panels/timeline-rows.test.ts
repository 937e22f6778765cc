import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import { timelineRows } from './timeline-rows';

const design: Design = {
  version: 1,
  name: 'd',
  nodes: [{ id: 'pay', kind: 'service' }],
  links: [{ id: 'orders-pay', from: 'pay', to: 'pay' }],
  faults: [
    { id: 'later', action: 'slow-down', target: { node: 'pay' }, startAfter: '60s', duration: '10s' },
    { id: 'gone', action: 'slow-down', target: { node: 'pay' }, startAfter: '1s' },
  ],
};
const mark = (at: number, kind: Mark['kind'], subject: string): Mark => ({ at: at * 1e9, kind, subject, text: `${kind} ${subject}` });
const faultMark = (at: number, kind: 'fault-start' | 'fault-end', fault: string, on = 'pay'): Mark => ({ ...mark(at, kind, on), fault });
const rows = (marks: readonly Mark[]) =>
  timelineRows({ marks, design, injected: { slow: { id: 'slow', action: 'added-latency', target: { link: 'orders-pay' } } } });

test('a fault is a bar from its start to its end and leads to its target', () => {
  const [faults] = rows([faultMark(5, 'fault-start', 'slow', 'orders-pay'), faultMark(9, 'fault-end', 'slow', 'orders-pay')]);
  expect(faults?.bars[0]).toMatchObject({
    start: 5e9,
    end: 9e9,
    tone: 'fault',
    text: 'Add latency: pay → pay',
    subject: { links: ['orders-pay'] },
    level: 0,
  });
});

test('what has not ended has no end; what overlaps lies below', () => {
  const [faults] = rows([faultMark(5, 'fault-start', 'slow', 'orders-pay'), faultMark(6, 'fault-start', 'gone')]);
  expect(faults?.bars.slice(0, 2)).toMatchObject([
    { end: null, level: 0 },
    { end: null, level: 1 },
  ]);
});

test('two faults that overlap on one target are two bars, each with its own end', () => {
  const [faults] = rows([
    faultMark(1, 'fault-start', 'gone'),
    faultMark(5, 'fault-start', 'by-hand'),
    faultMark(7, 'fault-end', 'gone'),
    faultMark(9, 'fault-end', 'by-hand'),
  ]);
  const bars = faults?.bars.filter(({ tone }) => tone === 'fault');
  expect(bars?.map(({ start, end, level, subject }) => [start / 1e9, (end ?? 0) / 1e9, level, subject])).toEqual([
    [1, 7, 0, { nodes: ['pay'] }],
    [5, 9, 1, { nodes: ['pay'] }],
  ]);
});

test('a breaker is open, then half-open, then gone', () => {
  const all = rows([
    mark(1, 'breaker-open', 'orders-pay'),
    mark(4, 'breaker-half-open', 'orders-pay'),
    mark(5, 'breaker-open', 'orders-pay'),
    mark(8, 'breaker-half-open', 'orders-pay'),
    mark(9, 'breaker-closed', 'orders-pay'),
  ]);
  const breakers = all.find(({ kind }) => kind === 'breakers');
  expect(breakers?.bars.map(({ start, end, tone }) => [start / 1e9, (end ?? 0) / 1e9, tone])).toEqual([
    [1, 4, 'open'],
    [4, 5, 'half-open'],
    [5, 8, 'open'],
    [8, 9, 'half-open'],
  ]);
  expect(breakers?.levels).toBe(1);
});

test('objectives share one thin row that says how many are missed', () => {
  const all = rows([
    mark(1, 'slo-breach', 'a'),
    mark(3, 'slo-breach', 'b'),
    mark(5, 'slo-recovered', 'a'),
    mark(9, 'slo-recovered', 'b'),
    mark(12, 'slo-breach', 'a'),
  ]);
  const slos = all.find(({ kind }) => kind === 'slos');
  expect(slos?.levels).toBe(1);
  expect(slos?.bars.map(({ start, end, text }) => [start / 1e9, end === null ? null : end / 1e9, text])).toEqual([
    [1, 3, 'slo-breach a'],
    [3, 5, '2 objectives missed: a, b'],
    [5, 9, 'slo-breach b'],
    [12, null, 'slo-breach a'],
  ]);
});

test('the timeline stays low however many faults overlap', () => {
  const [faults] = rows(Array.from({ length: 9 }, (_, i) => faultMark(i, 'fault-start', `f${i}`)));
  expect(faults?.levels).toBe(3);
});

test('rows without anything are not there', () => {
  expect(rows([mark(3, 'edit', 'pay'), mark(4, 'slo-breach', 'fast')]).map(({ kind }) => kind)).toEqual(['slos', 'edits']);
});
