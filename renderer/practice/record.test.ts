import { expect, test } from 'vitest';
import { newClock } from './clock';
import { type Interview, RECORD_VERSION, wholeInterview } from './record';

const plain = {
  version: RECORD_VERSION,
  id: 'i1',
  prompt: 'url-shortener',
  ask: 'Design a URL shortener.',
  level: 'mid',
  begun: 1_700_000_000_000,
  ended: null,
  clock: newClock(1_700_000_000_000),
  asked: [],
  notes: { functional: 'Shorten a link' },
  sheet: {},
  twists: 0,
} as const;

test('an interview that was kept before there were predictions reads as one without any', () => {
  expect(wholeInterview(plain)).toEqual({ ...plain, predictions: [], truths: [], critique: null });
});

test('what was predicted is as it was kept', () => {
  const predictions: Interview['predictions'] = [{ break: 0, first: 'orders', half: true, recovers: null }];
  expect(wholeInterview({ ...plain, predictions }).predictions).toBe(predictions);
});
