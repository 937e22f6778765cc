import { expect, test } from 'vitest';
import { digestOf, jobKey } from './job-key';

const job = { design: { version: 1, name: 'Shop' }, options: { seed: 7, duration: 3 }, figures: ['requests.goodput'] };

test('is the same for the same job, however its fields are ordered', () => {
  const other = {
    figures: ['requests.goodput'],
    options: { duration: 3, seed: 7, warmup: undefined },
    design: { name: 'Shop', version: 1 },
  };
  expect(jobKey('outcome', other, '0.1.0')).toBe(jobKey('outcome', job, '0.1.0'));
  // Pinned: results that are stored under it must be found by the next version too.
  expect(jobKey('outcome', job, '0.1.0')).toMatchInlineSnapshot(`"a108279c80d9267a5fa48f52049ea2c336f26593fd96695b2cbb71267b0f16c7"`);
});

test.each([
  ['seed', 'outcome', { ...job, options: { ...job.options, seed: 8 } }, '0.1.0'],
  ['design', 'outcome', { ...job, design: { ...job.design, name: 'Shop 2' } }, '0.1.0'],
  ['figures', 'outcome', { ...job, figures: ['requests.throughput'] }, '0.1.0'],
  ['task', 'report', job, '0.1.0'],
  ['engine', 'outcome', job, '0.1.1'],
])('is another for another %s', (_what, task, other, version) => {
  expect(jobKey(task, other, version)).not.toBe(jobKey('outcome', job, '0.1.0'));
});

test('lists keep their order, maps count', () => {
  expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  expect(digestOf({ traces: new Map([['users', [1, 2]]]) })).not.toBe(digestOf({ traces: new Map([['users', [1, 3]]]) }));
  expect(digestOf({ a: 'ä\u{1F600}' })).toHaveLength(64);
});
