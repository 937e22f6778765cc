import type { Edit } from '../design/edits';
import { loadOf, withRate } from './load';
import type { Design } from '../design/schema';

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
const MOST = 1000;

/**
 * Sets the load of a drawing's clients to what was estimated for the peak. Numbers that are too large to simulate are scaled down by powers of
 * ten; the shares of the clients stay.
 * @param peak estimated requests in the busiest second [1/s]
 */
export function trafficFrom(peak: number, design: Design, most = MOST): TrafficFrom {
  let factor = 1;
  while (peak * factor > most && factor > 1e-12) factor /= 10;
  const rate = Number((peak * factor).toPrecision(6));
  const after = withRate(design, rate);
  const edits = (after.nodes ?? []).flatMap((node, i): Edit[] => (node === design.nodes?.[i] ? [] : [{ kind: 'replace-node', node }]));
  const scale = factor === 1 ? '' : ` One simulated request stands for ${Math.round(1 / factor).toLocaleString('en-US')}.`;
  const words =
    edits.length > 0
      ? `Clients send ${rate.toLocaleString('en-US')} requests/s.${scale}`
      : loadOf(design) === null
        ? 'There is no client yet whose load could be set.'
        : `Clients send ${rate.toLocaleString('en-US')} requests/s already.${scale}`;
  return { edits, rate, factor, words };
}
