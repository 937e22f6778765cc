import type { Problem } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import { EngineClient } from '../engine/client';
import { RunHistories } from '../store/run-histories';

/** One run of a design, for pictures over time: a single run, with the luck of its seed. */
export interface Rehearsal {
  readonly design: Design;
  readonly histories: RunHistories;
  /** Simulated time reached. [s] */
  readonly time: number;
}

type Rehearsed = { readonly ok: true; readonly value: Rehearsal } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Runs a design once, as fast as it goes, in a worker of its own that ends with the run, or as soon as `signal` says so.
 * @param seconds simulated time. [s]
 */
export async function rehearse(
  design: Design,
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
  signal: AbortSignal,
  engine: EngineClient = new EngineClient(),
): Promise<Rehearsed> {
  const end = () => engine.dispose();
  signal.addEventListener('abort', end, { once: true });
  const histories = new RunHistories();
  try {
    signal.throwIfAborted();
    const found = await engine.seek({ seed, design, changes: [] }, Math.round(seconds * 1e9), (frame) => {
      histories.accept(frame);
    });
    if (!found.ok) return found;
    return { ok: true, value: { design, histories, time: histories.time } };
  } finally {
    signal.removeEventListener('abort', end);
    engine.dispose();
  }
}
