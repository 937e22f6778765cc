import { expect, test } from 'vitest';
import { document } from './document';
import { compareAll, off } from './systems';

// Method: each recording is replayed once; there is nothing random in it. Held against the median of three measured runs.
const lines = compareAll();

test.each([...new Set(lines.map(({ system }) => system))])('%s is predicted', (system) => {
  const own = lines.filter((line) => line.system === system);
  expect(own.length).toBeGreaterThanOrEqual(4);
  expect(own.filter((line) => !(Math.abs(off(line)) <= line.allowed))).toEqual([]);
});

// After a change of the engine on purpose: npx vitest run test/measured --update
test('docs/measured.md says what is found', async () => {
  await expect(document(lines)).toMatchFileSnapshot('../../docs/measured.md');
});
