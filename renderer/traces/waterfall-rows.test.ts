import { expect, test } from 'vitest';
import type { Stretch, TraceSpan } from '../../engine/measure/trace/trace';
import { waterfallRows } from './waterfall-rows';

const stretch = (from: number, to: number, doing: Stretch['doing']): Stretch => ({ from, to, doing, why: '' });
const span = (id: number, parent: number, kind: TraceSpan['kind'], stretches: readonly Stretch[]): TraceSpan => ({
  id,
  parent,
  kind,
  node: 'n',
  link: null,
  name: '',
  start: stretches[0]!.from,
  end: stretches.at(-1)!.to,
  outcome: 'ok',
  awaited: true,
  replica: null,
  stretches,
  notes: [],
});

const single = [
  span(0, -1, 'call', [stretch(0, 5, 'blocked'), stretch(5, 100, 'downstream')]),
  span(1, 0, 'attempt', [stretch(5, 10, 'network'), stretch(10, 90, 'downstream'), stretch(90, 100, 'network')]),
  span(2, 1, 'operation', [stretch(10, 90, 'service')]),
];

test('a call with a single attempt is one row, which says what both do', () => {
  const rows = waterfallRows({ spans: single, path: [{ span: 1, ...stretch(5, 10, 'network') }] }, new Set());
  expect(rows.map((row) => [row.span.id, row.depth])).toEqual([
    [0, 0],
    [2, 1],
  ]);
  expect(rows[0]!.stretches.map(({ from, doing }) => `${from} ${doing}`)).toEqual([
    '0 blocked',
    '5 network',
    '10 downstream',
    '90 network',
  ]);
  expect(rows[0]!.path).toHaveLength(1);
  expect(rows[0]!.canFold).toBe(true);
});

test('several attempts have a row each', () => {
  const spans = [...single, span(3, 0, 'attempt', [stretch(50, 100, 'network')])];
  expect(waterfallRows({ spans, path: [] }, new Set()).map((row) => row.span.id)).toEqual([0, 1, 2, 3]);
});

test('what is folded hides all that is below it', () => {
  expect(waterfallRows({ spans: single, path: [] }, new Set([0])).map((row) => row.span.id)).toEqual([0]);
});
