import { pause } from '../clock';
import { practice } from '../practice';

/** Ends an interview: the clock stands for good. */
export function finish(id: string): void {
  const { tick, change } = practice.getState();
  tick(id, pause);
  change(id, (was) => ({ ...was, ended: Date.now() }));
}
