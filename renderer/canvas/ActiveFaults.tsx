import { IconBandage } from '@tabler/icons-react';
import type { FaultTarget } from '../../engine/faults/definition';
import { faultActions } from '../../engine/faults/registry';
import { activeOn, faultById } from '../store/faults';
import { studio, useStudio } from '../store/studio';
import styles from './ActiveFaults.module.css';
import { faultIcon } from './icons';

/** The faults that are on at a node or link, each with a button that ends it. */
export function ActiveFaults({ target }: { readonly target: FaultTarget }) {
  const ids = useStudio((s) => activeOn(s, target));
  if (!ids) return null;
  return (
    <div className={`${styles['faults']} nodrag nopan`} data-on={'node' in target ? 'node' : 'link'}>
      {ids.split(',').map((id) => (
        <ActiveFault key={id} id={id} />
      ))}
    </div>
  );
}

function ActiveFault({ id }: { readonly id: string }) {
  const action = useStudio((s) => faultById(s, id)?.action);
  if (!action) return null;
  const Icon = faultIcon(action);
  const { title } = faultActions[action];
  return (
    <button
      type="button"
      className={styles['fault']}
      title={`${title} is on. Click to heal.`}
      onClick={(event) => {
        event.stopPropagation();
        void studio.getState().healFault(id);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon size={13} aria-hidden />
      <span>{title}</span>
      <span className={styles['heal']}>
        <IconBandage size={12} aria-hidden /> heal
      </span>
    </button>
  );
}
