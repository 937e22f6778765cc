import { describe, expect, test } from 'vitest';
import { placesOf } from '../../engine/design/auto-layout';
import { oneLine } from '../../engine/export/names';
import type { Design } from '../../engine/design/schema';
import type { DesignExporter } from '../../engine/export/definition';
import { drawio } from '../../engine/export/drawio';
import { excalidraw } from '../../engine/export/excalidraw';
import { mermaid } from '../../engine/export/mermaid';
import { structurizr } from '../../engine/export/structurizr';
import { readImport } from '../../engine/import/read';
import { designs } from '../export/designs';
import { reportOf } from '../golden/scenarios';

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
/** What comes back runs as well as it is drawn: its clients ask, and they are answered. */
function answered(design: Design): number {
  const { ok, degraded } = reportOf(design, { duration: 4, warmup: 1, seed: 5 }).requests;
  return ok + degraded;
}

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

const idsIn = ({ nodes = [] }: Design) => nodes.map(({ id }) => id).toSorted();

describe('Mermaid', () => {
  test.each(full)('$title: components with kinds, links with protocols, and groups come back', async ({ title, design }) => {
    const back = await thereAndBack(mermaid, design);
    expect(kept(back)).toEqual(kept(design));
    // Ids that are words of the language come back as others.
    expect(answered(back)).toBeGreaterThan(50);
    expect(title === 'a hostile design' || idsIn(back).join() === idsIn(design).join()).toBe(true);
  });
});

describe.each([drawio, excalidraw])('$title', (exporter) => {
  test.each(full)('$title: all of that comes back, and ids, places and notes', async ({ design }) => {
    const back = await thereAndBack(exporter, design);
    expect(kept(back)).toEqual(kept(design));
    expect(answered(back)).toBeGreaterThan(50);
    expect(idsIn(back)).toEqual(idsIn(design));
    expect(back.links!.map(({ id }) => id)).toEqual((design.links ?? []).map(({ id }) => id));
    expect(placesOf(back)).toEqual(placesOf(design));
    expect((back.notes ?? []).map(({ id, text }) => ({ id, text }))).toEqual((design.notes ?? []).map(({ id, text }) => ({ id, text })));
  });
});

test.each(full.filter(({ title }) => title !== 'a hostile design'))(
  'Structurizr, $title: components, links and groups come back',
  async ({ design }) => {
    const back = await thereAndBack(structurizr, design);
    expect(answered(back)).toBeGreaterThan(50);
    const { nodes, links, groups } = kept(back);
    const before = kept(design);
    expect(nodes.length).toBe(before.nodes.length);
    expect(links).toEqual(before.links);
    expect(groups).toEqual(before.groups);
  },
);
