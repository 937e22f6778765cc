import { expect, test } from 'vitest';
import { createWriter } from './writer';

test('the first value is written at once, and of those that come meanwhile the newest', async () => {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const writer = createWriter<string>(
    (value) => {
      written.push(value);
      return new Promise((resolve) => waiting.push(resolve));
    },
    () => undefined,
  );
  writer.put('a');
  expect(written).toEqual(['a']);
  writer.put('ab');
  writer.put('abc');
  expect(written).toEqual(['a']);
  waiting.shift()?.();
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(written).toEqual(['a', 'abc']);
  waiting.shift()?.();
  await writer.settled();
  writer.put('d');
  expect(written).toEqual(['a', 'abc', 'd']);
});

test('a write that fails is told, and the next is tried', async () => {
  const errors: unknown[] = [];
  let full = true;
  const written: string[] = [];
  const writer = createWriter<string>(
    async (value) => {
      if (full) throw new Error('no room');
      written.push(value);
    },
    (error) => errors.push(error),
  );
  writer.put('a');
  await writer.settled();
  full = false;
  writer.put('b');
  await writer.settled();
  expect(errors).toHaveLength(1);
  expect(written).toEqual(['b']);
});
