import { MultiSelect, Select } from '@mantine/core';
import type { DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { zonesOfGroups } from '../../engine/design/group-zones';
import { useStudio } from '../store/studio';

/** Where a node runs; only there while the design has zones. */
export function NodeZones({ node }: { readonly node: DesignNode }) {
  const zones = useStudio((s) => s.document.zones) ?? [];
  const edit = useStudio((s) => s.edit);
  const drawn = useStudio((s) => zonesOfGroups(s.document).get(node.id)?.join(', ') ?? '');
  if (zones.length === 0) return null;
  const data = zones.map(({ id }) => id);
  const put = (ids: readonly string[]) => {
    const { zones: _, ...rest } = node;
    edit({ kind: 'replace-node', node: ids.length > 0 ? { ...rest, zones: [...ids] } : rest });
  };
  const value = node.zones ?? [];
  const common = {
    label: 'Runs in',
    size: 'xs',
    data,
    clearable: true,
    placeholder: value.length > 0 ? '' : drawn ? `${drawn}, where it is drawn` : 'Nowhere in particular',
  } as const;
  return nodeKinds[node.kind].role === 'server' ? (
    <MultiSelect {...common} description="Replicas take turns among these zones." value={value} onChange={put} />
  ) : (
    <Select {...common} value={value[0] ?? null} onChange={(id) => put(id === null ? [] : [id])} />
  );
}
