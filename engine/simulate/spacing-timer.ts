import type { Kernel } from './kernel';
import type { LinkState } from './model';
import { Kind, Op } from './task';

/** Wakes the link's bulkhead when the spacing lets the next of those who wait begin. Without a free place it is woken by the one that is given back. */
export function armSpacing(kernel: Kernel, link: LinkState): void {
  const wait = link.bulkhead === null ? Infinity : link.places.wait(link.bulkhead, kernel.now);
  if (wait === Infinity) return;
  let timer = link.spacingTimer;
  if (timer === null) {
    timer = kernel.pool.take(Kind.timer);
    timer.link = link;
    link.spacingTimer = timer;
  }
  if (timer.op !== Op.none && timer.at === kernel.now + wait) return;
  kernel.cancel(timer);
  kernel.schedule(timer, Op.spacingOver, wait);
}
