/** Why a call can fail, as its caller sees it. */
export const causes = [
  'error', // the callee answered with an error of its own
  'dependency', // the callee failed because something that it called failed
  'timeout', // no answer in time
  'deadline', // the request's time budget ran out before the work began
  'queue-full', // the callee's queue had no room
  'rate-limited', // a rate limiter said no
  'breaker-open', // the circuit breaker did not let the call pass
  'bulkhead-full', // too many calls in flight already
  'unreachable', // no replica up, or the network refused
  'lost', // the network lost it, and retransmission gave up
  'crash', // the replica died while it worked
  'cancelled', // the caller no longer wanted the answer
  'shed', // the callee dropped it: it had waited too long, was the least urgent, or above the adaptive limit
  'throttled', // the caller held it back, since the callee accepts too few
  'concurrency-limited', // the caller's adaptive limit of calls in flight was reached
  'in-progress', // the same request is being done already
  'contract', // the answer or event lacked a field that its consumer needs
  'lock-timeout', // it waited too long for the lock on its row
  'no-quorum', // too few copies answered in time
  'certificate', // no connection: a certificate had expired
  'out-of-stock', // fewer units were left than it wanted
] as const;
export type Cause = (typeof causes)[number];
