import { hint } from '../checks/check';
import { consumersOf } from '../events';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import { quoted } from './words';

/** Who owns what: things, and the facts that are published about them. */
export const ownership: Advice = function* ({ index }) {
  const { design } = index;
  for (const { id, owner } of design.entities) {
    if (owner !== undefined) continue;
    yield hint({
      code: 'entity-without-owner',
      where: `entities.${id}.owner`,
      message: `Nobody owns "${id}": it is not said whose record of it counts, and who may change it.`,
      remedy: 'Name the one node that is its system of record.',
    });
  }
  if (design.events.length > 0) return;
  const published = new Map<string, Set<string>>();
  for (const node of design.nodes) {
    for (const { step } of stepsOf(node)) {
      const queue = step.kind === 'publish' ? index.nodes.get(index.links.get(step.link)?.to ?? '') : undefined;
      if (step.kind !== 'publish' || !queue) continue;
      const consumers = published.get(step.event) ?? new Set<string>();
      for (const { id } of consumersOf(queue, step.event, index)) consumers.add(id);
      published.set(step.event, consumers);
    }
  }
  // What one hands to one other is between the two of them.
  const between = [...published].filter(([, consumers]) => consumers.size > 1);
  if (published.size < 2 && between.length === 0) return;
  yield hint({
    code: 'no-event-catalog',
    where: 'events',
    message: `${published.size === 1 ? 'An event is' : `${published.size} events are`} published (${quoted([...published.keys()])}), and no catalog says who owns ${published.size === 1 ? 'it' : 'them'} and what ${published.size === 1 ? 'it holds' : 'they hold'}: a change breaks consumers that nobody knows of.`,
    remedy: 'List the events with owner, versions and fields.',
  });
};
