import { describe, expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { check } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { changesOf, changesUpTo } from '../../engine/what-if/lesson';
import { reportOf, scenario } from './scenarios';

const { design, lesson: told } = scenario('cache-stampede');
const lesson = told!;
const seeds = [1, 2, 3, 4, 5];

const missed = (report: Report) => report.slos.filter(({ met }) => !met).map(({ id }) => id);
const failedShare = ({ requests }: Report) => requests.failed / requests.arrived;
const database = (report: Report) => report.nodes.find(({ id }) => id === 'catalog-db')!;
type Contents = NonNullable<NonNullable<Extract<DesignNode, { kind: 'cache' }>['params']>['contents']>;
const withContents = (more: Partial<Contents>): Design => ({
  ...design,
  nodes: design.nodes!.map((node) =>
    node.kind === 'cache' ? { ...node, params: { ...node.params, contents: { ...node.params!.contents!, ...more } } } : node,
  ),
});
const flushedAt30 = changesOf(lesson, 'flush', 0);

test('the scenario loads without a finding, and every part of it has a place and a name', () => {
  expect(check(design)).toEqual([]);
  expect(design.nodes!.filter(({ position, name }) => !position || !name)).toEqual([]);
});

describe.each(seeds)('seed %i', (seed) => {
  test('healthy: both objectives are met, also while the cache fills', () => {
    expect(missed(reportOf(design, { seed, duration: 60, warmup: 0 }))).toEqual([]);
  });

  test('emptied once, it stays down: three minutes later most pages still fail', () => {
    const report = reportOf(design, { seed, duration: 240, warmup: 210, changes: changesUpTo(lesson, 'flush') });
    expect(missed(report)).toEqual(['pages-available', 'pages-fast']);
    expect(failedShare(report)).toBeGreaterThan(0.4);
    // What the database does is work for nobody.
    expect(database(report).abandoned / (30 * database(report).rate)).toBeGreaterThan(0.9);
    expect(database(report).utilization).toBeGreaterThan(0.995);
  });

  test('queries that time out are cancelled: about one page in twelve fails for a few seconds, none after', () => {
    const changes = changesUpTo(lesson, 'cancel');
    const early = failedShare(reportOf(design, { seed, duration: 35, warmup: 30, changes }));
    expect(early).toBeGreaterThan(0.04);
    expect(early).toBeLessThan(0.15);
    expect(missed(reportOf(design, { seed, duration: 80, warmup: 36, changes }))).toEqual([]);
  });

  test('cancelled from when the shop is down, it comes back', () => {
    const changes = [...flushedAt30, ...changesOf(lesson, 'cancel', 60)];
    expect(failedShare(reportOf(design, { seed, duration: 60, warmup: 35, changes }))).toBeGreaterThan(0.2);
    expect(missed(reportOf(design, { seed, duration: 100, warmup: 75, changes }))).toEqual([]);
  });

  test('single flight as well: hardly a page fails at all', () => {
    const changes = changesUpTo(lesson, 'single-flight');
    expect(failedShare(reportOf(design, { seed, duration: 35, warmup: 30, changes }))).toBeLessThan(0.01);
    expect(missed(reportOf(design, { seed, duration: 80, warmup: 36, changes }))).toEqual([]);
  });

  test('single flight alone, turned on while the shop is down, makes it worse', () => {
    const changes = [...flushedAt30, ...changesOf(lesson, 'single-flight', 60)];
    expect(failedShare(reportOf(design, { seed, duration: 150, warmup: 120, changes }))).toBeGreaterThan(0.95);
  });

  test('a cache that starts cold under full load is the same disaster', () => {
    const cold: Design = {
      ...design,
      nodes: design.nodes!.map(
        (node): DesignNode =>
          node.kind === 'client' ? { ...node, params: { ...node.params, traffic: { kind: 'open', rate: 2000 } } } : node,
      ),
    };
    const failed = (d: Design) => failedShare(reportOf(d, { seed, duration: 60, warmup: 30 }));
    expect(failed(cold)).toBeGreaterThan(0.4);
    const { edit } = lesson.steps.find(({ id }) => id === 'single-flight')!.actions[0] as { edit: Parameters<typeof apply>[1] };
    expect(failed(apply(cold, edit))).toBe(0);
  });

  test('what is loaded together expires together: the load comes back one time to live later, unless that is jittered', () => {
    // Method: all products alike, one load a key, a database that copes. The cache is emptied at 30 s; how many queries a second come in the two
    // seconds after the next expiry, 20 s later? With all products known for good it would be 3,000 / 20 s = 150/s, less the time until each is asked for.
    const echo = (ttlJitter: number) => {
      const even = withContents({ singleFlight: true, ttl: '20s', ttlJitter });
      const nodes = even.nodes!.map((node): DesignNode => {
        if (node.kind === 'database') return { ...node, params: { ...node.params, connections: 60 } };
        return node.kind === 'client' ? { ...node, params: { ...node.params, entities: { kind: 'uniform', count: 3000 } } } : node;
      });
      return database(reportOf({ ...even, nodes }, { seed, duration: 52, warmup: 50, changes: flushedAt30 })).rate;
    };
    expect(echo(0)).toBeGreaterThan(500);
    expect(echo(0.5)).toBeLessThan(300);
  });
});
