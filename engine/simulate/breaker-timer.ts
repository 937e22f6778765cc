import type { Kernel } from './kernel';
import type { LinkState } from './model';
import { Kind, Op, type Task } from './task';

/** Brings the link's timer in step with the time at which its breaker changes its state by itself. */
export function armBreaker(kernel: Kernel, link: LinkState): void {
  const wakeAt = link.breaker === null ? Infinity : link.breaker.wakeAt;
  let timer = link.breakerTimer;
  if (timer === null) {
    if (wakeAt === Infinity) return;
    timer = kernel.pool.take(Kind.timer);
    timer.link = link;
    link.breakerTimer = timer;
  }
  if (timer.op !== Op.none && timer.at === wakeAt) return;
  kernel.cancel(timer);
  if (wakeAt !== Infinity) kernel.schedule(timer, Op.breakerWake, Math.max(0, wakeAt - kernel.now));
}

export function breakerDue(kernel: Kernel, timer: Task): void {
  const link = timer.link!;
  link.breaker?.wake(kernel.now);
  armBreaker(kernel, link);
}
