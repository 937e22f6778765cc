import { failure, type Result, success } from '../core/problem';
import { importProblem } from './definition';
import { htmlWords } from './html-words';
import { unpacked } from './unpack';
import { readXml, type XmlElement } from './xml-tree';

/** A cell of a page of draw.io, with the attributes that somebody gave it. */
export interface Cell {
  readonly id: string;
  readonly parent: string | null;
  readonly is: 'vertex' | 'edge' | 'layer';
  /** In plain words. */
  readonly label: string;
  /** A word alone, such as `text`, has an empty value. */
  readonly style: ReadonlyMap<string, string>;
  readonly source: string | null;
  readonly target: string | null;
  /** From the corner of its parent. [px] */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Page {
  readonly name: string | null;
  readonly cells: readonly Cell[];
  /** Further pages of the file that are left out. */
  readonly more: number;
}

/** Reads the first page on which something is drawn, packed or plain. */
export async function readPage(text: string): Promise<Result<Page>> {
  const document = readXml(text);
  if (!document.ok) return document;
  const root = document.value;
  if (root.name === 'mxGraphModel') return success({ name: null, cells: cellsIn(root), more: 0 });
  const diagrams = root.name === 'mxfile' ? root.children.filter(({ name }) => name === 'diagram') : [];
  for (const diagram of diagrams) {
    const model = await modelIn(diagram);
    if (!model.ok) return model;
    const cells = cellsIn(model.value);
    if (cells.some(({ is }) => is === 'vertex'))
      return success({ name: diagram.attributes.get('name') ?? null, cells, more: diagrams.length - 1 });
  }
  return failure(
    importProblem('nothing-to-import', 'There is no page with a drawing in this file.', 'Check that it is a file of draw.io.'),
  );
}

async function modelIn(diagram: XmlElement): Promise<Result<XmlElement>> {
  const plain = diagram.children.find(({ name }) => name === 'mxGraphModel');
  if (plain) return success(plain);
  const packed = diagram.text.trim();
  if (packed === '') return success({ name: 'mxGraphModel', attributes: new Map(), children: [], text: '' });
  const text = decodedText(await unpacked(packed));
  if (text === null)
    return failure(
      importProblem(
        'import-not-unpacked',
        'A page of this file is packed in a way that cannot be unpacked, or is too large when it is.',
        'In draw.io, switch “Compressed” off under File, Properties, and save it again.',
      ),
    );
  return readXml(text);
}

function decodedText(text: string | null): string | null {
  try {
    return text === null ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}

function cellsIn(model: XmlElement): Cell[] {
  const root = model.children.find(({ name }) => name === 'root');
  const cells = (root?.children ?? []).flatMap((element) => cellOf(element) ?? []);
  // Ids that stand twice would make parents of strangers: the first counts.
  const seen = new Set<string>();
  return cells.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function cellOf(element: XmlElement): Cell | null {
  const cell = element.name === 'mxCell' ? element : element.children.find(({ name }) => name === 'mxCell');
  if (!cell) return null;
  const id = element.attributes.get('id') ?? cell.attributes.get('id');
  if (id === undefined) return null;
  const style = styleOf(cell.attributes.get('style') ?? '');
  const label = element.attributes.get('label') ?? element.attributes.get('value') ?? cell.attributes.get('value') ?? '';
  const geometry = cell.children.find(({ name }) => name === 'mxGeometry')?.attributes;
  const number = (name: string) => finite(geometry?.get(name));
  // What a line is placed by is not where it is.
  const relative = geometry?.get('relative') === '1';
  return {
    id,
    parent: cell.attributes.get('parent') ?? null,
    is: cell.attributes.get('edge') === '1' ? 'edge' : cell.attributes.get('vertex') === '1' ? 'vertex' : 'layer',
    label: style.get('html') === '1' ? htmlWords(label) : label.slice(0, 4000),
    style,
    source: cell.attributes.get('source') ?? null,
    target: cell.attributes.get('target') ?? null,
    x: relative ? 0 : number('x'),
    y: relative ? 0 : number('y'),
    width: number('width'),
    height: number('height'),
    attributes: element.attributes,
  };
}

const finite = (text: string | undefined): number => {
  const value = Number(text ?? 0);
  return Number.isFinite(value) ? Math.max(-1e6, Math.min(1e6, value)) : 0;
};

/** `shape=cylinder3;text;html=1` */
const styleOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .slice(0, 4000)
      .split(';')
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1)];
      }),
  );
