import { describe, expect, test } from 'vitest';
import { oneLine } from '../../engine/export/names';
import type { Design } from '../../engine/design/schema';
import type { DesignExporter } from '../../engine/export/definition';
import { mermaid } from '../../engine/export/mermaid';
import { readImport } from '../../engine/import/read';
import { designs } from '../export/designs';

// What leaves in another tool's language and comes back is the same system: components, links, groups and names.

const full = designs.filter(({ design }) => (design.nodes ?? []).length > 0);

async function thereAndBack(exporter: DesignExporter, design: Design) {
  const written = exporter.write(design, {});
  if (!written.ok) throw new Error('nothing was written');
  const read = await readImport(written.value.text, `x.${exporter.extension}`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.format.id).toBe(exporter.id);
  return read.value.design;
}

const nameOf = ({ id, name = id }: { id: string; name?: string | undefined }) => oneLine(name);
/** Everything that must be kept, by name: ids are a language's own. */
function kept({ nodes = [], links = [], groups = [] }: Design) {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const frames = new Map(groups.map((group) => [group.id, nameOf(group)]));
  const frame = (id: string | undefined) => (id === undefined ? '' : frames.get(id)!);
  return {
    nodes: nodes.map((node) => `${nameOf(node)}: ${node.kind} in ${frame(node.group)}`).toSorted(),
    links: links.map(({ from, to, protocol = 'rest' }) => `${names.get(from)} → ${names.get(to)}: ${protocol}`).toSorted(),
    groups: groups.map((group) => `${nameOf(group)} in ${frame(group.parent)}`).toSorted(),
  };
}

describe('Mermaid', () => {
  test.each(full)('$title: components with kinds, links with protocols, and groups come back', async ({ design }) => {
    const back = await thereAndBack(mermaid, design);
    expect(kept(back)).toEqual(kept(design));
    expect(
      back
        .nodes!.map(({ id }) => id)
        .filter((id) => !/^(end|graph|style|class|default|x-ray|n)/.test(id))
        .toSorted(),
    ).toEqual(
      design
        .nodes!.map(({ id }) => id)
        .filter((id) => !/^(end|graph|style|class|default|x-ray|n)/.test(id))
        .toSorted(),
    );
  });
});
