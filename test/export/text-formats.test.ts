import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { Window } from 'happy-dom';
import type { Mermaid } from 'mermaid';
import { beforeAll, describe, expect, test } from 'vitest';
import { journeysOf } from '../../engine/design/sequence';
import type { Design } from '../../engine/design/schema';
import { d2 } from '../../engine/export/d2';
import type { DesignExporter } from '../../engine/export/definition';
import { dot } from '../../engine/export/dot';
import { mermaid as flowchart } from '../../engine/export/mermaid';
import { mermaidC4 } from '../../engine/export/mermaid-c4';
import { mermaidSequence } from '../../engine/export/mermaid-sequence';
import { plantumlC4 } from '../../engine/export/plantuml-c4';
import { structurizr } from '../../engine/export/structurizr';
import { contents, designs } from './designs';

// Every text is read by the real parser of its language, and what was written is counted in what was read.

function textOf(exporter: DesignExporter, design: Design, journey?: string): string {
  const written = exporter.write(design, journey === undefined ? {} : { journey });
  if (!written.ok) throw new Error(written.problems.map(({ message }) => message).join(' '));
  return written.value.text;
}

describe('Mermaid reads', () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    // Its sanitizer wants a page, also where nothing is drawn.
    const page = new Window();
    Object.assign(globalThis, { window: page, document: page.document });
    ({ default: mermaid } = await import('mermaid'));
  });
  /** The diagram as Mermaid understood it. */
  const read = async (text: string) => {
    await mermaid.parse(text);
    return (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as Record<string, () => never>;
  };

  test.each(designs)('the flowchart of $title', async ({ design }) => {
    const db = await read(textOf(flowchart, design));
    const vertices: ReadonlyMap<string, { text: string }> = db['getVertices']!();
    expect({ nodes: vertices.size, links: db['getEdges']!()['length'], groups: db['getSubGraphs']!()['length'] }).toEqual(contents(design));
    // Nothing that a name holds reaches the page as HTML.
    for (const { text } of vertices.values()) expect(text).not.toMatch(/<\/?[a-z]/i);
  });

  test.each(designs)('the C4 diagram of $title', async ({ design }) => {
    const db = await read(textOf(mermaidC4, design));
    const shapes: readonly unknown[] = db['getC4ShapeArray']!();
    const relations: readonly unknown[] = db['getRels']!();
    // Mermaid draws one relation between two shapes.
    const pairs = new Set((design.links ?? []).map(({ from, to }) => `${from} ${to}`)).size;
    expect({ nodes: shapes.length, links: relations.length }).toEqual({ nodes: contents(design).nodes, links: pairs });
  });

  const journeys = designs.flatMap(({ title, design }) => journeysOf(design).map(({ id }) => ({ title, design, id })));
  test.each(journeys)('the sequence of $id in $title', async ({ design, id }) => {
    const db = await read(textOf(mermaidSequence, design, id));
    expect((db['getActors']!() as ReadonlyMap<string, unknown>).size).toBeGreaterThan(1);
    expect((db['getMessages']!() as readonly unknown[]).length).toBeGreaterThan(1);
  });

  test('a design without journeys has no sequence, and the problem says what to do', () => {
    const written = mermaidSequence.write({ version: 1, name: 'Empty' }, {});
    expect(written).toMatchObject({
      ok: false,
      problems: [{ code: 'nothing-to-write', remedy: 'Add a client and link it to what it calls.' }],
    });
  });
});

describe('Graphviz reads', async () => {
  const graphviz = await Graphviz.load();
  test.each(designs)('the graph of $title', ({ design }) => {
    interface Read {
      objects?: readonly { name: string; nodes?: unknown }[];
      edges?: readonly unknown[];
      name: string;
    }
    const graph = JSON.parse(graphviz.layout(textOf(dot, design), 'dot_json', 'dot')) as Read;
    const clusters = (graph.objects ?? []).filter(({ name }) => name.startsWith('cluster_'));
    expect({
      nodes: (graph.objects ?? []).length - clusters.length,
      links: (graph.edges ?? []).length,
      groups: clusters.length,
    }).toEqual(contents(design));
  });
});

// None of these has a parser in npm that works here; what they must not do is let a name out of its quotes.
describe.each([plantumlC4, structurizr, d2])('$title', (exporter) => {
  test.each(designs)('writes $title so that braces and quotes are balanced', ({ design }) => {
    // Titles and comments go to the end of their line.
    const text = textOf(exporter, design).replaceAll(/^(title|#) .*$/gm, '');
    const bare = exporter === d2 ? text.replaceAll(/'(?:[^'\n]|'')*'/g, '') : text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '');
    expect(bare).not.toMatch(/["'$]/);
    expect((bare.match(/\{/g) ?? []).length).toBe((bare.match(/\}/g) ?? []).length);
  });

  test('writes the checkout platform as it did', async () => {
    const { design } = designs.find(({ title }) => title === 'checkout')!;
    await expect(textOf(exporter, design)).toMatchFileSnapshot(`./snapshots/checkout.${exporter.extension}`);
  });
});
