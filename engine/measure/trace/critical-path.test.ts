import { describe, expect, test } from 'vitest';
import { criticalPath, hopsOf } from './critical-path';
import { type Draft, newDraft, stretchesOf } from './draft';
import type { Doing, SpanKind, SpanOutcome } from './trace';

function span(
  parent: Draft | null,
  kind: SpanKind,
  [start, end]: readonly [number, number | null],
  states: readonly (readonly [number, Doing])[] = [],
  outcome: SpanOutcome = 'ok',
): Draft {
  const draft = newDraft(kind, parent, start);
  draft.end = end;
  draft.outcome = outcome;
  draft.awaited = kind !== 'message';
  draft.node = 'n';
  draft.states.push(...states.map(([at, doing]) => ({ at, doing, why: '' })));
  return draft;
}

/** Numbers the spans, and tells the path in short. */
function path(root: Draft): string[] {
  const all: Draft[] = [];
  const visit = (draft: Draft): void => {
    draft.id = all.push(draft) - 1;
    draft.children.forEach(visit);
  };
  visit(root);
  return criticalPath(root, root.end!).map(({ span: id, from, to, doing }) => `${id} ${doing} ${from}-${to}`);
}

describe('the critical path', () => {
  test('of one call: there, in the queue, at work, and back', () => {
    const root = span(
      null,
      'call',
      [0, 100],
      [
        [0, 'network'],
        [90, 'network'],
      ],
    );
    span(
      root,
      'operation',
      [10, 90],
      [
        [10, 'queue'],
        [50, 'service'],
      ],
    );
    expect(path(root)).toEqual(['0 network 0-10', '1 queue 10-50', '1 service 50-90', '0 network 90-100']);
  });

  test('of branches side by side: the one that ended last', () => {
    const root = span(
      null,
      'operation',
      [0, 60],
      [
        [0, 'service'],
        [50, 'service'],
      ],
    );
    span(root, 'branch', [10, 30], [[10, 'service']]);
    span(root, 'branch', [10, 50], [[10, 'queue']]);
    expect(path(root)).toEqual(['0 service 0-10', '2 queue 10-50', '0 service 50-60']);
  });

  test('of the first of several: the one that ended well, not the ones that were called off with it', () => {
    const root = span(null, 'operation', [0, 50], [[0, 'service']]);
    span(root, 'branch', [10, 50], [[10, 'queue']], 'left');
    span(root, 'branch', [10, 50], [[10, 'service']]);
    expect(path(root)).toEqual(['0 service 0-10', '2 service 10-50']);
  });

  test('of two tries: the first up to its timeout, whatever the callee still did, then the pause, then the second', () => {
    const root = span(null, 'call', [0, 100], [[30, 'backoff']]);
    const first = span(root, 'attempt', [0, 30], [[0, 'network']], 'timeout');
    span(
      first,
      'operation',
      [5, 80],
      [
        [5, 'queue'],
        [20, 'service'],
      ],
    );
    const second = span(
      root,
      'attempt',
      [40, 100],
      [
        [40, 'network'],
        [95, 'network'],
      ],
    );
    span(second, 'operation', [45, 95], [[45, 'service']]);
    expect(path(root)).toEqual([
      '1 network 0-5',
      '2 queue 5-20',
      '2 service 20-30',
      '0 backoff 30-40',
      '3 network 40-45',
      '4 service 45-95',
      '3 network 95-100',
    ]);
  });

  test('of a hedged try: the copy that won, and before it was sent the one that it overtook', () => {
    const root = span(null, 'attempt', [0, 60]);
    span(root, 'copy', [0, 60], [[0, 'network']], 'left');
    span(root, 'copy', [40, 60], [[40, 'service']]);
    expect(path(root)).toEqual(['1 network 0-40', '2 service 40-60']);
  });

  test('what is published is not on it', () => {
    const root = span(null, 'operation', [0, 20], [[0, 'service']]);
    span(root, 'message', [5, 90], [[5, 'queue']]);
    expect(path(root)).toEqual(['0 service 0-20']);
  });

  test('adds up by place', () => {
    const root = span(
      null,
      'call',
      [0, 100],
      [
        [0, 'network'],
        [90, 'network'],
      ],
    );
    span(
      root,
      'operation',
      [10, 90],
      [
        [10, 'queue'],
        [50, 'service'],
      ],
    );
    path(root);
    const hops = hopsOf(criticalPath(root, 100), [
      { kind: 'call', node: 'n', link: 'l' },
      { kind: 'operation', node: 'n', link: null },
    ]);
    expect(hops).toEqual([
      { node: 'n', link: null, queue: 40, service: 40, network: 0, backoff: 0, blocked: 0, pause: 0, total: 80 },
      { node: null, link: 'l', queue: 0, service: 0, network: 20, backoff: 0, blocked: 0, pause: 0, total: 20 },
    ]);
  });
});

test('the stretches of a span have no gaps, and waiting for several at once is told once', () => {
  const root = span(
    null,
    'operation',
    [0, 60],
    [
      [0, 'service'],
      [50, 'queue'],
    ],
  );
  span(root, 'branch', [10, 30]);
  span(root, 'branch', [10, 50]);
  expect(stretchesOf(root, 60).map(({ from, to, doing }) => `${doing} ${from}-${to}`)).toEqual([
    'service 0-10',
    'downstream 10-50',
    'queue 50-60',
  ]);
});
