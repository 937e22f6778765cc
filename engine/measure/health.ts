import type { NodeColumn } from './columns';
import type { FaultAction } from '../faults/registry';
import { type Role, takesMessages } from '../nodes/definition';

/** How a node is doing, worst last. Shown by shape, word and colour. */
export const healths = ['idle', 'healthy', 'busy', 'slowed', 'faulty', 'saturated', 'failing', 'down'] as const;
export type Health = (typeof healths)[number];

/** What each state means, for tooltips and the legend. */
export const healthMeaning: Record<Health, string> = {
  idle: 'Nothing arrives.',
  healthy: 'Answers, with room to spare.',
  busy: 'Workers are held 70 % of the time or more, or calls wait longer than they are worked on.',
  slowed: 'A fault makes it slow.',
  faulty: 'A fault is on.',
  saturated: 'Workers are all held, queues fill up, or calls are turned away.',
  failing: 'One in twenty calls or more fails.',
  down: 'No replica is up.',
};

const FAILING = 0.05;
const BUSY = 0.7;
const SATURATED = 0.95;
/** A mean wait below this is no sign of anything. [ms] */
const SHORT_WAIT = 1;

/** Reads a node's newest numbers. NaN, for a number that does not exist, satisfies no comparison. */
export function healthOf(role: Role, value: (column: NodeColumn) => number): Health {
  if (role === 'server' && value('replicasUp') === 0) return 'down';
  const finished = value('throughput') + value('failures');
  if (value('errorShare') >= FAILING && finished > 0) return 'failing';
  if (role === 'source') {
    const late = value('throughput') > 0 && value('goodput') < value('throughput') * (1 - FAILING);
    if (late) return 'failing';
    // Closed traffic waits for answers: nothing sent, yet requests open, means that all users are stuck.
    if (!(value('throughput') > 0) && value('inFlight') > 0 && value('samples') === 0) return 'saturated';
    return value('arrivals') > 0 ? 'healthy' : 'idle';
  }
  if (value('utilization') >= SATURATED || value('queueShare') >= 0.5 || value('rejections') > 0) return 'saturated';
  if (takesMessages(role))
    return value('backlog') > 20 * Math.max(1, value('throughput'))
      ? 'saturated'
      : value('arrivals') > 0 || value('inFlight') > 0
        ? 'healthy'
        : 'idle';
  const waits = value('queueWait') > SHORT_WAIT && value('queueWait') > value('service');
  if (value('utilization') >= BUSY || waits) return 'busy';
  return value('arrivals') > 0 || value('inFlight') > 0 ? 'healthy' : 'idle';
}

/** A node with a fault on it is not healthy, however good its numbers look: a slow third party may well answer every call. */
export function withFaults(health: Health, faults: readonly FaultAction[]): Health {
  if (faults.length === 0 || healths.indexOf(health) > healths.indexOf('faulty')) return health;
  return faults.every((fault) => fault === 'added-latency' || fault === 'slow-down') ? 'slowed' : 'faulty';
}
