import type { CascadeStep } from '../../engine/measure/cascade';

/** A state in one or two words. */
export const stateTitles: Readonly<Record<CascadeStep['state'], string>> = {
  down: 'Down',
  'queue-full': 'Queue full',
  waiting: 'Workers wait',
  saturated: 'Saturated',
  backlog: 'Backlog',
  failing: 'Failing',
  slow: 'Slow',
  late: 'Late',
  cut: 'Cut',
  losing: 'Losing calls',
  'slow-link': 'Slow way',
  'breaker-open': 'Breaker open',
  'bulkhead-full': 'Bulkhead full',
  shedding: 'Turns away',
};
