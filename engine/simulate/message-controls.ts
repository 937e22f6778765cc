import type { FaultControls, FaultTarget, Undo } from '../faults/definition';
import type { Model } from './compile';
import { listed } from './listed';
import type { Messaging } from './messaging';
import type { QueueState } from './model';

type MessageControls = Pick<FaultControls, 'poison' | 'duplicate' | 'loseMessages' | 'holdBack'>;

/** What faults may do to queues and their messages. A target that is gone by now is left alone. */
export function messageControls(model: Model, { faults }: Messaging): MessageControls {
  const at = (id: string, start: (queue: QueueState) => Undo): Undo => {
    const node = model.node(id);
    return node?.role === 'queue' ? start(node) : () => {};
  };
  /** Puts a value in one of the lists of what is done to a queue's messages. */
  const troubled = <V>(id: string, value: V, list: (queue: QueueState) => V[]): Undo =>
    at(id, (queue) => listed<V>(list(queue), value, () => {}));
  return {
    poison(id, poison) {
      for (const node of model.nodes) if (node.role === 'server') node.poisoned = true;
      return troubled(id, poison, (queue) => faults.troubleOf(queue).poisons);
    },
    duplicate: (id, share) => troubled(id, share, (queue) => faults.troubleOf(queue).duplicateShares),
    loseMessages: (id, share) => troubled(id, share, (queue) => faults.troubleOf(queue).lossShares),
    holdBack: (id, late) => troubled(id, late, (queue) => faults.troubleOf(queue).late),
  };
}

/** Keeps the consumers of a queue, or those behind a link from one, from taking messages. */
export function pauseQueue(target: FaultTarget, model: Model, { faults, broker }: Messaging): Undo {
  const node = 'node' in target ? model.node(target.node) : undefined;
  const link = 'link' in target ? model.link(target.link) : undefined;
  if (node?.role === 'queue') return faults.pause(node, () => faults.serve(node));
  return link ? faults.pause(link, () => broker.consumersChanged([link])) : () => {};
}
