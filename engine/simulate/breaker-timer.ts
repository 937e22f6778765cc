import type { Guard } from './guard';
import type { Kernel } from './kernel';
import { Kind, Op, type Task } from './task';

/** Brings the guard's timer in step with the time at which its breaker changes its state by itself. */
export function armBreaker(kernel: Kernel, guard: Guard): void {
  const wakeAt = guard.breaker === null ? Infinity : guard.breaker.wakeAt;
  let timer = guard.breakerTimer;
  if (timer === null) {
    if (wakeAt === Infinity) return;
    timer = kernel.pool.take(Kind.timer);
    timer.link = guard.link;
    timer.need = guard.index;
    guard.breakerTimer = timer;
  }
  if (timer.op !== Op.none && kernel.dueAt(timer) === wakeAt) return;
  kernel.cancel(timer);
  if (wakeAt !== Infinity) kernel.schedule(timer, Op.breakerWake, Math.max(0, wakeAt - kernel.now));
}

export function breakerDue(kernel: Kernel, { link, need }: Task): void {
  const guard = link!.guards[need]!;
  guard.breaker?.wake(kernel.now);
  armBreaker(kernel, guard);
}
