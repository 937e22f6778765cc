import type { DesignNode } from '../../engine/design/schema';
import { type LiveStore, useLive } from '../store/live';
import styles from './ComponentCard.module.css';
import { LiveBar, LiveText } from './LiveText';
import { lagFill, shareText } from './card-fact';

// What fills up at the foot of a card.

/** Utilization, where there is a bound on workers, and replicas where there can be more than one. */
export function Workers({ node }: { readonly node: DesignNode }) {
  const { id } = node;
  const params = node.params as { replicas?: number; autoscaling?: object } | undefined;
  // How many there should be is the autoscaler's to say, or that of the calls.
  const wanted = params?.autoscaling || node.kind === 'function' ? 'running' : (params?.replicas ?? 0);
  const bounded = useLive((l) => l.frames === 0 || Number.isFinite(l.node(id, 'utilization')));
  const up = useLive((l) => l.node(id, 'replicasUp'));
  const running = useLive((l) => l.node(id, 'replicas'));
  const replicas = wanted === 'running' ? running : wanted;
  return (
    <div className={styles['bottom']}>
      {bounded && <Bar read={(l) => l.node(id, 'utilization')} title="Utilization" queue={(l) => l.node(id, 'queueShare')} />}
      {(replicas > 1 || up === 0 || wanted === 'running') && Number.isFinite(up) && (
        <span
          className={styles['replicas']}
          data-alarm={(wanted !== 'running' && up < replicas) || undefined}
          title={wanted === 'running' ? 'Replicas that take calls, of those that run' : 'Replicas up'}
        >
          {`${up}/${wanted === 'running' ? replicas : Math.max(1, replicas)}`}
        </span>
      )}
    </div>
  );
}

/** A share with words, for roles without workers. */
export function Share({ label, read }: { readonly label: string; readonly read: (live: LiveStore) => number }) {
  return (
    <div className={styles['bottom']}>
      <Bar read={read} title={label} />
      <small>{label}</small>
    </div>
  );
}

/** How far readers of a log are behind, as a fill. */
export function Lag({ id }: { readonly id: string }) {
  return (
    <div className={styles['bottom']} title="How old the oldest record is that some group has not done">
      <div className={styles['track']}>
        <LiveBar className={styles['fill']} read={(l) => lagFill(l.figure(id, 'lag-time'))} />
      </div>
      <small>behind</small>
    </div>
  );
}

interface BarProps {
  readonly read: (live: LiveStore) => number;
  readonly title: string;
  /** Share of the queue's room that is taken: a second, thinner bar, where there is such a bound. */
  readonly queue?: (live: LiveStore) => number;
}

function Bar({ read, title, queue }: BarProps) {
  const waits = useLive((l) => (queue?.(l) ?? 0) > 0);
  return (
    <>
      <div className={styles['bars']}>
        <div className={styles['track']} title={title}>
          <LiveBar className={styles['fill']} read={read} />
        </div>
        {queue && waits && (
          <div className={styles['queue']} title="Queue: share of its room that is taken">
            <LiveBar className={styles['queued']} read={queue} />
          </div>
        )}
      </div>
      <LiveText className={styles['share']} read={(l) => shareText(read(l))} />
    </>
  );
}
