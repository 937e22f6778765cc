import type { DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';

/** Parameters that say how many of a node there are; the first that a kind has counts. */
const sizes = ['replicas', 'nodes', 'connections', 'partitions'] as const;

interface Resized {
  readonly node: DesignNode;
  /** The word for what there are more or fewer of. */
  readonly what: string;
}

/** The same node with twice of what makes it large; null for what has no size, or is as large as it may be. */
export const twice = (node: DesignNode): Resized | null => resized(node, (count) => count * 2);

/** The same node with half; null where that is less than one. */
export const halved = (node: DesignNode): Resized | null => resized(node, (count) => (count >= 2 ? Math.floor(count / 2) : null));

function resized(node: DesignNode, by: (count: number) => number | null): Resized | null {
  const { params: schema } = nodeKinds[node.kind];
  const known = schema.safeParse(node.params ?? {}).data as Readonly<Record<string, unknown>> | undefined;
  const what = sizes.find((key) => typeof known?.[key] === 'number');
  const count = what && by(known?.[what] as number);
  if (!what || !count) return null;
  const params = { ...node.params, [what]: count };
  return schema.safeParse(params).success ? { node: { ...node, params } as DesignNode, what } : null;
}
