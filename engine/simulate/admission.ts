import { causeCode } from '../measure/stats';
import type { LinkState } from './model';
import { Flag, type Task } from './task';

/** Failures that say that the callee is overloaded, or gone: an adaptive limit falls on them. Other failures say nothing to it. */
export const DROPPED =
  (1 << causeCode.timeout) |
  (1 << causeCode.deadline) |
  (1 << causeCode['queue-full']) |
  (1 << causeCode['rate-limited']) |
  (1 << causeCode.shed) |
  (1 << causeCode.unreachable) |
  (1 << causeCode.lost);

/** The caller itself gave the attempt up, or never sent it: this says nothing of the callee. */
const OF_OUR_OWN =
  (1 << causeCode['breaker-open']) |
  (1 << causeCode['bulkhead-full']) |
  (1 << causeCode['concurrency-limited']) |
  (1 << causeCode.cancelled);

/** Whether the link's throttle lets an attempt pass. One that had to wait at the breaker has been asked for already. */
export function passesThrottle(task: Task, link: LinkState, now: number): boolean {
  if ((task.flags & Flag.throttled) !== 0) return true;
  if (!link.throttle!.allow(now)) return false;
  task.flags |= Flag.throttled;
  return true;
}

/** Whether the link's adaptive limit has room for an attempt; then it is taken. */
export function takesPlace(task: Task, link: LinkState): boolean {
  if (link.concurrencyUsed >= link.concurrency!.limit) return false;
  link.concurrencyUsed += 1;
  task.flags |= Flag.limited;
  return true;
}

/** Tells throttle and adaptive limit how an attempt ended. */
export function settleAdmission(task: Task, link: LinkState, ok: boolean, now: number): void {
  const reason = 1 << task.reason;
  const ours = !ok && (reason & OF_OUR_OWN) !== 0;
  if ((task.flags & Flag.throttled) !== 0 && !ours) link.throttle?.record(now, ok || (reason & link.refusedBy) === 0);
  if ((task.flags & Flag.limited) !== 0) {
    const dropped = !ok && (reason & DROPPED) !== 0;
    if (ok || dropped) link.concurrency?.sample(now, now - task.sentAt, link.concurrencyUsed, dropped);
    link.concurrencyUsed -= 1;
  }
  task.flags &= ~(Flag.throttled | Flag.limited);
}

/** The attempt was given up without an outcome. */
export function giveUpAdmission(task: Task, link: LinkState): void {
  if ((task.flags & Flag.limited) !== 0) link.concurrencyUsed -= 1;
  task.flags &= ~(Flag.throttled | Flag.limited);
}
