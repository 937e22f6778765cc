import { type JSONPath, printParseErrorCode, visit } from 'jsonc-parser';
import { failure, type Problem, type Result, success } from '../core/problem';
import { placeOf } from './place';
import { limits } from './limits';

/** Names that mean something to JavaScript objects; a file that uses them wants to break its reader. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON within the limits on size and depth. Stricter than `JSON.parse`: a field that stands twice in one object, or
 * one of the names that JavaScript gives a meaning to, is a problem.
 */
export function readJson(text: string): Result<unknown> {
  const tooBig = sizeProblem(text);
  if (tooBig) return failure(tooBig);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text; // Some editors on Windows begin every file with this mark.
  const tooDeep = depthProblem(body);
  if (tooDeep) return failure(tooDeep);
  const { syntax, keys } = lookOver(body);
  if (syntax) return failure(syntax);
  let value: unknown;
  try {
    value = body.includes('-0') ? JSON.parse(body, withoutMinusZero) : JSON.parse(body);
  } catch {
    return failure(notJson('Somewhere in it a character stands where JSON allows none.'));
  }
  return keys.length > 0 ? failure(...keys.map((key) => keyProblem(value, key))) : success(value);
}

/** Minus zero cannot be written back by `JSON.stringify`, and no field means anything by it. */
const withoutMinusZero = (_key: string, value: unknown): unknown => (value === 0 ? 0 : value);

/** Bytes that the text takes as UTF-8, looked at only as far as needed: a huge file is refused at once. */
function sizeProblem(text: string): Problem | null {
  const surelySmall = text.length * 3 <= limits.fileBytes;
  const tooBig = !surelySmall && (text.length > limits.fileBytes || new TextEncoder().encode(text).length > limits.fileBytes);
  return tooBig ? fileTooBig() : null;
}

export const fileTooBig = (): Problem => ({
  code: 'file-too-big',
  severity: 'error',
  where: 'file',
  message: `The file is larger than ${limits.fileBytes / 1e6} MB, the most that a design may take.`,
  remedy: 'Check that it is a design file. If it is, split the design into several.',
});

/** Counts brackets in one pass, before anything recursive sees the text. */
function depthProblem(text: string): Problem | null {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c)
        i += 1; // Backslash: what follows does not end the string.
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) {
      depth += 1;
      if (depth > limits.depth) return tooDeep(text, i);
    } else if (c === 0x5d || c === 0x7d) depth -= 1;
  }
  return null;
}

function tooDeep(text: string, offset: number): Problem {
  const line = text.slice(0, offset).split('\n').length;
  return {
    code: 'file-too-deep',
    severity: 'error',
    where: 'file',
    message: `On line ${line} the file nests more than ${limits.depth} levels deep.`,
    remedy: 'Put nested steps into operations of their own, and call those.',
  };
}

interface FoundKey {
  /** Of the object that holds it. */
  readonly path: JSONPath;
  readonly key: string;
  readonly line: number;
}

function lookOver(text: string): { syntax: Problem | null; keys: readonly FoundKey[] } {
  let syntax: Problem | null = null;
  const keys: FoundKey[] = [];
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Set()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty: (key, _offset, _length, line, _column, path) => {
        const seen = open.at(-1);
        if (forbiddenKeys.has(key) || seen?.has(key)) keys.push({ path: path(), key, line: line + 1 });
        seen?.add(key);
      },
      onError: (error, _offset, _length, line, column) => {
        syntax ??= notJson(
          `On line ${line + 1}, column ${column + 1}: ${syntaxWords[printParseErrorCode(error)] ?? 'a character that JSON does not allow'}.`,
        );
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return { syntax, keys };
}

const syntaxWords: Partial<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  InvalidSymbol: 'a word that is neither a number, true, false, null nor text in quotation marks',
  InvalidNumberFormat: 'a number that is not written as JSON wants it',
  PropertyNameExpected: 'a field name in quotation marks is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing after the field name',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'there is more text after the end of the design',
  InvalidCommentToken: 'a comment, which JSON does not allow',
  UnexpectedEndOfComment: 'a comment, which JSON does not allow',
  UnexpectedEndOfString: 'a text that is never closed by a quotation mark',
  UnexpectedEndOfNumber: 'a number that is not finished',
  InvalidUnicode: 'a \\u that is not followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash followed by a character that has no meaning there',
};

const notJson = (detail: string): Problem => ({
  code: 'not-json',
  severity: 'error',
  where: 'file',
  message: `The file is not valid JSON. ${detail}`,
  remedy: 'Correct it in a text editor, or open another file. Nothing was changed.',
});

const keyProblem = (document: unknown, { path, key, line }: FoundKey): Problem => {
  const where = placeOf(document, [...path, key]);
  return forbiddenKeys.has(key)
    ? {
        code: 'forbidden-field',
        severity: 'error',
        where,
        message: `A field may not be called "${key}" (line ${line}).`,
        remedy: 'Remove it.',
      }
    : {
        code: 'duplicate-field',
        severity: 'error',
        where,
        message: `"${key}" stands twice in the same place, the second time on line ${line}; only one of them would count.`,
        remedy: 'Keep one of the two.',
      };
};
