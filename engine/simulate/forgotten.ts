import type { Forgotten } from '../measure/subjects';
import type { Machinery } from './machinery';
import type { NodeState } from './model';

/** What the run had to forget so far, since only so much is remembered. @param entity id of a kind of things, by its number */
export function forgottenOf(
  nodes: readonly NodeState[],
  { memories, stocks, versions }: Pick<Machinery, 'memories' | 'stocks' | 'versions'>,
  entity: (type: number) => string,
): Forgotten[] {
  const found: Forgotten[] = [];
  const add = (subject: string, count: number, what: string): void => {
    if (count > 0) found.push({ subject, what, count });
  };
  for (const { node, of, memory } of memories.all) add(node, memory.forgotten, `keys of ${of}; a duplicate of theirs is done again`);
  for (const node of nodes) {
    if (node.role !== 'server' || node.store === null) continue;
    const { forgotten = 0, forgetting = 'things' } = node.store;
    add(node.id, forgotten, forgetting);
  }
  for (const [type, stock] of stocks.all)
    add(entity(type), stock.forgotten, 'things and requests of its stock; their units count as not taken');
  add('', versions.forgotten, 'things whose writes are counted; what is read of them no longer counts as stale');
  return found;
}
