import type { FaultControls, FaultPlace, Undo } from '../faults/definition';
import type { Model } from './compile';
import { listed } from './listed';
import type { Messaging } from './messaging';
import type { LogState } from './log/state';
import type { QueueState } from './model';

type MessageControls = Pick<FaultControls, 'poison' | 'duplicate' | 'loseMessages' | 'holdBack'>;

type Keeper = QueueState | LogState;

/** What faults may do to queues and logs and their messages. A target that is gone by now is left alone. */
export function messageControls(model: Model, { faults }: Messaging): MessageControls {
  const at = (id: string, start: (keeper: Keeper) => Undo): Undo => {
    const node = model.node(id);
    return node?.role === 'queue' || node?.role === 'log' ? start(node) : () => {};
  };
  /** Puts a value in one of the lists of what is done to the messages of a queue or log. */
  const troubled = <V>(id: string, value: V, list: (keeper: Keeper) => V[]): Undo =>
    at(id, (keeper) => listed<V>(list(keeper), value, () => {}));
  return {
    poison(id, poison) {
      for (const node of model.nodes) if (node.role === 'server') node.poisoned = true;
      return troubled(id, poison, (keeper) => faults.troubleOf(keeper).poisons);
    },
    duplicate: (id, share) => troubled(id, share, (keeper) => faults.troubleOf(keeper).duplicateShares),
    loseMessages: (id, share) => troubled(id, share, (keeper) => faults.troubleOf(keeper).lossShares),
    holdBack: (id, late) => troubled(id, late, (keeper) => faults.troubleOf(keeper).late),
  };
}

/** Keeps the consumers of a queue, or those behind a link from one, from taking messages. */
export function pauseQueue(target: FaultPlace, model: Model, { faults, broker }: Messaging): Undo {
  const node = 'node' in target ? model.node(target.node) : undefined;
  const link = 'link' in target ? model.link(target.link) : undefined;
  if (node?.role === 'queue') return faults.pause(node, () => faults.serve(node));
  return link ? faults.pause(link, () => broker.consumersChanged([link])) : () => {};
}
