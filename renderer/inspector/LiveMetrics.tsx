import type { Column, LinkColumn, NodeColumn } from '../../engine/measure/columns';
import type { Role } from '../../engine/nodes/definition';
import { DocsLink } from '../docs/DocsLink';
import { Explained } from '../docs/Explained';
import { linkHeading, MEASURES, nodeHeading } from '../docs/measures';
import { formatCount, formatUnit } from '../panels/format';
import { useLive, useLiveLink, useLiveNode } from '../store/live';
import classes from './inspector.module.css';
import { linkMetricGroups, nodeMetricGroups } from './metric-groups';
import { NodeFigures } from './NodeFigures';

/** The numbers of one node, those only that can be other than zero for its kind. */
export function NodeMetrics({ id, role, sharing }: { readonly id: string; readonly role: Role; readonly sharing: boolean }) {
  return (
    <>
      {nodeMetricGroups(role, sharing).map(({ title, columns }, i) => (
        <div key={title} className={classes['metricGroup']}>
          <div className={classes['metricTitle']}>
            {title}
            {title === 'Total time' && <Samples id={id} />}
            {i === 0 && <DocsLink page={MEASURES} />}
          </div>
          <dl className={classes['metrics']}>
            {columns.map((column) => (
              <NodeMetric key={column.id} id={id} column={column} />
            ))}
          </dl>
        </div>
      ))}
      <NodeFigures id={id} />
    </>
  );
}

export function LinkMetrics({ id }: { readonly id: string }) {
  return linkMetricGroups().map(({ title, columns }) => (
    <div key={title} className={classes['metricGroup']}>
      <div className={classes['metricTitle']}>
        {title} <DocsLink page={MEASURES} />
      </div>
      <dl className={classes['metrics']}>
        {columns.map((column) => (
          <LinkMetric key={column.id} id={id} column={column} />
        ))}
      </dl>
    </div>
  ));
}

/** Says how many calls the percentiles come from. */
function Samples({ id }: { readonly id: string }) {
  const n = useLiveNode(id, 'samples');
  return <span className={classes['samples']}> from n = {formatCount(n)}, arrival to answer</span>;
}

function NodeMetric({ id, column }: { readonly id: string; readonly column: Column }) {
  const value = useLiveNode(id, column.id as NodeColumn);
  // A time of calls that there were none of is not zero.
  const empty = useLive((live) => column.unit === 'ms' && !(live.node(id, 'samples') > 0) && !(value > 0));
  return <Metric column={column} value={empty ? Number.NaN : value} heading={nodeHeading(column.id as NodeColumn)} />;
}

function LinkMetric({ id, column }: { readonly id: string; readonly column: Column }) {
  const value = useLiveLink(id, column.id as LinkColumn);
  if (column.ifAny && Number.isNaN(value)) return null;
  const shown = column.unit === 'ms' && value === 0 ? Number.NaN : value;
  return <Metric column={column} value={shown} heading={linkHeading(column.id as LinkColumn)} />;
}

function Metric({ column, value, heading }: { readonly column: Column; readonly value: number; readonly heading: string }) {
  return (
    <div className={classes['metric']}>
      <Explained words={column.description} page={MEASURES} heading={heading}>
        <dt>{column.title}</dt>
      </Explained>
      <dd>{formatUnit(value, shortUnit(column))}</dd>
    </div>
  );
}

/** In a cell named "Busy workers" the word "workers" says nothing more. */
const shortUnit = ({ unit }: Column): Column['unit'] => (unit === 'calls' || unit === 'workers' || unit === 'replicas' ? 'samples' : unit);
