import { studio } from '../store/studio';
import type { LessonStep } from './lesson-steps';

/** Does what a step of a lesson says, in its order; neighbouring edits are one step of undo. */
export function doStep({ actions }: LessonStep): void {
  const { edit, injectFault, healFault, play, run } = studio.getState();
  const edits = actions.flatMap((action) => (action.kind === 'edit' ? [action.edit] : []));
  if (edits.length > 0) edit(...edits);
  for (const action of actions) {
    if (action.kind === 'inject') void injectFault(action.fault);
    if (action.kind === 'heal') void healFault(action.fault);
  }
  if (run.phase === 'paused') play();
}
