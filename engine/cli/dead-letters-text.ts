import type { DeadLetters } from '../measure/dead-letters';
import type { Report } from '../measure/report';
import { count, measure, spanOf } from './numbers';

/** What was given up, by queue, reason and event, with the last few; empty where nothing was. */
export const deadLettersText = ({ nodes }: Pick<Report, 'nodes'>): string =>
  nodes.flatMap(({ id, deadLetters = [] }) => deadLetters.map((letters) => linesOf(id, letters))).join('');

const reasons = {
  rejected: 'rejected by a consumer',
  'delivery-limit': 'failed at the last delivery',
  expired: 'expired',
  maxlen: 'no room',
} as const;

function linesOf(node: string, { reason, event, count: n, last }: DeadLetters): string {
  const letters = last.map(
    ({ at, request, entity, deliveries, cause, age }) =>
      `  at ${spanOf(at)}: request ${request}${entity < 0 ? '' : `, entity ${entity}`}, ${count(deliveries)} deliveries, ${measure(age)} ms old${cause === null ? '' : `, ${cause}`}\n`,
  );
  return `${node}: ${count(n)} × ${event === '' ? 'message' : event}, ${reasons[reason]} (${reason})\n${letters.join('')}`;
}
