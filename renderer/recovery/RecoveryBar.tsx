import { IconDeviceFloppy } from '@tabler/icons-react';
import { Act, Bar } from '../time/Bar';
import { useRecovery } from './recovery';

/** Offers what a window that ended has left. It stays until it is answered, and is in nobody's way. */
export function RecoveryBar() {
  const offer = useRecovery((r) => r.offers[0]);
  const more = useRecovery((r) => r.offers.length - 1);
  const restore = useRecovery((r) => r.restore);
  const discard = useRecovery((r) => r.discard);
  if (!offer) return null;
  return (
    <Bar icon={IconDeviceFloppy} label="Kept changes">
      <span role="status">
        Unsaved changes of “{offer.name}” from <b>{offer.when}</b> were kept{more > 0 && `, and ${more} more`}
      </span>
      <Act main onClick={() => restore(offer.id)} title="Opens the design with its undo steps, and runs to where the run was.">
        Restore
      </Act>
      <Act onClick={() => discard(offer.id)}>Discard</Act>
    </Bar>
  );
}
