import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** Project path without ending (`engine/core/units`), a data file with its ending, or the name of a package. */
  readonly to: string;
  readonly ours: boolean;
  /** True when nothing of it is left after compiling. */
  readonly typesOnly: boolean;
  /** Names imported; empty for side effects and `export *`. */
  readonly names: readonly string[];
}

export interface Module {
  /** Project path without ending: `engine/core/units`. */
  readonly name: string;
  readonly isTest: boolean;
  readonly imports: readonly Import[];
}

/** Every TypeScript module under a folder of the project. */
export function modulesIn(folder: string): readonly Module[] {
  return filesIn(folder)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ name: withoutEnding(file), isTest: /\.test\.tsx?$/.test(file), imports: importsOf(file) }));
}

/** Project paths of all files under a folder, in order; none when it does not exist. */
export function filesIn(folder: string): readonly string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const found = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  const names = found.map((name) => `${folder}/${name.split(path.sep).join('/')}`);
  return names.filter((name) => statSync(path.join(root, name)).isFile()).sort();
}

export const foldersIn = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const fromImports = module.staticImports.map(({ moduleRequest, entries }) => ({
    to: moduleRequest.value,
    typesOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    names: entries.flatMap(({ importName }) => importName.name ?? []),
  }));
  const fromExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, importName }) =>
      moduleRequest ? [{ to: moduleRequest.value, typesOnly: isType, names: [importName.name ?? ''] }] : [],
    ),
  );
  const later = module.dynamicImports.map(({ moduleRequest }) => ({
    to: source.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
    typesOnly: false,
    names: [],
  }));
  // A worker is loaded by its address, which no import statement shows.
  const byAddress = [...source.matchAll(/new URL\(\s*['"]([^'"]+\.tsx?)['"]\s*,\s*import\.meta\.url/g)].map((match) => ({
    to: match[1] ?? '',
    typesOnly: false,
    names: [],
  }));
  return [...fromImports, ...fromExports, ...later, ...byAddress].map((found) => resolve(file, found));
}

function resolve(file: string, { to, typesOnly, names }: Omit<Import, 'ours'>): Import {
  const bare = to.replace(/\?.*$/, '');
  if (!bare.startsWith('.')) return { to: bare, ours: false, typesOnly, names };
  return { to: withoutEnding(path.posix.join(path.posix.dirname(file), bare)), ours: true, typesOnly, names };
}

const withoutEnding = (file: string): string => file.replace(/\.tsx?$/, '');
