import { describe, expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { check } from '../../engine/design/resolve';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { changesOf, changesUpTo } from '../../engine/what-if/lesson';
import { reportOf, scenario } from './scenarios';

const { design, lesson: told } = scenario('checkout');
const lesson = told!;
const seeds = [1, 2, 3, 4, 5];

const missed = (report: Report) => report.slos.filter(({ met }) => !met).map(({ id }) => id);
const journey = (report: Report, id: string) => report.journeys.find((line) => line.id === id)!;

test('the scenario loads without a finding, and every part of it has a place and a name', () => {
  expect(check(design)).toEqual([]);
  expect((design.nodes ?? []).filter(({ position, name }) => !position || !name)).toEqual([]);
});

test('every service owns a database that nobody else asks', () => {
  const services = (design.nodes ?? []).filter(({ kind }) => kind === 'service').map(({ id }) => id);
  const databases = (design.nodes ?? []).filter(({ kind }) => kind === 'database').map(({ id }) => id);
  expect(services).toHaveLength(7);
  const owners = databases.map((id) => (design.links ?? []).filter((link) => link.to === id).map((link) => link.from));
  // Catalog reads through its cache.
  expect(owners.map((callers) => callers.map((id) => (id === 'cache' ? 'catalog' : id)).join()).toSorted()).toEqual(services.toSorted());
});

describe.each(seeds)('seed %i', (seed) => {
  test('healthy: 500 requests/s and every objective is met', () => {
    const report = reportOf(design, { seed });
    expect(report.requests.arrived / (report.simulated - report.warmup)).toBeCloseTo(500, -1.5);
    expect(missed(report)).toEqual([]);
    expect(report.degraded).toEqual([]);
    expect(report.requests.failed).toBe(0);
  });

  test.each([15, 15.4, 15.8])('slow from %f s: Payments degrades first, then Orders, then the gateway', (at) => {
    const report = reportOf(design, { seed, duration: 26, warmup: 5, changes: changesOf(lesson, 'slow-provider', at) });
    const [first, second, third] = report.degraded;
    expect([first, second, third].map((part) => part?.subject)).toEqual(['payments', 'orders', 'gateway']);
    expect(first!.at).toBeGreaterThan(at);
    // All of it within four seconds, and nothing else is harmed: Catalog, Cart and the rest only have less to do.
    expect(third!.at).toBeLessThanOrEqual(at + 4);
    expect(report.degraded).toHaveLength(3);
  });

  test('slow: every objective is missed, also those of journeys that ask for no payment', () => {
    expect(missed(reportOf(design, { seed, changes: changesUpTo(lesson, 'slow-provider') })).toSorted()).toEqual(
      design.slos?.map(({ id }) => id).toSorted(),
    );
  });

  test('breaker: Catalog and Cart are untouched, checkouts fail', () => {
    expect(missed(reportOf(design, { seed, changes: changesUpTo(lesson, 'breaker') })).toSorted()).toEqual([
      'checkout-available',
      'checkout-fast',
    ]);
  });

  test('fallback: every objective is met while the provider is slow', () => {
    expect(missed(reportOf(design, { seed, changes: changesUpTo(lesson, 'fallback') }))).toEqual([]);
  });

  test('the whole story in one run: what was queued is worked off, the breaker closes by itself, nothing stays behind', () => {
    // Slow at 20 s, breaker at 40 s, bulkhead and fallback at 60 s, healed at 80 s; looked at from 125 s, after the last trial call.
    const changes = [
      ...changesOf(lesson, 'slow-provider', 20),
      ...changesOf(lesson, 'breaker', 40),
      ...changesOf(lesson, 'fallback', 60),
      ...changesOf(lesson, 'healed', 80),
    ];
    const report = reportOf(design, { seed, duration: 160, warmup: 125, changes });
    expect(missed(report)).toEqual([]);
    expect(journey(report, 'checkout').degraded / journey(report, 'checkout').arrived).toBeLessThan(0.0005);
    expect(report.requests.failed).toBe(0);
    const breaker = report.marks.filter(({ subject, kind }) => subject === 'orders-payments' && kind.startsWith('breaker'));
    expect(breaker.map(({ kind }) => kind).slice(0, 1)).toEqual(['breaker-open']);
    expect(breaker.at(-1)?.kind).toBe('breaker-closed');
    // It opened once calls had begun and run into their timeout of 3 s; the workers for them came free within 3 s.
    expect(breaker[0]!.at).toBeGreaterThan(43);
    expect(breaker[0]!.at).toBeLessThan(46.1);
  });
});

test('Payments itself made slow gives the same cascade: the button of its card tells the story too', () => {
  const fault: DesignFault = { id: 'slow', action: 'added-latency', target: { node: 'payments' } };
  const report = reportOf(design, { duration: 26, warmup: 5, changes: [{ at: 15e9, kind: 'inject', fault }] });
  expect(report.degraded.map(({ subject }) => subject)).toContain('gateway');
  expect(missed(report)).toContain('browse-available');
});

test('in the first seconds, before the breaker opens, it is the bulkhead that keeps Orders free', () => {
  const protectedFrom = (step: string): Design =>
    changesOf(lesson, step, 0).reduce((now, change) => (change.kind === 'edit' ? apply(now, change.edit) : now), design);
  const slow = changesOf(lesson, 'slow-provider', 20);
  const orders = (step: string) =>
    reportOf(protectedFrom(step), { duration: 23, warmup: 19, changes: slow }).nodes.find(({ id }) => id === 'orders')!;
  expect(orders('breaker').maxBacklog).toBeGreaterThan(80);
  expect(orders('fallback').maxBacklog).toBe(0);
});
