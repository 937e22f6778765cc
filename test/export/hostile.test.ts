import { Window } from 'happy-dom';
import Papa from 'papaparse';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parseAst } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { parseAllDocuments, visit } from 'yaml';
import type { Exporter } from '../../engine/export/definition';
import { pdfFonts } from '../../engine/cli/pdf-fonts';
import { designIn } from '../../engine/design/share-link';
import { paperPdfs } from '../../engine/export/documents';
import { exporters } from '../../engine/export/registry';
import { run } from '../../engine/simulate/run';
import { recordRun } from '../../engine/simulate/recorded-run';
import { scenario } from '../golden/scenarios';
import { poisoned, textsIn } from '../support/poisoned';
import { readPdf, textOfPdf } from './pdf-reader';

// A design whose author means harm, in every format there is: each text that a file may choose freely is an attack. What comes out
// is read by a parser of its format, and nothing in it acts. A new format is tried without a line here, unless it ends in something new.

const { design, texts } = poisoned(scenario('checkout-choreographed').design);
const made = new Map<string, string>();
const papers = new Map<string, Uint8Array>();

beforeAll(async () => {
  const recorded = recordRun(design, { duration: 6, requests: 200 });
  const report = run(design, { duration: 6, warmup: 1 });
  if (!recorded.ok || !report.ok) throw new Error('the design does not run');
  const options = {};
  for (const exporter of exporters) made.set(exporter.id, textOf(exporter, { ...recorded.value, design, report: report.value }, options));
  for (const { id, write } of paperPdfs) {
    const paper = await write({ design, report: report.value }, options, await pdfFonts());
    if (paper.ok) papers.set(id, paper.value);
  }
}, 60_000);

type Everything = Parameters<Extract<Exporter, { of: 'run' }>['write']>[0];
function textOf(exporter: Exporter, everything: Everything, options: object): string {
  const written = exporter.of === 'design' ? exporter.write(design, options) : exporter.write(everything, options);
  if (!written.ok) throw new Error(`${exporter.id}: ${JSON.stringify(written.problems)}`);
  return written.value.text;
}

test('a file may choose many texts, and each of them was an attack', () => {
  expect(texts).toBeGreaterThan(30);
  expect(textsIn(design).filter((text) => text.includes('pwned')).length).toBeGreaterThan(30);
});

type Judge = (text: string) => readonly string[];

/** What acts in a page, a picture or a text that a tool takes for HTML. */
function actsInMarkup(text: string, kind: 'text/html' | 'image/svg+xml'): string[] {
  const page = new Window({ settings: { disableJavaScriptEvaluation: true, disableJavaScriptFileLoading: true } });
  const document = new page.DOMParser().parseFromString(text ?? '', kind);
  const harms: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (/^(iframe|object|embed|foreignobject|img|base|form|link|parsererror)$/.test(name)) harms.push(`<${name}>`);
    // Data in a page is not run.
    const data = element.getAttribute('type') === 'application/json';
    if (name === 'script' && data) harms.push(...actsInJson(element.textContent ?? ''));
    else if (name === 'script' && runs(element.textContent ?? '')) harms.push(`script ${element.textContent}`);
    if (name === 'style' && /pwned|@import|url\(\s*["']?http/.test(element.textContent ?? '')) harms.push('style');
    for (const { name: attribute, value: given } of element.attributes) {
      const value = given ?? '';
      if (attribute.startsWith('on')) harms.push(`${name} ${attribute}=${value}`);
      if (/^(xlink:)?(href|src)$/.test(attribute) && /pwned|^\s*(javascript|data:text)/i.test(value))
        harms.push(`${name} ${attribute}=${value}`);
    }
  }
  page.close();
  return harms;
}

/** Whether the code names `pwned` outside of a string. */
function runs(code: string): boolean {
  const named = JSON.stringify(parseAst(code), (key, value: unknown) => (key === 'raw' || key === 'value' ? undefined : value));
  return named.includes('pwned');
}

/** draw.io takes the labels of its cells for HTML where their style does not say otherwise, and opens what is in `link`. */
const actsInDrawio: Judge = (text) => {
  const page = new Window();
  const xml = new page.DOMParser().parseFromString(text, 'text/xml');
  const attributes = [...xml.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ name, value }) => [name, value ?? '']),
  );
  page.close();
  const styles = attributes.filter(([name]) => name === 'style').map(([, value]) => value ?? '');
  return [
    ...styles.filter((style) => !style.includes('html=0;') || /html=1|pwned|shape=image|image=/.test(style)),
    ...attributes.flatMap(([name = '']) => (/^(link|tooltip|on.*|placeholders)$/.test(name) ? [name] : [])),
    ...(styles.length === 0 ? ['nothing was read'] : []),
  ];
};

const actsInJson: Judge = (text) => {
  const harms: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if (['__proto__', 'constructor', 'prototype'].includes(key)) harms.push(key);
    if (/^(url|link|href|src)$/i.test(key) && typeof value === 'string' && /pwned/.test(value)) harms.push(`${key}: ${value}`);
    return value;
  });
  return harms;
};

const actsInYaml: Judge = (text) =>
  parseAllDocuments(text, { strict: true, uniqueKeys: true }).flatMap((document) => {
    const harms = document.errors.map(({ message }) => message);
    visit(document, {
      // A writer may name what it says twice; it names it itself.
      Alias: (_key, { source }) => void (/^a\d+$/.test(source) || harms.push(`alias ${source}`)),
      Scalar: (key, { value, tag, anchor }) => {
        if (tag !== undefined || /pwned/.test(anchor ?? '')) harms.push(`${tag} ${anchor}`);
        if (key === 'key' && typeof value === 'string' && /^(pwned|<<|__proto__)/.test(value)) harms.push(`key ${value}`);
      },
    });
    return harms;
  });

const actsInCsv: Judge = (text) =>
  Papa.parse<readonly string[]>(text.trimEnd())
    .data.flat()
    .filter((cell) => /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)));

interface Part {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Part[];
}
const wordsOf = (part: Part): string => part.value ?? (part.children ?? []).map(wordsOf).join('');
/** An address that stands there as it is may be a link; words that hide one may not. */
const actsInMarkdown: Judge = (text) => {
  const parts = (part: Part): Part[] => [part, ...(part.children ?? []).flatMap(parts)];
  return parts(unified().use(remarkParse).use(remarkGfm).parse(text) as Part)
    .filter((part) => {
      const { type, url = '' } = part;
      const hidden = url.includes('pwned') && !wordsOf(part).startsWith('http');
      return ['html', 'image', 'definition'].includes(type) || hidden || /^\s*(javascript|data|vbscript):/i.test(url);
    })
    .map(({ type, url }) => `${type} ${url ?? ''}`);
};

/** Languages read line by line: no line begins with what a name wanted it to begin with. Their own parsers read them in the other tests. */
const actsInLines: Judge = (text) =>
  text.split(/\r?\n/).filter((line) => /^\s*(pwned|- <<|click\b|!include (?!<C4\/)|@enduml.|\*\/|"@pwned)/.test(line));

const judges: readonly (readonly [RegExp, Judge])[] = [
  [/svg$/, (text) => actsInMarkup(text, 'image/svg+xml')],
  [/html$/, (text) => actsInMarkup(text, 'text/html')],
  [/drawio$/, actsInDrawio],
  [/(json|excalidraw)$/, actsInJson],
  [/ya?ml$/, actsInYaml],
  [/csv$/, actsInCsv],
  [/(^|\.)md$/, actsInMarkdown],
  [/js$/, (text) => (runs(text) ? ['code'] : [])],
  [/(mmd|d2|dot|dsl|puml|prom|proto)$/, actsInLines],
  // A link is packed: what is in it is read as strictly as a file.
  [/txt$/, (text) => (/^[\w:/]+#design=[\w-]+$/.test(text) && designIn(text).ok ? [] : ['a sign that no link has'])],
];

test.each(exporters.map(({ id, extension }) => [id, extension] as const))('nothing acts in %s (.%s)', (id, extension) => {
  const judge = judges.find(([ending]) => ending.test(extension))?.[1];
  expect(judge, 'Say in `judges` how this format is read, and what acts in it').toBeDefined();
  const text = made.get(id)!;
  // Were the names not in it, nothing would be tried.
  expect(text.length).toBeGreaterThan(50);
  expect(judge?.(text)).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each(paperPdfs.map(({ id }) => id))('nothing acts in %s', async (id) => {
  const pdf = await readPdf(papers.get(id)!);
  expect(textOfPdf(pdf)).toContain('pwned');
  expect(pdf.acts).toEqual([]);
});

test('the judges see what acts', async () => {
  const { jsPDF: Document } = await import('jspdf');
  const paper = new Document().text('x', 10, 10);
  paper.link(0, 0, 10, 10, { url: 'http://pwned' });
  expect((await readPdf(new Uint8Array(paper.output('arraybuffer')))).acts).toHaveLength(1);

  const acting: readonly (readonly [ending: string, text: string])[] = [
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>pwned()</script></svg>'],
    ['html', '<p onclick="pwned()">x</p>'],
    ['html', '<a href="javascript:pwned()">x</a>'],
    ['drawio', '<mxGraphModel><mxCell style="html=1;" value="&lt;img src=x onerror=pwned()&gt;"/></mxGraphModel>'],
    ['json', '{"__proto__":{}}'],
    ['yaml', 'a: &pwned 1\nb: *pwned'],
    ['yaml', 'a: 1\npwned: 1'],
    ['csv', 'a,b\n1,=pwned(1)'],
    ['md', 'a <img src=x>'],
    ['md', '[x](javascript:pwned())'],
    ['js', 'const x = `${pwned()}`;'],
    ['puml', '@startuml\n!include http://pwned\n@enduml'],
  ];
  for (const [ending, text] of acting) {
    const judge = judges.find(([pattern]) => pattern.test(ending))?.[1];
    expect([text, judge?.(text).length]).not.toEqual([text, 0]);
  }
});
