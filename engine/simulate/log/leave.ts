import { causeCode } from '../../measure/stats';
import type { Kernel } from '../kernel';
import type { Share } from './state';

// Ways in which records leave a group without having been done.

/** A record was removed by retention before anyone had read it. */
const EXPIRED = causeCode.lost;

/** Gives up what is in work in a share: whoever has it works on for nobody. The record itself stays in the log. */
export function forget(share: Share, kernel: Kernel): void {
  const { message, worker, progress } = share;
  if (message === null) return;
  if (progress.loose && share.first) leave(share, message.arrivedAt, EXPIRED, kernel);
  // Out with its consumer, it comes back by itself, and then nobody waits for it.
  if (message.child === null) {
    kernel.cancel(message);
    kernel.pool.give(message);
  } else worker!.working -= 1;
  share.message = null;
  share.worker = null;
  share.pending = false;
  share.first = false;
}

/** Counts out the records of a share from `from` to `to` that have never been done. What is in work is not among them. */
export function countOut(share: Share, from: number, to: number, cause: number, kernel: Kernel): void {
  const { progress, group } = share;
  for (let offset = Math.max(from, share.doneTo); offset < to; offset++) {
    if (share.message !== null && share.first && offset === share.offset) continue;
    if (offset >= progress.furthest) group.log.stats.queued.fall(kernel.now);
    leave(share, share.waitsSince(offset), cause, kernel);
  }
}

/** Records before `first` are removed. */
export function expire(share: Share, first: number, kernel: Kernel): void {
  countOut(share, share.doneTo, first, EXPIRED, kernel);
  if (share.doneTo < first) share.doneTo = first;
  share.progress.removedBefore(first);
}

function leave({ group }: Share, arrivedAt: number, cause: number, { now }: Kernel): void {
  const { stats } = group.log;
  stats.present.fall(now);
  stats.unserved.add(now - arrivedAt);
  stats.fail(cause);
}
