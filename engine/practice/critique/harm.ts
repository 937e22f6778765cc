import type { Evidence } from './criterion';
import type { Truth } from './document';
import { missedClearly } from './target';

/** Of what the reference shows to be possible: less than that is no matter of luck or taste. */
const FAR = 0.8;

/** What the runs show that no good drawing does: it breaks its own claims or objectives, or falls under a fault where the reference stands. */
export function harmOf({ prompt, load, faults }: Pick<Evidence, 'prompt' | 'load' | 'faults'>): string | null {
  const broken = [...load.flatMap((run) => run.broken), ...faults.flatMap((fault) => fault.broken)];
  if (broken[0] !== undefined) return `A run broke the claim "${broken[0]}".`;
  const [missed] = missedClearly(load);
  if (missed !== undefined) return `It misses its own objective "${missed}" at the load that was asked.`;
  const worse = faults.find((fault) => isFar(fault, prompt.targets.p99 / 1e6));
  return worse === undefined ? null : `${worse.title} does far more harm than to a good design.`;
}

function isFar({ shown, hit, kept, bar, recovered, well, p99, quick }: Truth, asked: number): boolean {
  if (!shown || hit.length === 0) return false;
  return (kept ?? 0) < FAR * bar || (recovered ?? 0) < FAR * well || (p99 !== null && quick !== null && p99 > asked && FAR * p99 > quick);
}
