import { expect, test } from 'vitest';
import { shareOf } from './outcomes';

const totals = { arrived: 500, ok: 480, degraded: 0, late: 0, failed: 0, inFlight: 20 };

test('requests under way do not count against a healthy run', () => {
  expect(shareOf(totals, 'ok')).toBe(1);
  expect(shareOf({ ...totals, ok: 360, failed: 120 }, 'failed')).toBe(0.25);
});

test('before the first answer there is no share', () => {
  expect(shareOf({ ...totals, ok: 0, inFlight: 500 }, 'ok')).toBeNaN();
});
