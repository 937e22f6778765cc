import { causeCode } from '../measure/stats';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';
import type { Throttle } from '../policies/throttle';
import type { Guard } from './guard';
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

/** Whether the throttle lets an attempt pass. One that had to wait at the breaker has been asked for already. */
export function passesThrottle(task: Task, throttle: Throttle, now: number): boolean {
  if ((task.flags & Flag.throttled) !== 0) return true;
  if (!throttle.allow(now)) return false;
  task.flags |= Flag.throttled;
  return true;
}

/** Whether the adaptive limit has room for an attempt; then it is taken. */
export function takesPlace(task: Task, guard: Guard, { limit }: ConcurrencyLimit): boolean {
  if (guard.concurrencyUsed >= limit) return false;
  guard.concurrencyUsed += 1;
  task.flags |= Flag.limited;
  return true;
}

/** Tells throttle and adaptive limit how an attempt ended. */
export function settleAdmission(task: Task, guard: Guard, ok: boolean, now: number): void {
  const reason = 1 << task.reason;
  const ours = !ok && (reason & OF_OUR_OWN) !== 0;
  if ((task.flags & Flag.throttled) !== 0 && !ours) guard.throttle?.record(now, ok || (reason & guard.link.refusedBy) === 0);
  if ((task.flags & Flag.limited) !== 0) {
    const dropped = !ok && (reason & DROPPED) !== 0;
    if (ok || dropped) guard.concurrency?.sample(now, now - task.sentAt, guard.concurrencyUsed, dropped);
    guard.concurrencyUsed -= 1;
  }
  task.flags &= ~(Flag.throttled | Flag.limited);
}

/** The attempt was given up without an outcome. */
export function giveUpAdmission(task: Task, guard: Guard): void {
  if ((task.flags & Flag.limited) !== 0) guard.concurrencyUsed -= 1;
  task.flags &= ~(Flag.throttled | Flag.limited);
}
