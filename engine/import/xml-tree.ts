import { SaxesParser } from 'saxes';
import { failure, type Result, success } from '../core/problem';
import { importProblem } from './definition';
import { importLimits } from './import-limits';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text straight in it, entities resolved. */
  readonly text: string;
}

/** What the reader throws to stop the parser. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads XML within bounds on depth and elements. A document type is refused: nothing here needs one, and its entities may be a bomb. */
export function readXml(text: string): Result<XmlElement> {
  const { depth, elements } = importLimits;
  interface Open {
    readonly name: string;
    readonly attributes: ReadonlyMap<string, string>;
    readonly children: XmlElement[];
    text: string;
  }
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  const parser = new SaxesParser();
  const stop = (code: string, message: string): never => {
    throw new Refused(code, message);
  };
  parser.on('error', (error) => stop('import-not-xml', `The file is not well-formed XML: ${error.message.slice(0, 200)}`));
  parser.on('doctype', () => stop('import-doctype', 'The file brings a document type of its own, which could define anything.'));
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > elements) stop('import-too-large', `The file has more than ${elements.toLocaleString('en')} elements.`);
    if (open.length >= depth) stop('import-too-deep', `The file nests more than ${depth} elements in each other.`);
    open.push({ name, attributes: new Map(Object.entries(attributes)), children: [], text: '' });
  });
  const addText = (words: string) => {
    const top = open.at(-1);
    if (top) top.text += words;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop()!;
    const around = open.at(-1);
    if (around) around.children.push(element);
    else root = element;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refused)
      return failure(importProblem(error.code, error.message, 'Save it anew with the tool that it comes from.'));
    throw error;
  }
  return root
    ? success(root)
    : failure(importProblem('import-not-xml', 'There is no XML in the file.', 'Check that it is the right file.'));
}
