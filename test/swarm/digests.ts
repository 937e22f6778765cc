import type { Design } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';
import { reportOf } from './drive';
import { swarmDesign } from './swarm-design';

// What is compared between JavaScript engines; bundled for a page by the end-to-end test.

/** Members of the swarm in which much happens. */
export const pinnedSeeds = [1, 2, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 23, 25, 26, 27];

export const swarmDigests = (seeds: readonly number[]): Record<string, string> =>
  Object.fromEntries(seeds.map((seed) => [seed, reportOf(swarmDesign(seed)).digest]));

/** Ten simulated seconds of a design. */
export function digestOf(design: Design): string {
  const result = run(design, { duration: 10, warmup: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.digest;
}
