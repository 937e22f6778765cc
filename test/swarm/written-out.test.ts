import { expect, test } from 'vitest';
import { writeOut } from '../../engine/design/obvious';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { run } from '../../engine/simulate/run';
import { swarmDesign } from './swarm-design';

/** Every node that does the obvious is given the same as operations of its own, where steps can say it. */
function writtenOut(design: Design): { readonly design: Design; readonly count: number } {
  let count = 0;
  let after = design;
  for (const node of design.nodes ?? []) {
    if (nodeKinds[node.kind].role !== 'server' || node.operations?.length) continue;
    const written = writeOut(after, node);
    if (!written.ok) continue;
    count++;
    after = { ...after, nodes: after.nodes!.map((old) => (old.id === node.id ? { ...old, operations: [...written.operations] } : old)) };
  }
  return { design: after, count };
}

const digestOf = (design: Design, seed: number): string => {
  const done = run(design, { seed, duration: 1, warmup: 0 });
  if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join('\n'));
  return done.value.digest;
};

test('the obvious operation, written out, is the same run to the bit', { timeout: 120_000 }, () => {
  // Method: 30 random designs of the swarm, each run for a second as it is and with its obvious operations written out.
  let written = 0;
  const wrong: string[] = [];
  for (let seed = 1; seed <= 30; seed++) {
    const { design } = swarmDesign(seed);
    const explicit = writtenOut(design);
    written += explicit.count;
    const { problems } = { problems: [], ...resolve(explicit.design) };
    if (problems.length > 0) wrong.push(`seed ${seed}: ${JSON.stringify(problems[0])}`);
    else if (digestOf(design, seed) !== digestOf(explicit.design, seed)) wrong.push(`seed ${seed}: another digest`);
  }
  expect(written).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});
