import { expect, test } from 'vitest';
import { causes } from '../policies/causes';
import { CauseRecorder } from './cause-recorder';
import { pairsOf } from './columns';
import { LinkStats, causeCode } from './stats';

test('a column for each pair that has occurred, in that order; rows from before it hold zero', () => {
  const subjects = [{ stats: new LinkStats() }, { stats: new LinkStats() }];
  const recorder = new CauseRecorder(subjects);
  recorder.tick(undefined, 0);
  subjects[1]!.stats.fail(causeCode.timeout);
  recorder.tick(undefined, 0.5);
  const since = recorder.look();
  subjects[1]!.stats.fail(causeCode.timeout);
  subjects[1]!.stats.fail(causeCode.timeout);
  subjects[0]!.stats.fail(causeCode.crash);
  recorder.tick(since, 0.5);
  const block = recorder.take();
  expect(pairsOf(block, ['a', 'b'])).toEqual([
    { id: 'b', cause: 'timeout' },
    { id: 'a', cause: 'crash' },
  ]);
  expect([...block.rates]).toEqual([0, 0, 2, 0, 4, 2]);
  // What occurred keeps its column, also while it does not occur.
  recorder.tick(recorder.look(), 0.5);
  expect([...recorder.take().rates]).toEqual([0, 0]);
});

test('two hundred nodes and four hundred links in which nothing fails cost no column', () => {
  const recorder = new CauseRecorder(Array.from({ length: 600 }, () => ({ stats: new LinkStats() })));
  recorder.tick(undefined, 1);
  expect(recorder.take()).toEqual({ pairs: new Float64Array(), rates: new Float64Array() });
  expect(causes.length).toBeGreaterThan(0);
});
