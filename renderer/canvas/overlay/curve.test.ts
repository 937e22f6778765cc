import { expect, test } from 'vitest';
import { SAMPLES, sampleCurve } from './curve';

test('a curve is cut into equal steps from its beginning to its end', () => {
  const points = sampleCurve('M10,-20 C110.5,-20 200,180 300,180');
  const place = (i: number) => ({ x: points[i * 2] ?? 0, y: points[i * 2 + 1] ?? 0 });
  expect(points).toHaveLength((SAMPLES + 1) * 2);
  expect(place(0)).toEqual({ x: 10, y: -20 });
  expect(place(SAMPLES)).toEqual({ x: 300, y: 180 });
  const steps = Array.from({ length: SAMPLES }, (_, i) => Math.hypot(place(i + 1).x - place(i).x, place(i + 1).y - place(i).y));
  // A chord is a little shorter than its arc.
  expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.01);
});

test('a curve without length is a point', () => {
  expect(new Set(sampleCurve('M5,5 C5,5 5,5 5,5'))).toEqual(new Set([5]));
});
