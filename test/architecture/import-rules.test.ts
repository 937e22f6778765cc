import { describe, expect, test } from 'vitest';
import { complaintAbout, exceptionFor, exceptions, floors } from './import-rules';
import { filesIn, foldersIn, type Import, type Module, modulesIn } from './modules';

// Fewer modules than this were never seen; a walk that finds less looks in the wrong place. Raise it as the project grows.
const atLeast = { engine: 120, renderer: 100, app: 12 } as const;
const roots = ['engine', 'renderer', 'app'] as const;
const modules = roots.flatMap((root) => modulesIn(root));
const code = modules.filter((module) => !module.isTest);

describe('import rules', () => {
  test.each(roots)('%s: enough modules were seen, and their imports', (root) => {
    const seen = modules.filter(({ name }) => name.startsWith(`${root}/`));
    expect(seen.length).toBeGreaterThanOrEqual(atLeast[root]);
    expect(seen.flatMap(({ imports }) => imports).length).toBeGreaterThan(seen.length);
  });

  test('every folder of the engine is on a floor', () => {
    const known: readonly string[] = floors.flat();
    expect(foldersIn('engine').filter((folder) => !known.includes(folder))).toEqual([]);
  });

  test.each(roots)('%s imports only what it may', (root) => {
    const complaints = code
      .filter(({ name }) => name.startsWith(`${root}/`))
      .flatMap((module) => module.imports.map((found) => ({ module, found, complaint: complaintAbout(module, found) })))
      .filter(({ complaint }) => complaint !== null)
      .map(({ module, found, complaint }) => `${module.name} imports ${found.to}: ${complaint}`);
    expect(complaints).toEqual([]);
  });

  test('every import of ours leads to a file', () => {
    const files = new Set(['package.json', ...['app', 'engine', 'renderer', 'scenarios', 'test'].flatMap((folder) => filesIn(folder))]);
    const exists = (to: string) => files.has(to) || files.has(`${to}.ts`) || files.has(`${to}.tsx`);
    const lost = modules.flatMap(({ name, imports }) =>
      imports.filter(({ ours, to }) => ours && !exists(to)).map(({ to }) => `${name} imports ${to}`),
    );
    expect(lost).toEqual([]);
  });

  test('every exception is still needed', () => {
    const used = new Set(code.flatMap((module) => module.imports.map((found) => exceptionFor(module, found))));
    expect(exceptions.filter((exception) => !used.has(exception)).map(({ why }) => why)).toEqual([]);
  });

  test('scenarios are data', () => {
    const files = filesIn('scenarios');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !/\.(json|md)$/.test(file))).toEqual([]);
  });
});

describe('the rules themselves', () => {
  // Each line breaks one rule: a rule that lets it pass is no rule.
  const cases: readonly [from: string, to: string, more?: Partial<Import>][] = [
    ['engine/core/units', 'engine/policies/breaker/generic-breaker'],
    ['engine/policies/breaker/generic-breaker', 'engine/policies/backoff'],
    ['engine/nodes/queue/queue', 'engine/nodes/cache/cache'],
    ['engine/nodes/queue/queue', 'engine/policies/breaker/generic-breaker'],
    ['engine/faults/partition', 'engine/faults/slow-down'],
    ['engine/faults/partition', 'engine/nodes/registry'],
    ['engine/measure/frame', 'engine/design/schema'],
    ['engine/design/file', 'engine/simulate/run'],
    ['engine/simulate/run', 'engine/worker/api'],
    ['engine/export/svg', 'engine/practice/prompts'],
    ['engine/worker/engine', 'engine/cli/main'],
    ['engine/simulate/run', 'renderer/store/studio', { typesOnly: true }],
    ['engine/simulate/run', 'react', { ours: false }],
    ['engine/simulate/run', 'node:fs', { ours: false }],
    ['engine/simulate/run', 'comlink', { ours: false }],
    ['engine/cli/main', 'd3-scale', { ours: false }],
    ['renderer/store/studio', 'engine/simulate/run'],
    ['renderer/store/studio', 'engine/worker/engine'],
    ['renderer/store/studio', 'app/ipc'],
    ['renderer/store/studio', 'app/files', { typesOnly: true }],
    ['renderer/store/studio', 'node:fs', { ours: false }],
    ['renderer/store/studio', 'electron', { ours: false }],
    ['app/main', 'engine/design/schema', { names: ['zDesign'] }],
    ['app/main', 'engine/simulate/run', { typesOnly: true }],
    ['app/main', 'renderer/main'],
    ['app/main', 'react', { ours: false }],
  ];
  test.each(cases)('%s may not import %s', (from, to, more) => {
    const module: Module = { name: from, isTest: false, imports: [] };
    expect(complaintAbout(module, { to, ours: true, typesOnly: false, names: [], ...more })).not.toBeNull();
  });
});
