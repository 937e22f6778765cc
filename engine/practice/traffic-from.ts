import type { Edit } from '../design/edits';
import type { Design } from '../design/schema';
import { loadOf, withRate } from './load';
import type { Prompt } from './prompt-file';

export interface TrafficFrom {
  /** One edit for each client whose load changes. */
  readonly edits: readonly Edit[];
  /** What the clients send together then. [1/s] */
  readonly rate: number;
  /** Simulated over estimated: 1, or one of 0.1, 0.01 … */
  readonly factor: number;
  readonly words: string;
}

/** More is not simulated where people wait for it. [1/s] */
const MOST = 5000;

/** Within a power of ten this is half-way: √10. */
const HALF_WAY = 3.1623;

/** How many requests of the world one of a prompt's model stands for, inverted: the power of ten that takes the right estimate of the peak next to the target. */
export function scaleOf({ targets, estimate }: Pick<Prompt, 'targets' | 'estimate'>): number {
  let scale = 1;
  while (estimate.answers.peakPerSecond * scale > HALF_WAY * targets.rate) scale /= 10;
  return scale;
}

/**
 * Sets the load of a drawing's clients to what was estimated for the peak, at the scale of the model; the shares of the clients stay. An estimate
 * that is too large to simulate even so is scaled down by further powers of ten.
 * @param peak estimated requests in the busiest second [1/s]
 * @param scale of the model, a power of ten, 1 at most
 */
export function trafficFrom(peak: number, design: Design, scale = 1): TrafficFrom {
  let factor = scale;
  while (peak * factor > MOST && factor > 1e-12) factor /= 10;
  const rate = Number((peak * factor).toPrecision(6));
  const after = withRate(design, rate);
  const edits = (after.nodes ?? []).flatMap((node, i): Edit[] => (node === design.nodes?.[i] ? [] : [{ kind: 'replace-node', node }]));
  const told = factor === 1 ? '' : ` One simulated request stands for ${Math.round(1 / factor).toLocaleString('en-US')}.`;
  const words =
    edits.length > 0
      ? `Clients send ${rate.toLocaleString('en-US')} requests/s.${told}`
      : loadOf(design) === null
        ? 'There is no client yet whose load could be set.'
        : `Clients send ${rate.toLocaleString('en-US')} requests/s already.${told}`;
  return { edits, rate, factor, words };
}
