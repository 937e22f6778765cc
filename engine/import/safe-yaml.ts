import { LineCounter, parseAllDocuments } from 'yaml';
import { failure, type Problem, type Result, success } from '../core/problem';

/** Bounds on YAML and JSON from outside. */
export const yamlLimits = {
  /** Characters of a file. */
  length: 4_000_000,
  /** Lists and objects in one another. */
  depth: 100,
  /** Documents of one file. */
  documents: 5_000,
  /** Values that aliases may stand for, before they count as an attack: nine lists of nine aliases each would be a billion. */
  aliases: 1_000,
  /** Lists, objects and values in all, each alias counted as often as it is used. */
  values: 500_000,
} as const;

/**
 * Reads the documents of a YAML file, or the one of a JSON file. Anchors, aliases and merge keys work within the limits.
 * Tags give no types: what comes is objects, lists, texts, numbers, truth values and null.
 */
export function readYaml(text: string): Result<readonly unknown[]> {
  if (text.length > yamlLimits.length)
    return failure(unreadable(`The file is longer than ${yamlLimits.length / 1e6} million characters.`, 'Import a part of it.'));
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isTooDeep(body)) return failure(tooDeep());
  try {
    const documents = /^\s*[[{]/.test(body) ? (asJson(body) ?? asYaml(body)) : asYaml(body);
    const problem = documents.ok ? boundsProblem(documents.value) : null;
    return problem ? failure(problem) : documents;
  } catch (error) {
    // The parser throws for aliases that lead nowhere or multiply, and where nesting exhausts the stack.
    if (error instanceof RangeError) return failure(tooDeep());
    if (error instanceof Error && /alias/i.test(error.message)) return failure(tooManyAliases());
    return failure(unreadable('Its YAML cannot be read.', 'See whether other tools can read it.'));
  }
}

function asJson(body: string): Result<readonly unknown[]> | null {
  try {
    return success([JSON.parse(body) as unknown]);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return null; // YAML in braces, perhaps.
  }
}

function asYaml(body: string): Result<readonly unknown[]> {
  const lines = new LineCounter();
  const documents = parseAllDocuments(body, { lineCounter: lines, merge: true, uniqueKeys: true, prettyErrors: false, logLevel: 'error' });
  if (!Array.isArray(documents)) return success([]);
  if (documents.length > yamlLimits.documents)
    return failure(unreadable(`The file has more than ${yamlLimits.documents} documents.`, 'Import a part of it.'));
  for (const { errors } of documents) {
    const [first] = errors;
    if (first)
      return failure(
        unreadable(
          `Line ${lines.linePos(first.pos[0]).line}: ${plain(first.message)}`,
          'Mend the YAML: indentation, colons, quotation marks.',
        ),
      );
  }
  return success(documents.map((document) => document.toJS({ maxAliasCount: yamlLimits.aliases }) as unknown));
}

const plain = (message: string): string => message.split('\n')[0]!.slice(0, 200);

/** Flow brackets and compact list dashes in one another, counted before anything recursive sees the text. */
function isTooDeep(body: string): boolean {
  let depth = 0;
  for (let i = 0; i < body.length; i += 1) {
    const c = body.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) depth += 1;
    else if (c === 0x5d || c === 0x7d) depth -= 1;
    // A text may hold a bracket that is never closed; a thousand of them is no text.
    if (depth > yamlLimits.depth * 10) return true;
  }
  return new RegExp(`(^|\\n) *([-?] ){${yamlLimits.depth}}`).test(body);
}

/** Whether what was read is too deep or too much, aliases followed. */
function boundsProblem(documents: readonly unknown[]): Problem | null {
  const open: { value: unknown; depth: number }[] = documents.map((value) => ({ value, depth: 0 }));
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    count += 1;
    if (count > yamlLimits.values) return unreadable(`The file holds more than ${yamlLimits.values} values.`, 'Import a part of it.');
    if (depth > yamlLimits.depth) return tooDeep();
    if (typeof value !== 'object' || value === null) continue;
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
  return null;
}

const unreadable = (message: string, remedy: string): Problem => ({
  code: 'import-unreadable',
  severity: 'error',
  where: 'file',
  message,
  remedy,
});
const tooDeep = (): Problem =>
  unreadable(`Lists and objects lie more than ${yamlLimits.depth} deep in one another.`, 'Check that it is the file that you meant.');
const tooManyAliases = (): Problem =>
  unreadable(
    'Its aliases stand for too much, or for nothing.',
    'Write out what the aliases stand for, or check that it is the file that you meant.',
  );
