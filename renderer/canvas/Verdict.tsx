import { IconBoltFilled, IconNotebook, IconToggleLeft } from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import type { Design } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { targetText } from '../../engine/faults/definition';
import { formatRate, formatShare } from '../panels/format';
import { faultById } from '../store/faults';
import { type LiveStore, useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { LiveText } from './LiveText';
import styles from './Verdict.module.css';
import { canvasUi } from './canvas-ui';
import { type Health, healthOf, healths } from '../../engine/measure/health';
import { healthIcon } from './icons';
import { sourceFirst } from './source-first';

const summary: Record<Health, string> = {
  idle: 'Nothing runs yet',
  healthy: 'All is well',
  busy: 'Busy:',
  slowed: 'Slowed:',
  faulty: 'Faulty:',
  saturated: 'Saturated:',
  failing: 'Failing:',
  down: 'Down:',
};

/** From this share of substitutes on it is said that answers are degraded. */
const DEGRADED = 0.001;

/** Nothing hurts, and yet it is not as it was drawn: something is broken and the design copes. */
type Coping = 'wrong' | 'degraded' | 'holding';
const coping = {
  wrong: { words: 'Answers, but does wrong', health: 'failing' },
  degraded: { words: 'Degraded', health: 'saturated' },
  holding: { words: 'Holding up', health: 'busy' },
} as const satisfies Record<Coping, { words: string; health: Health }>;

/** Invariants that the run has broken so far. */
const brokenIn = ({ ledger }: LiveStore): number => ledger?.invariants.filter(({ holds }) => !holds).length ?? 0;

function useCoping(): Coping | null {
  const links = useStudio((s) => s.document.links);
  const faulty = useStudio((s) => s.activeFaults.length > 0);
  const degraded = useLive((live) => live.degradedShare >= DEGRADED);
  const open = useLive((live) => links?.some(({ id }) => live.link(id, 'breaker') > 0) ?? false);
  const wrong = useLive((live) => brokenIn(live) > 0);
  return wrong ? 'wrong' : degraded ? 'degraded' : faulty || open ? 'holding' : null;
}

/** One line over the canvas: is the system well and, if not, where it hurts. */
export function Verdict() {
  const document = useStudio((s) => s.document);
  const phase = useStudio((s) => s.run.phase);
  const { fitView } = useReactFlow();
  const nodes = document.nodes ?? [];
  // Who is how, as one string that changes only with it.
  const verdict = useLive((live) => {
    const all = nodes.map((node) => ({ id: node.id, health: healthOf(nodeKinds[node.kind].role, (column) => live.node(node.id, column)) }));
    return [...healths]
      .reverse()
      .flatMap((health) => {
        const ids = all.filter((each) => each.health === health).map(({ id }) => id);
        if (ids.length === 0) return [];
        // Whoever is well is not named.
        return healths.indexOf(health) < healths.indexOf('busy') ? health : [health, ...sourceFirst(document, ids)].join();
      })
      .join(';');
  });
  const copes = useCoping();
  if (nodes.length === 0) return null;
  if (phase === 'failed') return <Broken />;
  const groups = verdict.split(';').map((group) => group.split(',') as [Health, ...string[]]);
  const state = groups[0]?.[0] ?? 'idle';
  const hurting = groups
    .filter(([health]) => healths.indexOf(health) >= healths.indexOf(state === 'busy' ? 'busy' : 'saturated'))
    .slice(0, 2);
  const ids = hurting.flatMap(([, ...members]) => members);
  const calm = hurting.length === 0 && copes ? coping[copes] : { words: summary[state], health: state };
  const Icon = healthIcon[calm.health];
  return (
    <Panel position="top-left" className={styles['verdict'] ?? ''} data-health={calm.health}>
      <div role="status" aria-label="State of the system" className={styles['line']}>
        <Icon size={18} aria-hidden />
        {hurting.length === 0 && <strong>{calm.words}</strong>}
        {hurting.map(([health, ...members]) => (
          <span key={health} className={styles['where']}>
            <strong>{summary[health]}</strong> {inWords(members.map((id) => nameOf(nodes, id)))}
          </span>
        ))}
      </div>
      {hurting.length > 0 && (
        <button
          type="button"
          className={styles['show']}
          onClick={() => {
            studio.getState().select({ nodes: ids });
            canvasUi.setState({ viewMoved: true });
            void fitView({ nodes: ids.map((id) => ({ id })), maxZoom: 1.1, padding: 0.3, duration: 250 });
          }}
        >
          show
        </button>
      )}
      <Faults short={hurting.length > 0} />
      <Wrong />
      <Totals />
    </Panel>
  );
}

/**
 * Where faults are on, and how many breakers hold calls back: the one that hurts is often not the one that is ill.
 * `short` leaves the room to the names of those that hurt.
 */
function Faults({ short }: { readonly short: boolean }) {
  const document = useStudio((s) => s.document);
  const faulty = useStudio((s) => {
    const names = s.activeFaults.flatMap((id) => {
      const target = faultById(s, id)?.target;
      if (!target) return [];
      if ('node' in target) return [nameOf(s.document.nodes ?? [], target.node)];
      return 'link' in target ? linkName(s.document, target.link) : [targetText(target)];
    });
    return [...new Set(names)].join(', ');
  });
  const faults = useStudio((s) => s.activeFaults.length);
  const open = useLive((live) =>
    (document.links ?? [])
      .filter(({ id }) => live.link(id, 'breaker') === 2)
      .flatMap(({ id }) => linkName(document, id))
      .join(', '),
  );
  const count = (names: string) => names.split(', ').length;
  return (
    <>
      {faulty && (
        <div className={styles['more']} title={faulty}>
          <IconBoltFilled size={15} aria-hidden />{' '}
          <span>{faults > 1 ? `${faults} faults on` : short ? '1 fault on' : `Fault on ${faulty}`}</span>
        </div>
      )}
      {open && (
        <div className={styles['more']} title={open}>
          <IconToggleLeft size={15} aria-hidden /> <span>{count(open) === 1 ? '1 breaker open' : `${count(open)} breakers open`}</span>
        </div>
      )}
    </>
  );
}

/** Business damage: a run may look well and charge people twice. */
function Wrong() {
  const broken = useLive(brokenIn);
  if (broken === 0) return null;
  return (
    <div className={styles['more']} title="See the ledger">
      <IconNotebook size={15} aria-hidden /> <span>{broken === 1 ? '1 invariant broken' : `${broken} invariants broken`}</span>
    </div>
  );
}

const linkName = (design: Design, id: string): readonly string[] => {
  const link = design.links?.find((each) => each.id === id);
  return link ? [`${nameOf(design.nodes ?? [], link.from)} → ${nameOf(design.nodes ?? [], link.to)}`] : [];
};

const inWords = (names: readonly string[]) => names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');

const nameOf = (nodes: readonly { id: string; name?: string | undefined }[], id: string) =>
  nodes.find((node) => node.id === id)?.name ?? id;

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
      <LiveText
        className={styles['degraded']}
        read={(l) => (l.degradedShare >= DEGRADED ? `${formatShare(Math.round(l.degradedShare * 1000) / 1000)} degraded` : '')}
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
