import type { Problem } from '../../core/problem';
import { nodeKinds } from '../../nodes/registry';
import type { DesignIndex } from '../design-index';
import type { ResolvedNode } from '../schema';
import { innerLists } from '../step-tree';
import { stepsOf } from '../steps';
import type { Step } from '../step-schema';
import { type Check, error, warning } from './check';

/** Outboxes stand where messages are published, in a store of the publisher's own, behind a write. Without one, write and message can part. */
export const outboxes: Check = function* (index) {
  for (const { id, from, to, outbox } of index.design.links) {
    if (!outbox) continue;
    const where = `links.${id}.outbox`;
    if (index.roleOf(to) === 'server') {
      yield error({
        code: 'outbox-without-queue',
        where,
        message: `Link "${id}" has an outbox, but "${to}" takes no messages.`,
        remedy: 'Only links to queues, topics and logs have an outbox; remove this one.',
      });
    }
    const store = index.links.get(outbox.store);
    const kept = index.nodes.get(store?.to ?? '');
    if (index.unreadable.links.has(outbox.store) || (store?.from === from && (!kept || nodeKinds[kept.kind].group === 'data'))) continue;
    yield error({
      code: 'outbox-without-store',
      where: `${where}.store`,
      message: `The outbox of "${id}" is kept over link "${outbox.store}", which is no link from "${from}" to a store.`,
      remedy: `Name a link that starts at "${from}" and ends at a database or another store.`,
    });
  }
  for (const node of index.design.nodes) yield* publishing(index, node);
};

function* publishing(index: DesignIndex, node: ResolvedNode): Generator<Problem> {
  let told = false;
  for (const { steps, where } of listsOf(node)) {
    for (const [i, step] of steps.entries()) {
      if (step.kind !== 'publish') continue;
      const before = steps.slice(0, i);
      const outbox = index.links.get(step.link)?.outbox;
      if (outbox && !before.some((other) => other.kind === 'write' && other.link === outbox.store)) {
        yield warning({
          code: 'outbox-without-write',
          where: `${where}.${i}`,
          message: `"${step.event}" at "${node.id}" goes over a link with an outbox, but no write over "${outbox.store}" stands before it: it is published at once.`,
          remedy: 'Write to the store before it, in the same list of steps.',
        });
      } else if (!outbox && !told && before.some(({ kind }) => kind === 'write')) {
        told = true;
        yield warning({
          code: 'dual-write',
          where: `${where}.${i}`,
          message: `"${node.id}" writes and then publishes "${step.event}": a crash between the two loses the message.`,
          remedy: `Give the link "${step.link}" an outbox in that store.`,
        });
      }
    }
  }
}

/** Every list of steps of a node. */
function listsOf(node: ResolvedNode): { readonly steps: readonly Step[]; readonly where: string }[] {
  return [
    ...(node.operations ?? []).map(({ steps }, i) => ({ steps, where: `nodes.${node.id}.operations.${i}.steps` })),
    ...[...stepsOf(node)].flatMap(({ step, where }) => innerLists(step).map(({ steps, path }) => ({ steps, where: `${where}.${path}` }))),
  ];
}
