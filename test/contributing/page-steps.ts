import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A block of a page that says what to do to one file, or which folder to copy. */
export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  | { readonly kind: 'change'; readonly file: string; readonly lines: readonly string[] }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string };

const fence = /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms;

/** What the code blocks of a page say, in order: a block with the name of a file is that file; `diff` changes it; `cp -r` copies a folder. */
export function stepsOf(page: string): Step[] {
  return [...page.matchAll(fence)].flatMap(([, language, file, text = '']): Step[] => {
    if (language === 'sh')
      return [...text.matchAll(/^cp -r (\S+) (\S+)$/gm)].map(([, from, to]) => ({ kind: 'copy', from: from!, to: to! }));
    if (file === undefined) return [];
    return [language === 'diff' ? { kind: 'change', file, lines: text.trimEnd().split('\n') } : { kind: 'write', file, text }];
  });
}

/** Does a step in a copy of the project. A file that a step writes must be new; lines that a change names must be there, once. */
export function take(step: Step, root: string): void {
  if (step.kind === 'copy') {
    cpSync(path.join(root, step.from), path.join(root, step.to), { recursive: true, errorOnExist: true, force: false });
    return;
  }
  const file = path.join(root, step.file);
  if (step.kind === 'write') {
    if (existsSync(file)) throw new Error(`${step.file} is there already`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, step.text);
    return;
  }
  writeFileSync(file, changed(readFileSync(file, 'utf8').split('\n'), step).join('\n'));
}

function changed(old: readonly string[], { file, lines }: Extract<Step, { kind: 'change' }>): string[] {
  const text = [...old];
  const placeOf = (line: string): number => {
    const at = text.indexOf(line);
    if (at < 0 || text.indexOf(line, at + 1) >= 0) throw new Error(`${file} has this line ${at < 0 ? 'nowhere' : 'twice'}: ${line}`);
    return at;
  };
  /** Where the next line goes; unknown before the first line that is there. */
  let next: number | null = null;
  const early: string[] = [];
  for (const line of lines) {
    const [sign, words] = [line[0], line.slice(1)];
    if (sign === '+' && next === null) early.push(words);
    else if (sign === '+') text.splice(next!++, 0, words);
    else {
      const at = placeOf(words);
      if (sign === '-') text.splice(at, 1);
      text.splice(at, 0, ...early);
      next = at + early.length + (sign === '-' ? 0 : 1);
      early.length = 0;
    }
  }
  return text;
}
