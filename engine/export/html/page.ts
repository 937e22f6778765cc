import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Design } from '../../design/schema';
import { drawing } from './drawing';
import { html, type Markup } from './markup';
import { style } from './style';

/** How something is: told by a word or a sign, and by colour besides. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export interface ToneText {
  readonly text: string;
  readonly tone: Tone;
}
export type Cell = string | ToneText;

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly number?: boolean;
}

/** What a document is made of, from top to bottom, in whatever format it is written. */
export type PlainSection =
  | { readonly kind: 'words'; readonly title?: string; readonly lines: readonly Cell[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly note?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** Labels, each with what belongs to it: a line, or a list of them. */
  | { readonly kind: 'entries'; readonly title: string; readonly note?: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'drawing'; readonly title: string; readonly note?: string; readonly design: Design };

export interface Entry {
  readonly label: string;
  readonly lines: readonly Cell[];
}

/** What a page is made of: pictures of their own besides. */
export type Section = PlainSection | { readonly kind: 'picture'; readonly title: string; readonly note?: string; readonly picture: Markup };

interface PageOf<S extends Section> {
  readonly title: string;
  /** What it is about, and how it was made. */
  readonly facts: readonly string[];
  /** The answer, in a sentence. */
  readonly verdict?: ToneText;
  readonly sections: readonly S[];
}

/** A document for people. */
export type Page = PageOf<Section>;
/** One that can be written in other formats than HTML, too. */
export type PlainPage = PageOf<PlainSection>;

/** More rows than anyone reads: the rest is in the JSON document. */
const MOST_ROWS = 500;

/** Nothing may be loaded, and nothing run but what we put in: all that the page needs is in it. */
const policyOf = (moving: Moving | null): string =>
  `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'${moving ? `; script-src 'sha256-${hashOf(moving.script)}'` : ''}`;

/** What makes a page move. */
export interface Moving {
  readonly style: string;
  /** A program of ours; nothing from outside may be in it. */
  readonly script: string;
  /** What it shows, for an element of that id: data, of which nothing is run. */
  readonly data: { readonly id: string; readonly value: unknown };
}

/** As a policy names a script. @see https://www.w3.org/TR/CSP3/#match-element-to-source-list */
const hashOf = (script: string): string => btoa(String.fromCharCode(...sha256(utf8ToBytes(script))));

/** JSON that may stand in an element: nothing in it ends the element. */
const jsonText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const scriptsOf = ({ script, data }: Moving): string =>
  `<script type="application/json" id="${data.id}">${jsonText(data.value)}</script>\n<script>${script}</script>\n`;

/** How a page of ours begins, so that it can be told from other files. */
export const PAGE_START = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="Faultline">';

/** A whole HTML file that needs nothing besides. */
export function pageHtml({ title, facts, verdict, sections }: Page, version = '', moving: Moving | null = null): string {
  const head = html`<meta http-equiv="Content-Security-Policy" content="${policyOf(moving)}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} – Faultline</title>`;
  const body = html`<body>
<main>
<header>
<h1>${title}</h1>
${facts.map((fact) => html`<p class="fact">${fact}</p>\n`)}</header>
${verdict ? html`<p class="verdict ${verdict.tone}">${verdict.text}</p>` : html``}
${sections.map(section)}<footer>Faultline${version === '' ? '' : ` ${version}`}</footer>
</main>
`;
  return `${PAGE_START}\n${head.toString()}\n<style>\n${style}\n${moving?.style ?? ''}\n</style>\n</head>\n${body.toString()}${moving ? scriptsOf(moving) : ''}</body>\n</html>\n`;
}

function section(of: Section): Markup {
  switch (of.kind) {
    case 'words':
      return html`<section>
${heading(of.title)}${of.lines.map((line) => html`<p>${cell(line)}</p>\n`)}</section>
`;
    case 'picture':
      return html`<section>
${heading(of.title)}<figure>${of.picture}${note(of.note)}</figure>
</section>
`;
    case 'table':
      return table(of);
    case 'entries':
      return html`<section>
${heading(of.title)}${note(of.note)}<dl>
${of.entries.map(entry)}</dl>
</section>
`;
    case 'drawing':
      return html`<section>
${heading(of.title)}<figure>${drawing(of.design)}${note(of.note)}</figure>
</section>
`;
  }
}

const entry = ({ label, lines }: Entry): Markup => html`<dt>${label}</dt>
<dd>${lines.length === 1 ? html`<p>${cell(lines[0]!)}</p>` : html`<ul>${lines.map((line) => html`<li>${cell(line)}</li>`)}</ul>`}</dd>
`;

function table({ title, note: words, columns, rows }: Extract<Section, { kind: 'table' }>): Markup {
  const side = (i: number): string => (columns[i]?.number === true ? 'number' : '');
  const left = rows.length - MOST_ROWS;
  return html`<section>
${heading(title)}<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${columns.map((column, i) => html`<th scope="col" class="${side(i)}">${column.title}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${row.map((one, i) => html`<td class="${side(i)}">${cell(one)}</td>`)}</tr>\n`)}</tbody>
</table></div>
${note(left > 0 ? `… and ${left} more; the JSON document has them all.` : words)}</section>
`;
}

const heading = (title: string | undefined): Markup => (title === undefined ? html`` : html`<h2>${title}</h2>\n`);
const note = (words: string | undefined): Markup => (words === undefined ? html`` : html`<p class="note">${words}</p>`);
const cell = (of: Cell): Markup => (typeof of === 'string' ? html`${of}` : html`<span class="${of.tone}">${of.text}</span>`);
