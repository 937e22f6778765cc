import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../engine/core/units';
import { type ScalarModel, scalarOf } from './scalar';

const duration: ScalarModel = { kind: 'duration', min: 1e6, max: 3600e9 };
const replicas: ScalarModel = { kind: 'number', min: 1, max: 500, whole: true, unit: 'replicas', fallback: 2 };
const share: ScalarModel = { kind: 'share', min: 0, max: 1, fallback: 0 };

describe('reading', () => {
  test.each([
    ['250ms', '250ms'],
    ['2 s', '2s'],
    ['40', '40ms'],
    ['3m', '3min'],
    ['500µs', null],
    ['2h', null],
    ['soon', null],
    ['', null],
    ['-1s', null],
  ])('duration %j', (text, value) => {
    const read = scalarOf(duration).read(text);
    expect(read.ok ? read.value : null).toBe(value);
  });

  test.each([
    ['3', 3],
    ['1,000', null],
    ['500', 500],
    ['2.5', null],
    ['0', null],
    ['', null],
    ['many', null],
  ])('replicas %j', (text, value) => {
    const read = scalarOf(replicas).read(text);
    expect(read.ok ? read.value : null).toBe(value);
  });

  test('a share is written in per cent without dust', () => {
    expect(scalarOf(share).read('30 %')).toEqual({ ok: true, value: 0.3 });
    expect(scalarOf(share).read('0.1')).toEqual({ ok: true, value: 0.001 });
    expect(scalarOf(share).write(0.07)).toBe('7');
    expect(scalarOf(share).read('101').ok).toBe(false);
  });

  test('a message says the range', () => {
    expect(scalarOf(duration).read('2h')).toEqual({ ok: false, message: 'Must be between 1ms and 1h.' });
  });
});

describe('the slider', () => {
  test.each<[string, ScalarModel]>([
    ['duration', duration],
    ['whole', replicas],
    ['share', share],
    ['wide', { kind: 'number', min: 0, max: 1e9, whole: true, unit: 'calls', fallback: 100 }],
    ['rate', { kind: 'number', min: 0, max: 100_000, whole: false, unit: '1/s', fallback: 100 }],
  ])('%s: stops rise, each is allowed and finds itself', (_, model) => {
    const scalar = scalarOf(model);
    expect(scalar.stops.length).toBeGreaterThan(10);
    expect(scalar.stops.length).toBeLessThan(140);
    let last = Number.NEGATIVE_INFINITY;
    scalar.stops.forEach((stop, i) => {
      const size = model.kind === 'duration' ? (parseDuration(stop) ?? Number.NaN) : Number(stop);
      expect(size).toBeGreaterThan(last);
      last = size;
      expect(scalar.read(scalar.write(stop)).ok).toBe(true);
      expect(scalar.stopOf(stop)).toBe(i);
    });
  });

  test('ends three decades past the default, not at a limit that nobody wants', () => {
    const scalar = scalarOf({ kind: 'number', min: 0, max: 1e9, whole: true, unit: 'calls', fallback: 100 });
    expect(scalar.stops.at(0)).toBe(0);
    expect(scalar.stops.at(-1)).toBe(100_000);
  });
});
