import type { DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';

/** What a store or log is made of, in a few letters, and in words. */
export interface CardShape {
  readonly text: string;
  readonly title: string;
}

/** How a database, key-value store or log is laid out, as its card says it; null for other kinds, and for parameters that cannot be read. */
export function shapeOf(node: DesignNode): CardShape | null {
  switch (node.kind) {
    case 'database': {
      const read = nodeKinds.database.params.safeParse(node.params ?? {});
      if (!read.success) return null;
      const { connections, shards, replication } = read.data;
      const copies = replication ? `, ${plural(replication.replicas, 'replica')} beside each primary` : '';
      return shards
        ? {
            text: `${shards.count}×${connections} conn`,
            title: `${plural(shards.count, 'shard')} of ${plural(connections, 'connection')} each${copies}`,
          }
        : { text: `${connections} conn`, title: `${plural(connections, 'connection')}${copies}` };
    }
    case 'key-value': {
      const read = nodeKinds['key-value'].params.safeParse(node.params ?? {});
      if (!read.success) return null;
      const { n, r, w, mode } = read.data.quorum;
      return {
        text: `N${n} R${r} W${w}`,
        title: `${plural(n, 'copy', 'copies')} of each thing; a read asks ${r}, a write waits for ${w}; ${mode} quorum`,
      };
    }
    case 'log': {
      const read = nodeKinds.log.params.safeParse(node.params ?? {});
      if (!read.success) return null;
      const { partitions, brokers, replication } = read.data;
      return {
        text: `${partitions} part`,
        title: `${plural(partitions, 'partition')} on ${plural(brokers, 'broker')}, ${plural(Math.min(replication, brokers), 'copy', 'copies')} of each`,
      };
    }
    default:
      return null;
  }
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
