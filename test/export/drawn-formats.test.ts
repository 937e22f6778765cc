import { create } from 'xmlbuilder2';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { DesignExporter } from '../../engine/export/definition';
import { drawio } from '../../engine/export/drawio';
import { excalidraw } from '../../engine/export/excalidraw';
import { contents, designs } from './designs';

// Formats that keep places: every box is where the canvas has it, and whatever refers to another thing finds it.

function textOf(exporter: DesignExporter, design: Design): string {
  const written = exporter.write(design, {});
  if (!written.ok) throw new Error('nothing was written');
  return written.value.text;
}

interface Cell {
  readonly [attribute: string]: unknown;
  readonly mxCell: { readonly [attribute: string]: unknown; readonly mxGeometry: Readonly<Record<string, string>> };
}
interface File {
  readonly mxfile: { readonly diagram: { readonly mxGraphModel: { readonly root: { readonly object?: readonly Cell[] | Cell } } } };
}
const cellsIn = (text: string): readonly Cell[] => {
  const { object = [] } = (create(text).end({ format: 'object' }) as unknown as File).mxfile.diagram.mxGraphModel.root;
  return Array.isArray(object) ? (object as readonly Cell[]) : [object as Cell];
};

describe('draw.io', () => {
  test.each(designs)('has all of $title', ({ design }) => {
    const cells = cellsIn(textOf(drawio, design));
    const count = (what: string) => cells.filter((cell) => cell[`@faultline${what}`] !== undefined).length;
    expect({ nodes: count('Node'), links: count('Link'), groups: count('Group') }).toEqual(contents(design));
    const ids = new Set(['1', ...cells.map((cell) => cell['@id'])]);
    expect(ids.size).toBe(cells.length + 1);
    for (const { mxCell } of cells) {
      const ends = [mxCell['@parent'], mxCell['@source'], mxCell['@target']].filter((end) => end !== undefined);
      expect(ids).toEqual(new Set([...ids, ...ends]));
      // Labels are words: draw.io reads none of them as HTML.
      expect(mxCell['@style']).toContain('html=0');
    }
  });

  test('puts components where the canvas has them, from the corner of their frame', () => {
    const design: Design = {
      version: 1,
      name: 'Framed',
      groups: [{ id: 'shop', kind: 'context', collapsed: true }],
      nodes: [
        { id: 'users', kind: 'client', position: { x: -300, y: 40 } },
        { id: 'orders', kind: 'service', group: 'shop', position: { x: 100, y: 200 } },
      ],
      links: [{ id: 'in', from: 'users', to: 'orders' }],
    };
    const cells = new Map(cellsIn(textOf(drawio, design)).map((cell) => [cell['@id'], cell.mxCell]));
    const place = (id: string) => [cells.get(id)!.mxGeometry['@x'], cells.get(id)!.mxGeometry['@y']].map(Number);
    expect(place('node-users')).toEqual([-300, 40]);
    expect(cells.get('node-orders')!['@parent']).toBe('group-shop');
    const [x, y] = place('group-shop');
    const [inX, inY] = place('node-orders');
    expect([x! + inX!, y! + inY!]).toEqual([100, 200]);
  });
});

describe('Excalidraw', () => {
  interface Element {
    readonly id: string;
    readonly type: string;
    readonly text?: string;
    readonly containerId?: string | null;
    readonly boundElements: readonly { readonly id: string; readonly type: string }[];
    readonly startBinding?: { readonly elementId: string };
    readonly endBinding?: { readonly elementId: string };
  }
  test.each(designs)('has all of $title', ({ design }) => {
    const { elements } = JSON.parse(textOf(excalidraw, design)) as { elements: readonly Element[] };
    const byId = new Map(elements.map((element) => [element.id, element]));
    expect(byId.size).toBe(elements.length);
    const named = (start: string) =>
      [...byId.keys()].filter((id) => id.startsWith(`${start}-`) && !/-(name|protocol|text)$/.test(id)).length;
    const { nodes, links, groups } = contents(design);
    expect(elements.filter(({ type }) => type === 'arrow')).toHaveLength(links);
    expect(elements.filter(({ containerId }) => containerId?.startsWith('node-'))).toHaveLength(nodes);
    expect(named('group')).toBe(groups);
    for (const element of elements) {
      // Whatever names another is named by it too, or Excalidraw drops the bond.
      for (const { id, type } of element.boundElements) {
        const bound = byId.get(id)!;
        expect(bound.type).toBe(type);
        const back = type === 'text' ? [bound.containerId] : [bound.startBinding?.elementId, bound.endBinding?.elementId];
        expect(back).toContain(element.id);
      }
      expect(element.type === 'text' ? typeof element.text : 'string').toBe('string');
    }
  });
});
