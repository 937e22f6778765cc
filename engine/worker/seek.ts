import { type Result, success } from '../core/problem';
import type { Frame } from '../measure/frame';
import { TICK } from '../measure/frame-recorder';
import type { RunPlan } from '../simulate/record';
import type { Clock } from './engine';
import { advance, changesBy, frameOf, type Opened, openSession } from './session';

/** Between two frames of the way. [ms] */
const FRAME_EVERY = 100;
/** Longest stretch of simulating before the worker listens again. [ms] */
const SLICE = 24;
/** Ticks that one frame brings at most: the recorder keeps no more than twice as many. */
const MOST_TICKS = 256;
/** [ns] */
const SHORTEST_STRIDE = 1000;

/**
 * Runs a plan from the beginning to a moment, as fast as it goes, and stands there. Frames on the way bring all ticks; the next is not
 * made before the last one is taken.
 * @param time simulated. [ns]
 * @param cancelled asked after each slice
 * @returns null when it was cancelled
 */
export async function seek(
  plan: RunPlan,
  time: number,
  onFrame: (frame: Frame) => Promise<void> | void,
  clock: Clock,
  cancelled: () => boolean,
): Promise<Result<Opened | null>> {
  const opened = openSession(plan);
  if (!opened.ok) return opened;
  const { session } = opened.value;
  const { simulation, recorder } = session;
  let sentAt = clock.now();
  // A tick of a heavy design takes longer than a slice: then the way is gone in parts of it.
  let stride = TICK;
  while (simulation.now < time) {
    const startedAt = clock.now();
    let at = startedAt;
    const furthest = session.nextTick + MOST_TICKS * TICK;
    const nears = () => !recorder.empty && changesBy(session, simulation.now + stride);
    do {
      advance(session, Math.min(time, session.nextTick, simulation.now + stride));
      const took = clock.now() - at;
      at += took;
      stride = took > SLICE / 2 ? Math.max(stride / 2, SHORTEST_STRIDE) : took < SLICE / 8 ? Math.min(stride * 2, TICK) : stride;
    } while (simulation.now < time && session.nextTick < furthest && at - startedAt < SLICE && !nears());
    // Rows of other nodes and links do not go into one frame with those before.
    if (session.nextTick >= furthest || nears() || clock.now() - sentAt >= FRAME_EVERY) {
      if (!recorder.empty) await onFrame(frameOf(session, 0));
      sentAt = clock.now();
    }
    await clock.sleep(0);
    if (cancelled()) return success(null);
  }
  // A moment between two ticks has a row of its own.
  if (session.nextTick - TICK < simulation.now) recorder.tick(simulation.now, false);
  await onFrame(frameOf(session, 0));
  return success(cancelled() ? null : opened.value);
}
