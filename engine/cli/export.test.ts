import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exporters } from '../export/registry';
import { designIn } from '../design/share-link';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-export-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'shop.faultline.json');
// With something for each format to write.
writeFileSync(
  file,
  JSON.stringify({
    ...shop,
    nodes: [
      ...shop.nodes,
      {
        id: 'prices',
        kind: 'service',
        operations: [{ name: 'look up', steps: [{ kind: 'publish', link: 'prices-news', event: 'Looked up' }] }],
      },
      { id: 'news', kind: 'topic' },
    ],
    links: [
      ...shop.links,
      { id: 'shop-prices', from: 'shop', to: 'prices', protocol: 'grpc', policy: { timeout: '1s' } },
      { id: 'prices-news', from: 'prices', to: 'news', protocol: 'event' },
    ],
    faults: [{ id: 'die', action: 'replica-crash', target: { node: 'shop' }, params: {}, startAfter: '2s', duration: '500ms' }],
  }),
);

test.each(exporters)('$id is written to standard output, and beside it what is lost', async ({ id, title }) => {
  const { code, out, err } = await ran('export', file, '--to', id);
  expect({ code, lost: err.split('\n')[0] }).toEqual({ code: 0, lost: `${title} cannot say:` });
  // What is packed shows no names.
  expect(id === 'link' ? JSON.stringify(designIn(out)) : out).toMatch(/\bshop\b/i);
});

test('a file that exists is left alone, unless told otherwise', async () => {
  const output = join(folder, 'shop.mmd');
  expect(await ran('export', file, '--to', 'mermaid', '--output', output)).toMatchObject({ code: 0, out: '' });
  const first = readFileSync(output, 'utf8');
  expect(first).toContain('flowchart LR');
  const again = await ran('export', file, '--to', 'dot', '--output', output);
  expect(again.code).toBe(2);
  expect(again.err).toContain('There is such a file already');
  expect(readFileSync(output, 'utf8')).toBe(first);
  expect((await ran('export', file, '--to', 'dot', '--output', output, '--force')).code).toBe(0);
  expect(readFileSync(output, 'utf8')).toContain('digraph');
});

test('a PDF needs a file, holds both fonts, and is the same for the same design', async () => {
  expect((await ran('export', file, '--to', 'pdf')).err).toContain('--output design.pdf');
  const written = async (name: string): Promise<string> => {
    const output = join(folder, name);
    expect(await ran('export', file, '--to', 'pdf', '--dark', '--output', output)).toMatchObject({ code: 0, out: '' });
    return readFileSync(output, 'latin1');
  };
  const pdf = await written('one.pdf');
  expect(pdf).toMatch(/^%PDF-1/);
  expect(pdf.match(/\/FontFile2/g)).toHaveLength(2);
  expect(pdf).not.toContain('/Subtype /Image');
  expect(await written('two.pdf')).toBe(pdf);
});

test('blueprint and runbook are written as PDF of a run', async () => {
  expect((await ran('export', file, '--to', 'runbook-pdf')).err).toContain('--output design.runbook.pdf');
  for (const id of ['blueprint-pdf', 'runbook-pdf']) {
    const output = join(folder, `${id}.pdf`);
    const { code, err } = await ran('export', file, '--to', id, '--duration', '5s', '--output', output);
    expect({ code, lost: err }).toEqual({ code: 0, lost: expect.stringContaining('Who is on call') });
    expect(readFileSync(output, 'latin1')).toMatch(/^%PDF-1/);
  }
});

test('a picture is dark or transparent when that is asked for', async () => {
  expect((await ran('export', file, '--to', 'svg', '--dark')).out).toContain('fill="#14181d"');
  const clear = (await ran('export', file, '--to', 'svg', '--transparent')).out;
  expect(clear).not.toContain('#f4f5f7');
});

test('a format, a journey or a file that is not there is bad input', async () => {
  const format = await ran('export', file, '--to', 'visio');
  expect(format.code).toBe(2);
  expect(format.err).toContain('mermaid-sequence');
  const journey = await ran('export', file, '--to', 'mermaid-sequence', '--journey', 'nowhere');
  expect(journey.code).toBe(2);
  expect(journey.err).toContain('There is no such journey');
  expect((await ran('export', join(folder, 'none.json'), '--to', 'dot')).code).toBe(2);
});

test('every format has its line in the docs', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'export.md'), 'utf8');
  for (const { id, extension } of exporters) expect(page).toMatch(new RegExp(`\\| \`${id}\` \\|.*\`\\.${extension}\``));
});

test('a PNG has the pixels of the picture, at the scale that was asked for; a GIF has a picture for each second', async () => {
  const png = async (...more: string[]): Promise<Buffer> => {
    const output = join(folder, `${more.length}.png`);
    expect(await ran('export', file, '--to', 'png', '--output', output, ...more)).toMatchObject({ code: 0 });
    return readFileSync(output);
  };
  const [once, twice] = [await png(), await png('--scale', '2')];
  const sizeOf = (image: Buffer) => [image.readUInt32BE(16), image.readUInt32BE(20)];
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec((await ran('export', file, '--to', 'svg')).out)!.map(Number);
  expect(once.subarray(1, 4).toString()).toBe('PNG');
  expect(sizeOf(once)).toEqual([width, height]);
  expect(sizeOf(twice)).toEqual([width! * 2, height! * 2]);
  const output = join(folder, 'run.gif');
  expect(await ran('export', file, '--to', 'gif', '--duration', '5s', '--output', output)).toMatchObject({ code: 0 });
  const gif = readFileSync(output);
  expect(gif.subarray(0, 6).toString()).toBe('GIF89a');
  // A control block stands before each picture.
  expect(gif.toString('latin1').split('\u0021\u00f9\u0004')).toHaveLength(6);
});
