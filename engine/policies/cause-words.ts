import type { Cause } from './causes';

/** Each cause in words: a title for legends and lists, and a sentence for whoever asks. */
export const causeWords: Readonly<Record<Cause, { readonly title: string; readonly description: string }>> = {
  error: { title: 'Error', description: 'The callee answered with an error of its own.' },
  dependency: { title: 'Dependency failed', description: 'The callee failed because something that it called failed.' },
  timeout: { title: 'Timeout', description: 'No answer came in time.' },
  deadline: { title: 'Deadline passed', description: 'The request’s time budget ran out before the work began.' },
  'queue-full': { title: 'Queue full', description: 'The callee’s queue had no room.' },
  'rate-limited': { title: 'Rate limited', description: 'A rate limiter said no.' },
  'breaker-open': { title: 'Breaker open', description: 'The circuit breaker did not let the call pass.' },
  'bulkhead-full': { title: 'Bulkhead full', description: 'Too many calls were in flight already.' },
  unreachable: { title: 'Unreachable', description: 'No replica was up, or the network refused.' },
  lost: { title: 'Lost', description: 'The network lost it, and retransmission gave up.' },
  crash: { title: 'Replica crash', description: 'The replica died while it worked.' },
  cancelled: { title: 'Cancelled', description: 'The caller no longer wanted the answer.' },
  shed: {
    title: 'Shed',
    description: 'The callee dropped it: it had waited too long, was the least urgent, or was above its adaptive limit.',
  },
  throttled: { title: 'Throttled', description: 'The caller held it back, since the callee accepts too few of its calls.' },
  'lock-timeout': { title: 'Lock timeout', description: 'It waited too long for the lock on its row.' },
  'no-quorum': { title: 'No quorum', description: 'Too few copies answered in time.' },
  'concurrency-limited': { title: 'Adaptive limit', description: 'The caller’s adaptive limit of calls in flight was reached.' },
  'in-progress': { title: 'In progress', description: 'The callee was at work on the same request already, and said so.' },
  certificate: { title: 'Certificate expired', description: 'No new connection could be opened: a certificate had expired.' },
  'out-of-stock': { title: 'Out of stock', description: 'Fewer units were left than it wanted: a refusal, not a failure of the callee.' },
  contract: { title: 'Contract broken', description: 'The answer or event lacked a field that its consumer needs.' },
};
