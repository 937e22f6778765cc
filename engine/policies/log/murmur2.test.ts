import { expect, test } from 'vitest';
import { murmur2, murmur2OfNumber, partitionOf } from './murmur2';

test.each([
  // The cases of Kafka's own test, UtilsTest.testMurmur2.
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('%s hashes as with Kafka', (text, hash) => {
  expect(murmur2(new TextEncoder().encode(text))).toBe(hash);
});

test('a number hashes as its eight bytes do', () => {
  for (const key of [0, 1, 17, 255, 256, 65_537, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 12_345, 2 ** 53 - 1]) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, BigInt(key));
    expect(murmur2OfNumber(key)).toBe(murmur2(bytes));
  }
});

test('keys spread over partitions evenly', () => {
  // Method: 120,000 keys over 12 partitions; a fair share is 10,000 ± 96, so 5 deviations are 480.
  const counts = new Array<number>(12).fill(0);
  for (let key = 0; key < 120_000; key++) counts[partitionOf(key, 12)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(480);
});
