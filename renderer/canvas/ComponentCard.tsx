import { takesMessages } from '../../engine/nodes/definition';
import { IconPinFilled } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import type { DesignNode } from '../../engine/design/schema';
import { sharesCores } from '../../engine/design/shares-cores';
import { nodeKinds } from '../../engine/nodes/registry';
import { FindingMark } from '../findings/FindingMark';
import { formatNumber, formatMs, formatRate } from '../panels/format';
import { actionsOn, activeOn } from '../store/faults';
import { type LiveStore, useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { Ghost } from '../bottleneck/Ghost';
import { NodeCascadeMark } from '../cascade/CascadeMarks';
import { ActiveFaults } from './ActiveFaults';
import styles from './ComponentCard.module.css';
import { Lag, Share, Workers } from './CardBars';
import { LiveText } from './LiveText';
import { NodeName } from './NodeName';
import { cardFacts, factOf, shareText } from './card-fact';
import { shapeOf } from './card-shape';
import { healthMeaning, healthOf, withFaults } from '../../engine/measure/health';
import { healthIcon, kindIcon } from './icons';
import { useInFull } from './large/drawn';

export type CardNode = Node<{ readonly node: DesignNode }, 'component'>;

/** A component on the canvas: what it is, how it is doing, and the numbers that say so. */
export const ComponentCard = memo(function ComponentCard({ id, data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  const { role, title } = nodeKinds[node.kind];
  const Icon = kindIcon(node.kind);
  // In a large design only what is in view; the name and the state in word and shape are always there.
  const inFull = useInFull(id);
  return (
    <Frame id={id} role={role} selected={selected} inFull={inFull}>
      {inFull && role !== 'source' && <Handle type="target" position={Position.Left} className={styles['handle'] ?? ''} />}
      <div className={styles['head']}>
        {inFull && <Icon className={styles['kind']} role="img" aria-label={title} />}
        <NodeName id={id} name={node.name ?? id} />
        {inFull && <Shape node={node} />}
        {node.pinned && <IconPinFilled className={styles['pin']} role="img" aria-label="Pinned" />}
      </div>
      <State id={id} role={role} />
      {!inFull && <BriefHandles takes={role !== 'source'} />}
      {inFull && (
        <>
          <Numbers node={node} role={role} />
          <Handle type="source" position={Position.Right} className={styles['handle'] ?? ''} />
          <EdgeHandles takes={role !== 'source'} />
        </>
      )}
      <ActiveFaults target={{ node: id }} />
      <NodeCascadeMark id={id} />
      <Ghost subject={id} />
      <span className={styles['finding']}>
        <FindingMark subject={`nodes.${id}`} />
      </span>
    </Frame>
  );
});

/** Where a link can be begun, all around the card, and where it can be let go: anywhere on it. Lines still end at the dots, which come first. */
function EdgeHandles({ takes }: { readonly takes: boolean }) {
  return (
    <>
      <Handle id="border" type="source" position={Position.Right} className={styles['edge'] ?? ''} />
      {takes && <Handle id="whole" type="target" position={Position.Left} isConnectableStart={false} className={styles['whole'] ?? ''} />}
    </>
  );
}

/**
 * Where lines end and begin on a card that is drawn briefly. React Flow measures a card once, when it appears, and draws no
 * link to one without handles: these are as large as the real ones, at the same places, and follow nothing.
 */
function BriefHandles({ takes }: { readonly takes: boolean }) {
  const place = (side: 'left' | 'right', kind: 'source' | 'target', look: string | undefined, id?: string) => (
    <span
      className={`react-flow__handle react-flow__handle-${side} ${kind} ${look ?? ''} ${styles['unseen'] ?? ''}`}
      data-handlepos={side}
      data-handleid={id}
      aria-hidden
    />
  );
  return (
    <>
      {takes && place('left', 'target', styles['handle'])}
      {place('right', 'source', styles['handle'])}
      {place('right', 'source', styles['edge'], 'border')}
      {takes && place('left', 'target', styles['whole'], 'whole')}
    </>
  );
}

/** How many connections, copies or partitions it has; in full when the pointer rests on it. */
function Shape({ node }: { readonly node: DesignNode }) {
  const shape = shapeOf(node);
  return (
    shape && (
      <small className={styles['shape']} title={shape.title}>
        {shape.text}
      </small>
    )
  );
}

type Role = (typeof nodeKinds)[keyof typeof nodeKinds]['role'];

function useHealth(id: string, role: Role) {
  const health = useLive((store) => healthOf(role, (column) => store.node(id, column)));
  return useStudio((s) => withFaults(health, actionsOn(s, { node: id })));
}

interface FrameProps {
  readonly id: string;
  readonly role: Role;
  readonly selected: boolean;
  readonly inFull: boolean;
  readonly children: React.ReactNode;
}

function Frame({ id, role, selected, inFull, children }: FrameProps) {
  const health = useHealth(id, role);
  const faulty = useStudio((s) => activeOn(s, { node: id }) !== '');
  return (
    <div
      className={styles['card']}
      data-health={health}
      data-faulty={faulty || undefined}
      data-selected={selected || undefined}
      data-brief={!inFull || undefined}
      data-testid={`node-${id}`}
    >
      {children}
    </div>
  );
}

/** The state in shape, word and colour. */
function State({ id, role }: { readonly id: string; readonly role: Role }) {
  const health = useHealth(id, role);
  const Icon = healthIcon[health];
  return (
    <div className={styles['state']} title={healthMeaning[health]} data-testid={`health-${id}`}>
      <Icon aria-hidden />
      <span>{health}</span>
    </div>
  );
}

/** The few numbers that matter for a role; everything else is in the details and the inspector. */
function Numbers({ node, role }: { readonly node: DesignNode; readonly role: Role }) {
  const { id } = node;
  const sharing = sharesCores(node);
  // Of what keeps things, hits, lag or locks say more than who waits for it.
  const special = cardFacts[useLive((l) => factOf(id, l))];
  return (
    <>
      <LiveText className={styles['rate']} read={(l) => formatRate(l.node(id, 'arrivals'))} />
      <div className={styles['facts']}>
        {takesMessages(role) ? (
          <Fact label="out" minor read={(l) => formatRate(l.node(id, 'throughput'))} />
        ) : (
          <Fact
            label="p99"
            minor={special !== undefined}
            read={(l) => formatMs(l.node(id, 'samples') > 0 ? l.node(id, 'p99') : Number.NaN)}
          />
        )}
        {role === 'source' ? (
          <Fact label="open" minor read={(l) => formatNumber(l.node(id, 'inFlight'))} />
        ) : special ? (
          <Fact label={special.label} title={special.title} read={(l) => special.text(l.figure(id, special.figure))} />
        ) : (
          <Fact
            label={sharing ? 'sharing' : role === 'log' ? 'unread' : 'queue'}
            minor={role === 'server'}
            read={(l) => formatNumber(l.node(id, 'backlog'))}
          />
        )}
        <Fact label="errors" minor read={(l) => shareText(l.node(id, 'errorShare'))} alarm={(l) => l.node(id, 'errorShare') >= 0.01} />
      </div>
      {role === 'server' && <Workers node={node} />}
      {role === 'source' && (
        <Share label="good" read={(l) => l.node(id, 'goodput') / (l.node(id, 'throughput') + l.node(id, 'failures'))} />
      )}
      {role === 'queue' && <Share label="full" read={(l) => l.node(id, 'queueShare')} />}
      {role === 'log' && <Lag id={id} />}
    </>
  );
}

interface FactProps {
  readonly label: string;
  readonly title?: string;
  readonly read: (live: LiveStore) => string;
  /** Left out when the view is zoomed out, unless it alarms. */
  readonly minor?: boolean;
  readonly alarm?: (live: LiveStore) => boolean;
}

function Fact({ label, title, read, minor, alarm }: FactProps) {
  const alarming = useLive((l) => alarm?.(l) ?? false);
  return (
    <span className={styles['fact']} title={title} data-minor={(minor && !alarming) || undefined} data-alarm={alarming || undefined}>
      <small>{label}</small>
      <LiveText read={read} />
    </span>
  );
}
