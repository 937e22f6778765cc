import type { Latency } from '../../engine/measure/latency';
import { formatMs, formatShare, NO_DATA } from '../panels/format';
import classes from './theory.module.css';
import { useAccount } from './use-account';

/** What queueing theory predicts for a node next to what was measured, or why it predicts nothing. */
export function Theory({ id }: { readonly id: string }) {
  const account = useAccount(id);
  const theory = account?.node.theory;
  if (!account || !theory) return <p className={classes['why']}>Nothing was measured yet.</p>;
  const { node, since } = account;
  if (theory.formula === null) {
    return (
      <p className={classes['why']}>
        <b>No formula applies.</b> {theory.why}
      </p>
    );
  }
  const rows = [
    { what: 'Utilization', predicted: formatShare(theory.utilization), measured: formatShare(node.utilization) },
    { what: 'Mean wait', predicted: formatMs(theory.meanWait), measured: time(node.queueWait, 'mean') },
    { what: 'p99 of the wait', predicted: formatMs(theory.waitP99), measured: time(node.queueWait, 'p99') },
    ...(theory.totalP99 === null ? [] : [{ what: 'p99 in all', predicted: formatMs(theory.totalP99), measured: time(node.total, 'p99') }]),
  ].filter(({ predicted }) => predicted !== NO_DATA);
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{theory.exact ? theory.formula : `≈ ${theory.formula}`}</th>
            <th scope="col">Predicted</th>
            <th scope="col">Measured</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, predicted, measured }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{predicted}</td>
              <td>{measured}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes['why']}>
        {theory.why} Measured since {Number(since.toFixed(1))} s, n = {node.total.n.toLocaleString('en')}.
      </p>
    </>
  );
}

const time = (of: Latency, which: 'mean' | 'p99'): string => formatMs(of[which]);
