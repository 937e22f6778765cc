import { describe, expect, test } from 'vitest';
import type { Design, DesignFault, DesignNode } from '../design/schema';
import { run } from './run';

type Traffic = Extract<DesignNode, { kind: 'client' }>['params'];
const shop = (traffic: NonNullable<Traffic>['traffic'], faults: DesignFault[] = []): Design => ({
  version: 1,
  name: 'Shop',
  run: { duration: '40s', warmup: '3s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic } },
    {
      id: 'shop',
      kind: 'service',
      params: { replicas: 1, workers: 1, queueLimit: 100_000, serviceTime: { kind: 'exponential', mean: '5ms' } },
    },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  faults,
});
const steady = { kind: 'open', rate: 100 } as const;

function auto(design: Design, options: Parameters<typeof run>[1] = {}) {
  const result = run(design, { warmup: 'auto', ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('--warmup auto', () => {
  test('leaves out little of what is steady from the start, and says so', () => {
    const { warmup, warmupRule } = auto(shop(steady));
    expect(warmupRule).toMatchObject({ by: 'mser-5', settled: true });
    expect(warmupRule.why).toMatch(/^MSER-5: of 200 means of the requests in flight over 0\.2 s each, /);
    expect(warmup).toBeLessThan(10);
  });

  test('is the same run as with that warm-up given, to the digest', () => {
    const found = auto(shop(steady));
    const result = run(shop(steady), { warmup: found.warmup });
    expect(result).toMatchObject({ ok: true, value: { digest: found.digest, requests: found.requests } });
  });

  test('leaves out a start that is unlike the rest', () => {
    // 300 users who all come at once and then think for 10 s: first a crowd, then a stream.
    const crowd = shop({ kind: 'closed', users: 300, thinkTime: { kind: 'uniform', min: '9s', max: '11s' } });
    const slowStart = { ...crowd, run: { duration: '400s', warmup: '0s' } };
    const { warmup, warmupRule } = auto(slowStart);
    expect(warmupRule).toMatchObject({ by: 'mser-5' });
    expect(warmup).toBeGreaterThan(9);
  });

  test('says when the run does not settle', () => {
    // 1.5 times what the shop can serve: the backlog grows to the end.
    const { warmupRule } = auto(shop({ kind: 'open', rate: 300 }));
    expect(warmupRule).toMatchObject({ by: 'mser-5', settled: false });
    expect(warmupRule.why).toContain('do not settle in the first half');
  });

  test('looks only at the time before the first fault', () => {
    const slow: DesignFault = { id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 4 }, startAfter: '20s' };
    const { warmup, warmupRule } = auto(shop(steady, [slow]));
    expect(warmupRule.by).toBe('mser-5');
    expect(warmupRule.why).toContain('over 0.1 s each');
    expect(warmup).toBeLessThan(10);
  });

  test.each([
    [
      'a wave',
      shop({ ...steady, curve: { kind: 'daily', swing: 0.5, period: '20s', peakAt: '0s' } }),
      'The traffic of users changes at 0 s',
    ],
    [
      'an early fault',
      shop(steady, [{ id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 2 }, startAfter: '2s' }]),
      'The fault slow comes at 2 s',
    ],
    [
      'a fault from the start that ends early',
      shop(steady, [{ id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 2 }, duration: '4s' }]),
      'The fault slow ends at 4 s',
    ],
  ])('%s: the design’s own warm-up stands', (_, design, words) => {
    const { warmup, warmupRule } = auto(design);
    expect(warmup).toBe(3);
    expect(warmupRule).toMatchObject({ by: 'given', settled: null });
    expect(warmupRule.why).toContain(words);
  });

  test('a change by hand counts too', () => {
    const heal = { kind: 'heal', fault: 'none', at: 1e9 } as const;
    expect(auto(shop(steady), { changes: [heal] }).warmupRule.why).toContain('A change by hand comes at 1 s');
  });
});
