/**
 * What can happen in a request's trail. Each row has a time, one of these, the number of the span that it is about, and two numbers
 * more. A call and a copy of it, an operation and a branch of it, a part of it, and a message have a span each; attempts are told by
 * their rows, and get spans of their own when the trail is read.
 */
export const Row = {
  /** A call begins. In whose span (-1: a user's), link. */
  call: 0,
  /** A try of the call begins. Which one, state of the breaker and one more (0 without). */
  attempt: 1,
  /** The attempt leaves its caller. */
  sent: 2,
  /** One of several copies of the attempt leaves. The call's span, link. */
  copy: 3,
  /** The answer leaves the callee. */
  answer: 4,
  /** The attempt is over for its caller. Cause, or -1; node to blame. */
  concluded: 5,
  /** The span is over. Cause, or -1, or -2 for a substitute; node to blame, or replica of an operation. */
  end: 6,
  /** Nobody waits for it any more. */
  left: 7,
  /** A call has reached a node. In whose span; node, and above its bits the number of the attempt. */
  operation: 8,
  /** Number of the operation's name; its replica is told at its end. */
  named: 9,
  /** What a task does from now on: waits for a worker, works, waits for a timer, is kept (by what), holds its answer back. */
  queued: 10,
  working: 11,
  timer: 12,
  kept: 13,
  delayed: 14,
  /** A branch of an operation begins. In whose span. */
  branch: 15,
  /** A stage of a saga begins. Its place in the list, attempt; negative when it is being undone. */
  stage: 16,
  /** A business effect. Which one, whether it was recognised as done already. */
  effect: 17,
  /** A message is published. In whose span, number of the event. */
  message: 18,
  /** It sets out for a queue or log, over a link. */
  carried: 19,
  /** It lies in a queue or log: which node. */
  arrived: 20,
  /** A group reads it from a log: begins a span of its own. Link, partition. */
  record: 21,
  /** A piece of work at another copy of a store. In whose span, replica. */
  part: 22,
} as const;

/** Numbers in a row beside its time. */
export const WIDTH = 3;
/** The kind of a row takes so many bits, the span the rest. */
export const KIND_BITS = 5;
/** Where a row says a node and an attempt, the node takes so many bits. */
export const NODE_BITS = 20;
/** Spans of a trail at most. */
export const MOST_SPANS = 2000;
