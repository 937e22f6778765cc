import { live } from '../store/live';
import { studio } from '../store/studio';

/**
 * Looks at a moment of the run: cards, links, inspector and charts show what was then, and the run pauses. A moment at or after
 * the newest one is now.
 * @param time simulated time. [s]
 */
export function jumpTo(time: number): void {
  studio.getState().pause();
  live.lookAt(time >= live.time ? null : time);
}

/** Shows the newest numbers again. The run stays paused. */
export const backToNow = (): void => live.lookAt(null);

/** Whether one looks at an earlier moment. */
export const looksBack = (): boolean => live.looking !== null;

/** Goes back to the moment that one looks at, and plays on from there. */
export const playFromHere = (): Promise<void> => studio.getState().rewind(live.shownTime, 'play');

/** Goes back to the moment that one looks at, to go another way from there. */
export const forkHere = (): Promise<void> => studio.getState().rewind(live.shownTime, 'fork');
