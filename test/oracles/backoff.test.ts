import { describe, expect, test } from 'vitest';
import { Rng } from '../../engine/core/rng';
import { ms, span } from '../../engine/core/units';
import { Backoff } from '../../engine/policies/backoff';
import { NANOS_PER_MS, trace } from './traces';

/** A stream that repeats the uniforms that the library was given. */
function recorded(uniforms: readonly number[]): Rng {
  const rng = Rng.root(0);
  let at = 0;
  rng.next = () => uniforms[at++]!;
  return rng;
}

/** Our waits, one after the other. [ms] */
function waits(backoff: Backoff, count: number): number[] {
  const found: number[] = [];
  for (let retry = 1, previous = 0; retry <= count; retry++) {
    found.push(backoff.delay(retry, previous) / NANOS_PER_MS);
    previous = backoff.memory;
  }
  return found;
}

/** Largest distance between the two. */
const apart = (ours: readonly number[], theirs: readonly number[]): number => {
  expect(ours.length).toBe(theirs.length);
  return Math.max(...ours.map((wait, i) => Math.abs(wait - theirs[i]!)));
};

describe('AWS’s formulas', () => {
  const { config, sequences } = trace<{
    readonly config: { readonly base: number; readonly cap: number };
    readonly sequences: Record<'full' | 'equal' | 'decorr', { readonly delays: readonly number[]; readonly u: readonly number[] }>;
  }>('backoff_aws_formulas');
  const names = { full: 'full', equal: 'equal', decorr: 'decorrelated' } as const;

  test.each(['full', 'equal', 'decorr'] as const)('%s jitter', (name) => {
    const { delays, u } = sequences[name];
    const params = { attempts: delays.length + 1, backoff: ms(config.base), factor: 2, cap: ms(config.cap), jitter: names[name] };
    // Ours are whole nanoseconds; the decorrelated chain carries each rounding on, at most tripled.
    expect(apart(waits(new Backoff(params, recorded(u)), delays.length), delays)).toBeLessThan(1e-5);
  });
});

describe('cockatiel’s ExponentialBackoff', () => {
  const { sequences } = trace<{
    readonly sequences: Record<
      string,
      {
        readonly config: { readonly initialDelay: number; readonly maxDelay: number; readonly exponent: number };
        readonly uniformsUsed: readonly number[];
        readonly delaysMs: readonly number[];
      }
    >;
  }>('backoff_cockatiel');

  test.each([
    ['cockatiel_noJitter', 'none'],
    ['cockatiel_halfJitter', 'equal'],
    ['cockatiel_fullJitter', 'full'],
    // Polly's V2 formula, not AWS's.
    ['cockatiel_decorrelated', 'polly-v2'],
  ] as const)('%s is our %s', (name, jitter) => {
    const { config, uniformsUsed, delaysMs } = sequences[name]!;
    const params = {
      attempts: delaysMs.length + 1,
      backoff: ms(config.initialDelay),
      factor: config.exponent,
      cap: ms(config.maxDelay),
      jitter,
    };
    // It rounds to milliseconds, but not this one; ours are whole nanoseconds.
    const tolerance = jitter === 'polly-v2' ? 1e-6 : 1;
    expect(apart(waits(new Backoff(params, recorded(uniformsUsed)), delaysMs.length), delaysMs)).toBeLessThanOrEqual(tolerance);
  });
});

describe('exponential-backoff', () => {
  const { sequences } = trace<{
    readonly sequences: Record<
      string,
      {
        readonly config: {
          readonly jitter: 'none' | 'full';
          readonly startingDelay: number;
          readonly timeMultiple: number;
          readonly maxDelay: number;
        };
        readonly uniformsUsed: readonly number[];
        readonly gapsMs: readonly number[];
      }
    >;
  }>('backoff_exponential-backoff');

  // `delayFirst` waits before the first attempt as well; its gaps between attempts begin one factor later.
  test.each([
    ['none', 1],
    ['full', 1],
    ['delayFirst', 3],
  ] as const)('%s', (name, ahead) => {
    const { config, uniformsUsed, gapsMs } = sequences[name]!;
    const params = {
      attempts: gapsMs.length + 1,
      backoff: span(ms(config.startingDelay) * ahead),
      factor: config.timeMultiple,
      cap: ms(config.maxDelay),
      jitter: config.jitter,
    };
    expect(apart(waits(new Backoff(params, recorded(uniformsUsed)), gapsMs.length), gapsMs)).toBeLessThanOrEqual(1);
  });
});
