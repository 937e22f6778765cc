import { describe, expect, test } from 'vitest';
import { failure, success } from '../core/problem';
import type { Design } from '../design/schema';
import { serialCrew } from './crew';
import { replicate, zReplications } from './replicate';
import { sampleReport } from './sample-report';

const design: Design = { version: 1, name: 'Shop', seed: 40 };
/** A run whose p50 is its seed, in milliseconds. */
const fake = (_design: Design, { seed = 0 } = {}) => {
  const report = sampleReport({ seed, digest: `d${seed}` });
  const latency = { ...report.requests.latency, p50: seed };
  const slos = report.slos.map((slo) => (slo.id === 'fast' ? { ...slo, met: seed > 40 } : slo));
  return success({ ...report, requests: { ...report.requests, latency }, slos });
};

describe('replicate', () => {
  test('uses seeds that follow each other and gives means with intervals', async () => {
    const result = await replicate({ design, replications: 3 }, serialCrew(fake));
    const { value } = result as Extract<typeof result, { ok: true }>;
    expect(zReplications.parse(value)).toEqual(value);
    expect(value.runs).toEqual([40, 41, 42].map((seed) => ({ seed, digest: `d${seed}` })));
    const { p50 } = value.requests.latency;
    // Values 40, 41, 42: standard deviation 1; t at 97.5 % with two degrees of freedom is 4.3027.
    expect(p50.mean).toBe(41);
    expect(p50.high! - p50.mean!).toBeCloseTo(4.3026527 / Math.sqrt(3), 5);
    expect(value.requests.failedShare.mean).toBeCloseTo(1000 / 27_500, 10);
    expect(value.conserved).toBe(true);
  });

  test('gives every number of a report its interval, under its own name', async () => {
    const causes = (_design: Design, { seed = 0 } = {}) => {
      const report = sampleReport({ seed });
      const failuresByCause: Record<string, number> = seed === 40 ? { timeout: 10 } : { timeout: 20, error: 4 };
      return success({ ...report, requests: { ...report.requests, failuresByCause } });
    };
    const result = await replicate({ design, replications: 2 }, serialCrew(causes));
    const { value } = result as Extract<typeof result, { ok: true }>;
    expect(zReplications.parse(value)).toEqual(value);
    const count = (of: unknown, is: (one: unknown) => boolean): number => {
      if (is(of)) return 1;
      return typeof of === 'object' && of !== null ? Object.values(of).reduce((n: number, one) => n + count(one, is), 0) : 0;
    };
    const isEstimate = (one: unknown): boolean => typeof one === 'object' && one !== null && 'low' in one && 'n' in one && one.n === 2;
    for (const part of ['nodes', 'links'] as const)
      expect(count(value[part], isEstimate)).toBe(count(sampleReport()[part], (one) => typeof one === 'number'));
    expect(value.nodes[1]).toMatchObject({ id: 'payments', kind: 'service', role: 'server', queueWait: { p99: { n: 2, mean: 5 } } });
    // A cause that one run does not have counts as 0 there.
    expect(value.requests.failuresByCause).toMatchObject({ timeout: { mean: 15, n: 2 }, error: { mean: 2, n: 2 } });
    expect(value.requests.latencyIntervals.p99).toMatchObject({ low: { mean: 60.6 } });
    expect(value.requests.latencyIntervals.p999).toBeNull();
  });

  test('with an automatic warm-up all runs leave out what the first one found', async () => {
    const asked: unknown[] = [];
    const found = { by: 'mser-5' as const, settled: true, why: 'found' };
    const warming = (_design: Design, options: { warmup?: number | 'auto' } = {}) => {
      asked.push(options.warmup);
      return success(sampleReport(options.warmup === 'auto' ? { warmup: 7, warmupRule: found } : { warmup: 7 }));
    };
    const result = await replicate({ design, replications: 3, warmup: 'auto' }, serialCrew(warming));
    expect(asked).toEqual(['auto', 7, 7]);
    expect(result).toMatchObject({ value: { warmup: 7, warmupRule: found, runs: { length: 3 } } });
  });

  test('an objective is met when every run meets it', async () => {
    const result = await replicate({ design, replications: 3 }, serialCrew(fake));
    expect(result).toMatchObject({
      value: {
        slos: [
          { id: 'fast', met: false, metIn: 2 },
          { id: 'up', met: true, metIn: 3 },
        ],
      },
    });
  });

  test('counts which part degraded first', async () => {
    const turns = (_design: Design, { seed = 0 } = {}) => {
      const first = seed % 3 === 0 ? 'users' : 'payments';
      return success({ ...sampleReport(), degraded: seed === 44 ? [] : [{ subject: first, at: 1, sign: '' }] });
    };
    expect(await replicate({ design, replications: 5 }, serialCrew(turns))).toMatchObject({
      value: {
        degradedFirst: [
          { subject: 'payments', runs: 3 },
          { subject: 'users', runs: 1 },
        ],
      },
    });
  });

  test('says when one run’s books do not balance', async () => {
    const lossy = (_design: Design, { seed = 0 } = {}) => {
      const { conservation, ...report } = sampleReport();
      return success({
        ...report,
        conservation: { ...conservation, nodes: [{ id: 'payments', arrived: 10, completed: 6, failed: 3, inFlight: seed === 41 ? 0 : 1 }] },
      });
    };
    expect(await replicate({ design, replications: 2 }, serialCrew(lossy))).toMatchObject({ value: { conserved: false } });
    expect(await replicate({ design, replications: 1 }, serialCrew(lossy))).toMatchObject({ value: { conserved: true } });
  });

  test('shows progress over all runs, and stops at the first that cannot run', async () => {
    const shares: number[] = [];
    const half = (_design: Design, options: { onProgress?: (share: number) => void } = {}) => {
      options.onProgress?.(0.5);
      return success(sampleReport());
    };
    await replicate({ design, replications: 2 }, serialCrew(half), { onProgress: (share) => void shares.push(share) });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    const problem = { code: 'x', severity: 'error', where: 'file', message: 'm', remedy: 'r' } as const;
    expect(
      await replicate(
        { design, replications: 2 },
        serialCrew(() => failure(problem)),
      ),
    ).toEqual({ ok: false, problems: [problem] });
  });
});
