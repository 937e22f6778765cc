import type { Guard } from './guard';
import type { Kernel } from './kernel';
import { Kind, Op } from './task';

/** Wakes the guard's bulkhead when the spacing lets the next of those who wait begin. Without a free place it is woken by the one that is given back. */
export function armSpacing(kernel: Kernel, guard: Guard): void {
  const { bulkhead } = guard.link;
  const wait = bulkhead === null ? Infinity : guard.places.wait(bulkhead, kernel.now);
  if (wait === Infinity) return;
  let timer = guard.spacingTimer;
  if (timer === null) {
    timer = kernel.pool.take(Kind.timer);
    timer.link = guard.link;
    timer.need = guard.index;
    guard.spacingTimer = timer;
  }
  if (timer.op !== Op.none && kernel.dueAt(timer) === kernel.now + wait) return;
  kernel.cancel(timer);
  kernel.schedule(timer, Op.spacingOver, wait);
}
