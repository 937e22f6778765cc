import { pause } from '../clock';
import { practice } from '../practice';
import { judge } from './judging';

/** Ends an interview: the clock stands for good, and the design is judged. */
export function finish(id: string): void {
  const { tick, change } = practice.getState();
  tick(id, pause);
  change(id, (was) => ({ ...was, ended: Date.now() }));
  void judge(id);
}
