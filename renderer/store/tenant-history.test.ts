import { expect, test } from 'vitest';
import { requestColumns } from '../../engine/measure/columns';
import type { TenantBlock } from '../../engine/measure/frame';
import { TenantHistory } from './tenant-history';

type Counts = Partial<Record<(typeof requestColumns)[number], number>>;
const block = (tenants: Readonly<Record<string, Counts>>): TenantBlock => ({
  ids: Object.keys(tenants),
  counts: Float64Array.from(Object.values(tenants).flatMap((counts) => requestColumns.map((column) => counts[column] ?? 0))),
});

test('rates and shares speak of the last second, at any moment', () => {
  const history = new TenantHistory();
  history.accept(0, block({ gold: {}, free: {} }));
  history.accept(0.5, block({ gold: { arrived: 50, ok: 50 }, free: { arrived: 5, ok: 5 } }));
  history.accept(1, block({ gold: { arrived: 100, ok: 90, late: 10 }, free: { arrived: 10, ok: 10 } }));
  history.accept(2, block({ gold: { arrived: 300, ok: 150, degraded: 40, late: 10, failed: 50 }, free: { arrived: 10, ok: 10 } }));
  expect(history.at(2)).toEqual([
    { id: 'gold', sent: 200, good: 100, failedShare: 50 / 150, lateShare: 0 },
    { id: 'free', sent: 0, good: 0, failedShare: Number.NaN, lateShare: Number.NaN },
  ]);
  expect(history.at(1.4)[0]).toEqual({ id: 'gold', sent: 100, good: 90, failedShare: 0, lateShare: 0.1 });
});

test('frames far apart tell of the time between them', () => {
  const history = new TenantHistory();
  history.accept(0, block({ gold: {} }));
  history.accept(20, block({ gold: { arrived: 100, ok: 100 } }));
  expect(history.at(20)[0]).toMatchObject({ sent: 5, good: 5 });
});

test('nothing is said before two frames, and of no tenants', () => {
  const history = new TenantHistory();
  history.accept(0, block({ gold: {} }));
  expect(history.at(0)).toEqual([]);
  const none = new TenantHistory();
  none.accept(1, block({}));
  none.accept(2, block({}));
  expect(none.at(2)).toEqual([]);
});

test('a tenant that comes later begins with its own rows', () => {
  const history = new TenantHistory();
  history.accept(0, block({ gold: {} }));
  history.accept(1, block({ gold: { arrived: 10, ok: 10 } }));
  history.accept(2, block({ gold: { arrived: 20, ok: 20 }, free: { arrived: 5, ok: 5 } }));
  history.accept(3, block({ gold: { arrived: 30, ok: 30 }, free: { arrived: 10, ok: 5 } }));
  expect(history.at(3).map(({ id, sent }) => [id, sent])).toEqual([
    ['gold', 10],
    ['free', 5],
  ]);
});
