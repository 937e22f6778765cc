import { type Check, warning } from './check';

export const queueConsumers: Check = function* (index) {
  for (const { id } of index.design.nodes) {
    if (index.roleOf(id) !== 'queue' || index.outgoing(id).length > 0) continue;
    yield warning({
      code: 'queue-without-consumers',
      where: `nodes.${id}`,
      message: `Nobody consumes from the queue "${id}", so it fills up.`,
      remedy: 'Link it to a service that works on its messages.',
    });
  }
};
