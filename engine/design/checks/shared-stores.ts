import { takesMessages } from '../../nodes/definition';
import type { DesignIndex } from '../design-index';
import { storeLinksOf } from '../rate-limits';
import { stepsOf } from '../steps';
import { type Check, warning } from './check';

const stores: ReadonlySet<string> = new Set(['database', 'key-value']);
/** What may stand before a store without owning anything. */
const goBetweens: ReadonlySet<string> = new Set(['cache']);

/** A store that two services use: neither can change its tables alone. People do it, so it runs. */
export const sharedStores: Check = function* (index) {
  const counters = storeLinksOf(index.design);
  for (const { id, kind } of index.design.nodes) {
    if (!stores.has(kind)) continue;
    const users = new Set(
      index
        .incoming(id)
        .filter((link) => !counters.has(link.id))
        .map(({ from }) => from)
        .filter((from) => index.roleOf(from) === 'server' && !goBetweens.has(index.nodes.get(from)!.kind)),
    );
    if (users.size < 2) continue;
    const writers = [...users].filter((user) => writes(user, id, index));
    // What one keeps up to date from events alone, for others to read, is a projection: its shape is made for them.
    if (writers.length === 1 && livesOnMessages(writers[0]!, index)) continue;
    const all = [...users].map(quoted).join(', ');
    yield warning({
      code: 'shared-store',
      where: `nodes.${id}`,
      message:
        writers.length > 1
          ? `${writers.map(quoted).join(' and ')} both write to "${id}": it has no one owner, and neither can change it alone.`
          : `${all} share "${id}": a change to what it keeps breaks those that do not own it.`,
      remedy: 'Let one service own it, and let the others ask that service, or keep what they need from its events.',
    });
  }
};

const quoted = (id: string): string => `"${id}"`;

const livesOnMessages = (id: string, index: DesignIndex): boolean =>
  index.incoming(id).length > 0 && index.incoming(id).every(({ from }) => takesMessages(index.roleOf(from)));

/** Whether some step of the node writes to the store. */
function writes(from: string, to: string, index: DesignIndex): boolean {
  const node = index.nodes.get(from)!;
  for (const { step } of stepsOf(node)) if (step.kind === 'write' && index.links.get(step.link)?.to === to) return true;
  return false;
}
