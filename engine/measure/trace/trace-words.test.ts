import { describe, expect, test } from 'vitest';
import type { TraceNames } from './names';
import type { PathPiece, Trace, TraceSpan } from './trace';
import { spanWords, verdictOf } from './trace-words';

const names: TraceNames = {
  nodes: [],
  links: [],
  journeys: [],
  operations: [],
  reasons: [],
  effects: [],
  eventName: () => '',
  label: (node) => (node === 'payments' ? 'Payments' : 'Orders'),
};

const span = (id: number, over: Partial<TraceSpan>): TraceSpan => ({
  id,
  parent: -1,
  kind: 'call',
  node: 'payments',
  link: 'orders-payments',
  name: '',
  start: 0,
  end: 1,
  outcome: 'ok',
  awaited: true,
  replica: null,
  stretches: [],
  notes: [],
  ...over,
});
const piece = (id: number, from: number, to: number, doing: PathPiece['doing'], why = ''): PathPiece => ({
  span: id,
  from: from * 1e6,
  to: to * 1e6,
  doing,
  why,
});
const told = (over: Partial<Trace>): string =>
  verdictOf({ start: 0, end: 1240e6, outcome: 'ok', cause: null, blame: null, spans: [], path: [], ...over }, names);

describe('a verdict', () => {
  test('names where most of the time went, and the tries that did not help', () => {
    const spans = [
      span(0, {}),
      span(1, { kind: 'attempt', parent: 0, outcome: 'timeout' }),
      span(2, { kind: 'attempt', parent: 0, outcome: 'timeout' }),
      span(3, { kind: 'attempt', parent: 0 }),
      span(4, { kind: 'operation', parent: 3, link: null }),
    ];
    const path = [piece(1, 0, 50, 'network'), piece(2, 50, 100, 'network'), piece(4, 100, 1100, 'queue'), piece(4, 1100, 1240, 'service')];
    expect(told({ spans, path })).toBe("1.24 s: 1 s of it waiting in Payments' queue, after 2 attempts at Payments that timed out.");
  });

  test('names a second part that counts', () => {
    const spans = [span(0, {}), span(1, { kind: 'operation', node: 'orders', link: null })];
    const path = [piece(1, 0, 640, 'blocked', 'the lock on its row'), piece(1, 640, 1240, 'service')];
    expect(told({ spans, path })).toBe('1.24 s: 640 ms of it waiting in Orders for the lock on its row and 600 ms working in Orders.');
  });

  test('says how a request failed, and where that began', () => {
    const path = [piece(0, 0, 1240, 'backoff')];
    expect(told({ spans: [span(0, {})], path, outcome: 'failed', cause: 'timeout', blame: 'payments' })).toBe(
      '1.24 s, failed (timeout at Payments): 1.24 s of it pausing before another try at Payments.',
    );
  });

  test('has a word for what took no time', () => {
    expect(told({ end: 0, outcome: 'failed', cause: 'unreachable', blame: 'orders' })).toBe('Failed (unreachable at Orders) in no time.');
  });
});

test.each([
  [0, '0 ms'],
  [12, '12 ns'],
  [850e3, '850 µs'],
  [12_345_678, '12.3 ms'],
  [999.6e6, '1 s'],
  [75e9, '75 s'],
])('%d ns is %s', (nanos, words) => {
  expect(spanWords(nanos)).toBe(words);
});
