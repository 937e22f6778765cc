import type { DeadLetters as Letters } from '../../engine/measure/dead-letters';
import { causeWords } from '../../engine/policies/cause-words';
import type { Cause } from '../../engine/policies/causes';
import { formatClock, formatCount, formatMs } from '../panels/format';
import classes from './theory.module.css';
import { useAccount } from './use-account';

/** Messages that died in a queue, by reason and event, with a look at the last few. */
export function DeadLetters({ id }: { readonly id: string }) {
  const letters = useAccount(id)?.node.deadLetters ?? [];
  if (letters.length === 0) return <p className={classes['why']}>No message has died here.</p>;
  return letters.map((line) => <Line key={`${line.reason} ${line.event}`} line={line} />);
}

function Line({ line: { reason, event, count, last } }: { readonly line: Letters }) {
  return (
    <table className={classes['table']}>
      <caption className={classes['why']}>
        {formatCount(count)} {event || 'messages'}: {reasons[reason]}. The last few:
      </caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Request</th>
          <th scope="col">About</th>
          <th scope="col">Tries</th>
          <th scope="col">Age</th>
        </tr>
      </thead>
      <tbody>
        {last.map(({ at, request, entity, deliveries, cause, age }, i) => (
          // Several may die at one moment; their place tells them apart.
          <tr key={i} title={cause === null ? undefined : causeWords[cause as Cause].description}>
            <th scope="row">{formatClock(at * 1e9)}</th>
            <td>{request}</td>
            <td>{entity < 0 ? '–' : entity}</td>
            <td>{deliveries}</td>
            <td>{formatMs(age)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const reasons: Readonly<Record<Letters['reason'], string>> = {
  rejected: 'a consumer failed at them, and they were not to be tried again',
  'delivery-limit': 'consumers failed at them as often as they were to be tried',
  expired: 'nobody took them in time',
  maxlen: 'the queue was full',
};
