import type { NodeColumn } from '../../engine/measure/columns';
import { nodeColumns } from '../../engine/measure/columns';
import type { DesignNode } from '../../engine/design/schema';
import type { Role } from '../../engine/nodes/definition';
import { nodeKinds } from '../../engine/nodes/registry';
import { NO_DATA, formatUnit } from '../panels/format';
import { type LiveStore } from '../store/live';
import { useStudio } from '../store/studio';
import { LiveText } from './LiveText';
import styles from './NodeBar.module.css';
import { problemsOf } from './problem-marks';

const groups: readonly (readonly NodeColumn[])[] = [
  ['queueWait', 'service'],
  ['p50', 'p95', 'p99'],
  ['throughput', 'goodput', 'failures', 'rejections', 'abandoned'],
  ['busy', 'inFlight', 'backlog', 'queueShare', 'replicasUp'],
];
const percentiles = new Set<NodeColumn>(['p50', 'p95', 'p99']);

/** Everything that can be said about a node now. Where its time goes comes first: waiting, work, in all. */
export function NodeDetails({ node }: { readonly node: DesignNode }) {
  const { role } = nodeKinds[node.kind];
  const problems = useStudio((s) => s.problems);
  return (
    <div className={styles['details']}>
      {problemsOf(problems, 'nodes', node.id).map((problem) => (
        <p key={problem.code + problem.where} className={styles['problem']}>
          {problem.message} {problem.remedy}
        </p>
      ))}
      <dl>
        {groups.map((ids, i) => {
          const rows = ids.filter((id) => shown(id, role));
          if (rows.length === 0) return null;
          return [
            ...rows.map((id) => <Row key={id} node={node.id} column={id} />),
            ids.includes('p99') && <Samples key="n" node={node.id} />,
            i < groups.length - 1 && <hr key="line" />,
          ];
        })}
      </dl>
    </div>
  );
}

function shown(id: NodeColumn, role: Role): boolean {
  const roles: readonly Role[] | undefined = nodeColumns.find((column) => column.id === id)?.roles;
  return !roles || roles.includes(role);
}

const titles: Partial<Record<NodeColumn, string>> = { p50: 'Total, p50', p95: 'Total, p95', p99: 'Total, p99', queueWait: 'Queue wait, mean', service: 'Service, mean' };

function Row({ node, column }: { readonly node: string; readonly column: NodeColumn }) {
  const definition = nodeColumns.find((each) => each.id === column);
  if (!definition) return null;
  const read = (live: LiveStore) => {
    if (percentiles.has(column) && !(live.node(node, 'samples') > 0)) return NO_DATA;
    return formatUnit(live.node(node, column), definition.unit).replace(/\s(calls|messages|replicas?|workers?|requests)$/, '');
  };
  return (
    <>
      <dt>{titles[column] ?? definition.title}</dt>
      <dd>
        <LiveText read={read} />
      </dd>
    </>
  );
}

function Samples({ node }: { readonly node: string }) {
  return (
    <>
      <dt className={styles['n']}>n of the last second</dt>
      <dd className={styles['n']}>
        <LiveText read={(live) => formatUnit(live.node(node, 'samples'), 'samples')} />
      </dd>
    </>
  );
}
