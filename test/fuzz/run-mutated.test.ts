import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load } from '../../engine/design/file';
import { run } from '../../engine/simulate/run';
import { unbalanced } from '../../engine/what-if/conserved';
import { everything } from './everything';
import { mutated } from './mutate';

const WANTED = 60;

const checkout = readFileSync(new URL('../../scenarios/checkout/design.faultline.json', import.meta.url), 'utf8');
const originals = [checkout, JSON.stringify(everything, null, 2)];

test('what the checks let pass runs, and its books balance', () => {
  // Method: mutated files, in the order of their numbers, until enough were accepted; each runs for 0.3 simulated seconds.
  const complaints: string[] = [];
  let ran = 0;
  for (let seed = 0; ran < WANTED; seed += 1) {
    const file = load(mutated(originals, seed));
    if (!file.ok) continue;
    ran += 1;
    const result = run(file.value.design, { duration: 0.3, warmup: 0.1 });
    if (!result.ok) complaints.push(`file ${seed}: ${JSON.stringify(result.problems)}`);
    else complaints.push(...unbalanced(result.value).map((id) => `file ${seed}: ${id} does not balance`));
  }
  expect(complaints).toEqual([]);
});
