import { describe, expect, test } from 'vitest';
import { failure, success } from '../core/problem';
import type { Design } from '../design/schema';
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
  test('uses seeds that follow each other and gives means with intervals', () => {
    const result = replicate(design, { replications: 3 }, fake);
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

  test('an objective is met when every run meets it', () => {
    const result = replicate(design, { replications: 3 }, fake);
    expect(result).toMatchObject({
      value: {
        slos: [
          { id: 'fast', met: false, metIn: 2 },
          { id: 'up', met: true, metIn: 3 },
        ],
      },
    });
  });

  test('counts which part degraded first', () => {
    const turns = (_design: Design, { seed = 0 } = {}) => {
      const first = seed % 3 === 0 ? 'users' : 'payments';
      return success({ ...sampleReport(), degraded: seed === 44 ? [] : [{ subject: first, at: 1, sign: '' }] });
    };
    expect(replicate(design, { replications: 5 }, turns)).toMatchObject({
      value: {
        degradedFirst: [
          { subject: 'payments', runs: 3 },
          { subject: 'users', runs: 1 },
        ],
      },
    });
  });

  test('says when one run’s books do not balance', () => {
    const lossy = (_design: Design, { seed = 0 } = {}) => {
      const { conservation, ...report } = sampleReport();
      return success({
        ...report,
        conservation: { ...conservation, nodes: [{ id: 'payments', arrived: 10, completed: 6, failed: 3, inFlight: seed === 41 ? 0 : 1 }] },
      });
    };
    expect(replicate(design, { replications: 2 }, lossy)).toMatchObject({ value: { conserved: false } });
    expect(replicate(design, { replications: 1 }, lossy)).toMatchObject({ value: { conserved: true } });
  });

  test('shows progress over all runs, and stops at the first that cannot run', () => {
    const shares: number[] = [];
    const half = (_design: Design, options: { onProgress?: (share: number) => void } = {}) => {
      options.onProgress?.(0.5);
      return success(sampleReport());
    };
    replicate(design, { replications: 2, onProgress: (share) => void shares.push(share) }, half);
    expect(shares).toEqual([0.25, 0.75]);
    const problem = { code: 'x', severity: 'error', where: 'file', message: 'm', remedy: 'r' } as const;
    expect(replicate(design, { replications: 2 }, () => failure(problem))).toEqual({ ok: false, problems: [problem] });
  });
});
