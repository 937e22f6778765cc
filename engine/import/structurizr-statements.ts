import { failure, type Problem, type Result, success } from '../core/problem';
import { importProblem } from './definition';
import { importLimits } from './import-limits';

/** One statement of the Structurizr DSL: its words, and the statements in its braces. */
export interface Statement {
  /** Words in quotes and bare ones alike. */
  readonly words: readonly string[];
  readonly body: readonly Statement[];
  /** From 1. */
  readonly line: number;
}

/**
 * Reads the lines of the DSL as a tree of statements. A brace opens at the end of a line and closes on one of its own;
 * comments are passed over, constants replaced.
 * @see https://docs.structurizr.com/dsl/language
 */
export function readStatements(text: string): Result<readonly Statement[]> {
  const lines = logicalLines(text);
  if (!lines.ok) return lines;
  const root: Statement[] = [];
  const open: Statement[][] = [root];
  const constants = new Map<string, string>();
  for (const { text: line, number } of lines.value) {
    const words = wordsIn(line, number);
    if (!words.ok) return words;
    const tokens = words.value.map(({ text: word, bare }) =>
      bare && (word === '{' || word === '}') ? { brace: word } : { word: withConstants(word, constants) },
    );
    const opens = tokens.at(-1)?.brace === '{';
    const said = tokens.flatMap(({ word }) => (word === undefined ? [] : [word]));
    if (tokens.length === 1 && tokens[0]!.brace === '}') {
      if (open.length === 1) return failure(syntaxProblem(number, 'a brace closes that was never opened'));
      open.pop();
      continue;
    }
    if (tokens.some(({ brace }, at) => brace !== undefined && !(opens && at === tokens.length - 1)))
      return failure(syntaxProblem(number, 'a brace stands where none may stand: { ends a line, } stands alone'));
    if ((said[0] === '!const' || said[0] === '!var' || said[0] === '!constant') && said.length > 2) constants.set(said[1]!, said[2]!);
    const body: Statement[] = [];
    open.at(-1)!.push({ words: said, body, line: number });
    if (opens) open.push(body);
    if (open.length > importLimits.depth)
      return failure(
        importProblem('import-too-deep', `On line ${number} the file nests more than ${importLimits.depth} levels deep.`, 'Flatten it.'),
      );
  }
  if (open.length > 1) return failure(syntaxProblem(lines.value.at(-1)?.number ?? 1, `${open.length - 1} braces are never closed`));
  return success(root);
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Lines without comments, those that end with a backslash joined with the next. */
function logicalLines(text: string): Result<readonly Line[]> {
  const lines: Line[] = [];
  let comment = false;
  let joined = '';
  for (const [at, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = raw.trim();
    if (comment) {
      comment = !line.endsWith('*/');
      continue;
    }
    if (line.startsWith('/*')) {
      comment = !line.endsWith('*/');
      continue;
    }
    if (line === '' || line.startsWith('//') || (line.startsWith('#') && !/^#[0-9a-f]{6}$/i.test(line))) continue;
    if (joined.length + line.length > importLimits.dslLine)
      return failure(syntaxProblem(at + 1, `a line has more than ${importLimits.dslLine.toLocaleString('en')} characters`));
    if (line.endsWith('\\')) {
      joined += `${line.slice(0, -1)} `;
      continue;
    }
    lines.push({ text: joined + line, number: at + 1 });
    joined = '';
  }
  return success(lines);
}

function wordsIn(line: string, number: number): Result<readonly { readonly text: string; readonly bare: boolean }[]> {
  const words: { text: string; bare: boolean }[] = [];
  for (let at = 0; at < line.length; ) {
    const character = line[at]!;
    if (/\s/.test(character)) at += 1;
    else if (character === '"') {
      let text = '';
      at += 1;
      for (; at < line.length && line[at] !== '"'; at += 1) {
        if (line[at] === '\\' && at + 1 < line.length) at += 1;
        text += line[at];
      }
      if (at >= line.length) return failure(syntaxProblem(number, 'a text is never closed by a quotation mark'));
      at += 1;
      words.push({ text, bare: false });
    } else {
      const start = at;
      while (at < line.length && !/[\s"]/.test(line[at]!)) at += 1;
      words.push({ text: line.slice(start, at), bare: true });
    }
  }
  return success(words);
}

/** What a constant holds is not looked into again, so that constants cannot multiply. */
const withConstants = (word: string, constants: ReadonlyMap<string, string>): string =>
  word.includes('${')
    ? word
        .replaceAll(/\$\{([A-Za-z0-9_.-]{1,100})\}/g, (whole, name: string) => constants.get(name) ?? whole)
        .slice(0, importLimits.dslLine)
    : word;

const syntaxProblem = (line: number, words: string): Problem =>
  importProblem(
    'structurizr-syntax',
    `On line ${line} of the Structurizr DSL ${words}.`,
    'Correct it there; the Structurizr tools say more.',
  );
