import { formatRate, formatShare } from '../panels/format';
import { useLive } from '../store/live';
import classes from './theory.module.css';

/** Tenants that are shown. */
const MOST = 20;

/** How each tenant fares at the moment that is shown, over the last second; those with most traffic first. */
export function Tenants() {
  const tenants = useLive((live) => live.tenants);
  if (tenants.length === 0) return <p className={classes['why']}>No request of a tenant has been sent yet.</p>;
  const shown = tenants.toSorted((a, b) => b.sent - a.sent).slice(0, MOST);
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Tenant</th>
            <th scope="col">Sent</th>
            <th scope="col">In time</th>
            <th scope="col">Late</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, sent, good, lateShare, failedShare }) => (
            <tr key={id}>
              <th scope="row" className={classes['name']}>
                {id}
              </th>
              <td>{formatRate(sent)}</td>
              <td>{formatRate(good)}</td>
              <td>{formatShare(lateShare)}</td>
              <td>{formatShare(failedShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tenants.length > MOST && <p className={classes['why']}>{tenants.length - MOST} tenants more, with less traffic.</p>}
    </>
  );
}
