import { rateLimitsOf } from '../rate-limits';
import { type Check, error } from './check';

/** Entries that the logs of one rate limit may hold together: 80 MB of them. */
const MOST = 10_000_000;

/** A log remembers every call of every key. */
export const limitSizes: Check = function* (index) {
  for (const { limit, where } of rateLimitsOf(index.design)) {
    if (limit.kind !== 'sliding-log' || limit.per === 'all' || limit.limit * limit.keys <= MOST) continue;
    yield error({
      code: 'limit-log-too-large',
      where,
      message: `The sliding log may have to remember ${limit.limit * limit.keys} calls: ${limit.limit} for each of ${limit.keys} keys. It can hold ${MOST}.`,
      remedy: 'Lower the limit or the number of keys, or choose the sliding counter, which needs two numbers a key.',
    });
  }
};
