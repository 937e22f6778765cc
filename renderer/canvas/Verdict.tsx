import { Panel, useReactFlow } from '@xyflow/react';
import { nodeKinds } from '../../engine/nodes/registry';
import { formatRate, formatShare } from '../panels/format';
import { useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { LiveText } from './LiveText';
import styles from './Verdict.module.css';
import { type Health, healthOf, healths } from './health';
import { healthIcon } from './icons';

const summary: Record<Health, string> = {
  idle: 'Nothing runs yet',
  healthy: 'All is well',
  busy: 'Busy',
  saturated: 'Saturated',
  failing: 'Failing',
  down: 'Down',
};

/** One line over the canvas: is the system well and, if not, where it hurts. */
export function Verdict() {
  const document = useStudio((s) => s.document);
  const phase = useStudio((s) => s.run.phase);
  const { fitView } = useReactFlow();
  const nodes = document.nodes ?? [];
  // Worst state and who is in it, as one string that changes only with them.
  const verdict = useLive((live) => {
    const all = nodes.map((node) => ({ id: node.id, health: healthOf(nodeKinds[node.kind].role, (column) => live.node(node.id, column)) }));
    const worst = all.reduce((most, { health }) => Math.max(most, healths.indexOf(health)), 0);
    return [healths[worst], ...all.filter(({ health }) => health === healths[worst]).map(({ id }) => id)].join();
  });
  if (nodes.length === 0) return null;
  if (phase === 'failed') return <Broken />;
  const [state, ...ids] = verdict.split(',') as [Health, ...string[]];
  const Icon = healthIcon[state];
  const hurting = healths.indexOf(state) > healths.indexOf('healthy');
  return (
    <Panel position="top-left" className={styles['verdict'] ?? ''} data-health={state}>
      <div role="status" aria-label="State of the system" className={styles['line']}>
        <Icon size={18} aria-hidden />
        <strong>{summary[state]}</strong>
        {hurting && <span className={styles['where']}>{ids.slice(0, 3).map((id) => nameOf(nodes, id)).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '')}</span>}
      </div>
      {hurting && (
        <button type="button" className={styles['show']} onClick={() => {
          studio.getState().select({ nodes: ids });
          void fitView({ nodes: ids.map((id) => ({ id })), maxZoom: 1.1, padding: 0.4, duration: 250 });
        }}>
          show
        </button>
      )}
      <Totals />
    </Panel>
  );
}

const nameOf = (nodes: readonly { id: string; name?: string | undefined }[], id: string) => nodes.find((node) => node.id === id)?.name ?? id;

/** What the users get, all clients together. */
function Totals() {
  const nodes = useStudio((s) => s.document.nodes);
  const clients = (nodes ?? []).filter((node) => nodeKinds[node.kind].role === 'source').map((node) => node.id);
  if (clients.length === 0) return null;
  const sum = (read: (id: string) => number) => clients.reduce((total, id) => total + (read(id) || 0), 0);
  return (
    <div className={styles['totals']} title="Requests answered within their deadline, and the share of those that finished">
      <LiveText read={(l) => (l.frames === 0 ? '' : `${formatRate(Math.round(sum((id) => l.node(id, 'goodput'))))} good`)} />
      <LiveText
        read={(l) => {
          const finished = sum((id) => l.node(id, 'throughput') + l.node(id, 'failures'));
          return finished > 0 ? formatShare(Math.floor((sum((id) => l.node(id, 'goodput')) / finished) * 1000) / 1000) : '';
        }}
      />
    </div>
  );
}

function Broken() {
  const problems = useStudio((s) => s.problems);
  const Icon = healthIcon.failing;
  const first = problems.find((problem) => problem.severity === 'error');
  return (
    <Panel position="top-left" className={styles['verdict'] ?? ''} data-health="failing">
      <div role="status" className={styles['line']}>
        <Icon size={18} aria-hidden />
        <strong>Does not run</strong>
        <span className={styles['where']}>{first?.message}</span>
      </div>
    </Panel>
  );
}
