import type { CatalogSection } from './entry';

/** Timeouts, retries, breakers, bulkheads and hedges. */
export const calls = {
  'no-timeout': {
    title: 'No timeout',
    about: 'A caller without a timeout is held for as long as its callee is ill, and so are its own callers: this is how slowness spreads.',
    page: 'cascade',
  },
  'timeout-above-callers': {
    title: 'Timeout longer than the caller’s',
    about:
      'Who waits longer than whoever waits for him works for nobody, and never learns that the callee is slow. Timeouts should fall along a chain.',
    page: 'deadline',
  },
  'timeout-above-deadline': {
    title: 'Timeout longer than the user waits',
    about: 'After the deadline of the journey no answer is of use. A call that goes on holds a worker for a user who has left.',
    page: 'deadline',
  },
  'timeout-below-answer': {
    title: 'Timeout shorter than the usual work',
    about: 'A timeout below the p99 of the callee’s own work fails good calls, and with retries doubles the load.',
    page: 'retry',
  },
  'attempts-outlast-caller': {
    title: 'More attempts than the caller waits for',
    about: 'Attempts times timeout is the time that a call may take. What lies beyond the caller’s patience is work for nobody.',
    page: 'retry',
  },
  'retry-without-budget': {
    title: 'Retries without a bound',
    about:
      'Retries multiply the load just when the callee can bear it least. A budget, or a circuit breaker, keeps them to a small share of the traffic.',
    page: 'retry-storm',
  },
  'retry-without-jitter': {
    title: 'Retries that come all at once',
    about: 'Callers that fail together and wait equally long come back together. Jitter spreads them.',
    page: 'retry',
  },
  'retries-multiply': {
    title: 'Retries at several hops',
    about: 'Three attempts at each of three hops make 27 of one request. Retry at one hop, best at the outermost that can.',
    page: 'retry-storm',
  },
  'effect-may-repeat': {
    title: 'An effect that may happen twice',
    about:
      'What is tried or delivered again may have been done already: a retry without a key charges twice. Make the effect idempotent, or put an inbox before it.',
    page: 'inbox',
  },
  'stock-without-end': {
    title: 'A stock that cannot run out',
    about: 'A check or an effect asks for units of something that has no stock, so it is never refused. Give the entity a stock.',
    page: 'stock',
  },
  'key-forgotten-too-soon': {
    title: 'Key forgotten before the last attempt',
    about: 'An idempotency key must live longer than attempts of one request can be apart, or the last one counts as new.',
    page: 'inbox',
  },
  'hedge-repeats-effect': {
    title: 'Hedging what must not happen twice',
    about: 'A hedge sends a second attempt on purpose while the first one goes on. That is for reads, and for effects with a key.',
    page: 'hedging',
  },
  'hedge-after-timeout': {
    title: 'Hedge that never comes',
    about: 'A hedge later than the timeout is never sent. Hedge near the p95 of the answers.',
    page: 'hedging',
  },
  'breaker-never-trips': {
    title: 'Breaker that cannot trip',
    about: 'A breaker that wants to have seen more calls than its window holds never trips.',
    page: 'circuit-breaker',
  },
  'breaker-sees-too-few-calls': {
    title: 'Breaker that sees too few calls',
    about: 'A breaker over time needs its minimum of calls within that time. At the traffic of the design it never has them.',
    page: 'circuit-breaker',
  },
  'breaker-blind-to-slowness': {
    title: 'Breaker blind to slowness',
    about: 'Breakers count failures. Without a timeout, or a bound from which a call counts as slow, slowness is none.',
    page: 'circuit-breaker',
  },
  'third-party-unguarded': {
    title: 'Third party without a guard',
    about: 'What you do not run you cannot heal. A breaker or a bulkhead on the way there keeps its trouble from becoming yours.',
    page: 'circuit-breaker',
  },
  'bulkhead-never-full': {
    title: 'Bulkhead that holds nothing back',
    about: 'A bulkhead as large as the caller’s workers is never full before they are all taken.',
    page: 'bulkhead',
  },
  'bulkhead-above-callee': {
    title: 'Bulkhead or pool larger than the callee',
    about: 'Calls beyond what the callee works on at once wait there, where they take its memory and nobody can refuse them early.',
    page: 'bulkhead',
  },
  'no-slow-calls': {
    title: 'No call is ever slow',
    about: 'A breaker that shall trip on slow calls needs to know from when on a call is slow, and that must lie below the timeout.',
    page: 'circuit-breaker',
  },
  'nobody-waits': { title: 'A wait that nobody waits', about: 'A bound on waiting has no effect where nobody can wait.', page: 'bulkhead' },
  'spacing-refuses': {
    title: 'Spacing that refuses',
    about: 'Calls that must keep a distance have to be allowed to wait for it.',
    page: 'bulkhead',
  },
  'wait-above-cap': {
    title: 'First wait above the longest',
    about: 'Waits that shall grow must start below their cap.',
    page: 'retry',
  },
  'scope-without-replicas': {
    title: 'Scope of replicas without replicas',
    about: 'Clients and queues have no replicas that could each have a breaker of their own.',
    page: 'scope',
  },
} as const satisfies CatalogSection;
