import { type Cost, sumOf } from '../../engine/measure/cost';
import { formatNumber } from '../panels/format';
import { nodeById, nodeName } from './describe';
import classes from './theory.module.css';
import { useReport } from './use-report';
import { useStudio } from '../store/studio';

/** What the run costs, from the prices that nodes state. */
export function Costs() {
  const report = useReport();
  const priced = useStudio((s) => s.document.prices !== undefined || (s.document.nodes ?? []).some(({ prices }) => prices !== undefined));
  if (!priced) return <p className={classes['why']}>Nothing has a price yet. A node’s prices stand in its own inspector.</p>;
  if (!report?.cost) return <p className={classes['why']}>Nothing was measured yet.</p>;
  return <CostTable cost={report.cost} />;
}

function CostTable({ cost }: { readonly cost: Cost }) {
  const design = useStudio((s) => s.document);
  const { currency, perHour, perDay, perThousandRequests, parts } = cost;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{currency} per hour</th>
          <th scope="col">{formatNumber(perHour)}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row">{nodeName(nodeById(design, part.id), part.id)}</th>
            <td>{formatNumber(sumOf(part))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Per day</th>
          <td>{formatNumber(perDay)}</td>
        </tr>
        <tr>
          <th scope="row">Per 1,000 requests answered in time</th>
          <td>{formatNumber(perThousandRequests)}</td>
        </tr>
      </tbody>
    </table>
  );
}
