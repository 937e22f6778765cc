import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examine, isError } from '../../engine/design/resolve';
import { save } from '../../engine/design/file';
import { drawio as drawioExport } from '../../engine/export/drawio';
import { excalidraw as excalidrawExport } from '../../engine/export/excalidraw';
import { mermaid as mermaidExport } from '../../engine/export/mermaid';
import { structurizr as structurizrExport } from '../../engine/export/structurizr';
import { detectFormat, readImport } from '../../engine/import/read';
import { importers } from '../../engine/import/registry';
import { designs } from '../export/designs';

// Files that mean harm, or no sense: each is refused with a problem, or comes in as words that do nothing. What a bound must
// catch is so large that a reader without the bound would not end within the time of a test.

const codeOf = async (text: string, from?: string) => {
  const read = await readImport(text, 'x', from);
  return read.ok ? 'read' : read.problems[0]!.code;
};

const packed = (xml: string) =>
  `<mxfile><diagram>${deflateRawSync(Buffer.from(encodeURIComponent(xml))).toString('base64')}</diagram></mxfile>`;
const model = (cells: string) => `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells}</root></mxGraphModel>`;
const box = (id: string, label: string) =>
  `<mxCell id="${id}" value="${label}" style="html=1;" vertex="1" parent="1"><mxGeometry width="120" height="60" as="geometry"/></mxCell>`;
const many = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n');

describe('bounds hold before anything is parsed', () => {
  test.each(importers.map(({ id, bytes = 8_000_000 }) => ({ id, bytes })))('$id: a file beyond its size', async ({ id, bytes }) => {
    expect(await codeOf('x'.repeat(bytes + 1), id)).toBe('import-too-big');
  });

  test.each([
    ['drawio', `<mxfile>${'<a>'.repeat(200_000)}`, 'import-too-deep'],
    ['drawio', `<mxfile>${'<a/>'.repeat(300_000)}</mxfile>`, 'import-too-large'],
    ['excalidraw', `{"type":"excalidraw","elements":[${'{},'.repeat(30_000)}{}]}`, 'import-too-large'],
    ['excalidraw', `{"type":"excalidraw","elements":${'['.repeat(1_000_000)}`, 'excalidraw-not-a-scene'],
    ['structurizr', `workspace "x" {\n${'group "x" {\n'.repeat(100_000)}`, 'import-too-deep'],
    ['structurizr', `workspace "${'x'.repeat(100_000)}" {\n}`, 'structurizr-syntax'],
    ['mermaid', `flowchart LR\n${'a'.repeat(100_000)}`, 'import-line-too-long'],
    ['mermaid', `flowchart LR\n${many(50_000, (i) => `a${i} --> b${i}`)}`, 'import-too-large'],
    ['mermaid', `flowchart LR\n${many(3000, (i) => `subgraph s${i}`)}\na\n${'end\n'.repeat(3000)}`, 'import-too-large'],
    [
      'mermaid',
      `flowchart LR\n${many(20, (i) => many(20, (k) => `a${i} & b${i} & c${i} & d${i} --> e${k} & f${k} & g${k} & h${k}`))}`,
      'mermaid-not-a-flowchart',
    ],
  ])('%s: too deep, too long, too many (%#)', async (from, text, code) => {
    expect(await codeOf(text, from)).toBe(code);
  });

  test('billion laughs: a document type is refused, whatever it defines', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><mxfile>&c;</mxfile>`;
    expect(await codeOf(laughs, 'drawio')).toBe('import-doctype');
    expect(await codeOf('<mxfile a="&undefined;"/>', 'drawio')).toBe('import-not-xml');
  });

  test('a bomb of deflate: 64 MB out of 64 kB are never all unpacked', async () => {
    const bomb = `<mxfile><diagram>${deflateRawSync(Buffer.alloc(64_000_000, 0x20)).toString('base64')}</diagram></mxfile>`;
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(bomb, 'drawio')).toBe('import-not-unpacked');
    expect(await codeOf(packed(model(box('a', 'Orders'))), 'drawio')).toBe('read');
  });
});

test.each(designs)('$title, a file of our own, is taken for none of them', ({ design }) => {
  expect(detectFormat(save(design), 'design.json')).toBeNull();
});

describe('names do nothing', () => {
  const names = ['<script>alert(1)</script>', '__proto__', 'constructor', 'toString', '"; DROP TABLE x', '=HYPERLINK("x")'];

  test('they are words, and no prototype is touched', async () => {
    const escaped = (name: string) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const texts = [
      model(
        names
          .map(
            (name, i) =>
              `<object id="${i === 1 ? '__proto__' : i + 2}" label="${escaped(name)}" __proto__="x" faultlineKind="__proto__" faultlineNode="${escaped(name)}"><mxCell vertex="1" parent="1"/></object>`,
          )
          .join(''),
      ),
      JSON.stringify({
        type: 'excalidraw',
        elements: names.flatMap((name, i) => [
          { id: i === 1 ? '__proto__' : `b${i}`, type: 'rectangle', customData: { faultline: { kind: '__proto__', node: name } } },
          { id: `t${i}`, type: 'text', text: name, containerId: i === 1 ? '__proto__' : `b${i}` },
        ]),
      }),
      `flowchart LR\n${names.map((name, i) => `${i === 1 ? '__proto__' : `n${i}`}["${name.replaceAll(/["<>]/g, (c) => `#${c.charCodeAt(0)};`)}"]:::__proto__`).join('\n')}`,
      `workspace "x" {\nmodel {\n${names.map((name, i) => `${i === 1 ? '__proto__' : `n${i}`} = softwareSystem "${name.replaceAll('"', '\\"')}" "" "__proto__"`).join('\n')}\n}\n}`,
    ];
    for (const text of texts) {
      const read = await readImport(text, '__proto__');
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(
        read.value.design
          .nodes!.filter(({ id }) => id !== 'users')
          .map(({ id, name = id }) => name)
          .toSorted()
          .at(-1),
      ).toBe('toString');
      expect(save(read.value.design)).toContain('<script>alert(1)</script>');
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('HTML in a label of draw.io is read as its words', async () => {
    const read = await readImport(
      model(box('a', '&lt;b&gt;Order&lt;/b&gt;&lt;br&gt;&lt;img src=x onerror=alert(1)&gt;service &amp;amp; co')),
      'x',
    );
    expect(read.ok && read.value.design.nodes!.find(({ id }) => id !== 'users')!.name).toBe('Order service & co');
  });
});

describe('whatever is drawn, the design runs and ends', () => {
  const chart = (lines: string) => readImport(`flowchart LR\n${lines}`, 'x.mmd');
  const sane = async (lines: string) => {
    const read = await chart(lines);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(examine(read.value.design).problems.filter(isError)).toEqual([]);
    return read.value;
  };

  test('all call all: what goes round is drawn, and not used', async () => {
    const { design, notes } = await sane(many(60, (i) => many(60, (k) => (i === k ? `n${i}` : `n${i} --> n${k}`))));
    expect(design.links).toHaveLength(60 * 59 + 1);
    expect(notes.guessed.join(' ')).toMatch(/drawn but not used/);
  });

  test('layers that all call the next would be a million calls: each is asked once', async () => {
    const { design, notes } = await sane(many(6, (layer) => many(10, (i) => many(10, (k) => `l${layer}x${i} --> l${layer + 1}x${k}`))));
    expect(design.links!.length).toBeGreaterThanOrEqual(600);
    expect(notes.guessed.join(' ')).toMatch(/more than 2,000 calls/);
  });

  test('no arrow is one that a design may not have', async () => {
    const { design, notes } = await sane(`
      u([User]) --> q[Order queue]
      q --> k[Kafka] --> t[SNS topic] --> q2[Mail queue] --> w[Mailer]
      q --> dead[Dead letter queue]
      w --> w
      w --> u
      w -- consumes --> k`);
    expect(design.nodes!.filter(({ name }) => /^Intake| to /.test(name ?? '')).map(({ name }) => name)).toEqual([
      'Intake of Order queue',
      'Order queue to Kafka',
      'Kafka to SNS topic',
    ]);
    expect(notes.missing.join(' ')).toMatch(/itself.*Mailer.*to clients.*Mailer → User/s);
    expect(notes.guessed.join(' ')).toMatch(/against the arrow.*Kafka → Mailer/);
  });

  test('boxes of one name have ids of their own', async () => {
    const { design } = await sane(many(300, (i) => `n${i}[Same]`));
    expect(new Set(design.nodes!.map(({ id }) => id)).size).toBe(301);
    expect(await codeOf(`flowchart LR\n${many(1001, (i) => `n${i}`)}`)).toBe('import-too-large');
  });
});

describe('never throws', () => {
  const forms = [drawioExport, excalidrawExport, mermaidExport, structurizrExport].flatMap((exporter) =>
    designs.flatMap(({ design }) => {
      const written = exporter.write(design, {});
      return written.ok ? [written.value.text] : [];
    }),
  );

  test.each(importers.map(({ id }) => id))('%s: any text', async (id) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        for (const read of [await readImport(text, text, id), await readImport(text, text)]) expect(read).toHaveProperty('ok');
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  test('a piece of a file in the midst of another: read, or refused with problems that have place and remedy', async () => {
    const piece = fc.tuple(fc.constantFrom(...forms), fc.nat(), fc.nat({ max: 400 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), fc.nat(), piece, async (form, at, [other, from, length]) => {
        const cut = at % form.length;
        const start = from % other.length;
        const read = await readImport(form.slice(0, cut) + other.slice(start, start + length) + form.slice(cut), 'x');
        const wrong = read.ok
          ? examine(read.value.design).problems.filter(isError)
          : read.problems.filter(({ where, remedy }) => !where || !remedy);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40, seed: 9 },
    );
  });
});
