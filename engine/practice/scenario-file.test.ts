import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadScenario, type ScenarioFile } from './scenario-file';

const text = readFileSync('scenarios/checkout/scenario.json', 'utf8');
const changed = (change: (file: { script: { fault: object }[] }) => void): string => {
  const file = JSON.parse(text) as { script: { fault: object }[] };
  change(file);
  return JSON.stringify(file);
};
const places = (of: string): string[] => {
  const loaded = loadScenario(of);
  return loaded.ok ? [] : loaded.problems.map(({ where }) => where);
};

test('the file of a scenario is read as it is', () => {
  const loaded = loadScenario(text);
  expect(loaded.ok && loaded.value).toEqual(JSON.parse(text) as ScenarioFile);
});

test('what is wrong is told with its place and a remedy, all at once', () => {
  const broken = loadScenario(changed((file) => Object.assign(file, { family: 'other', level: 'chief', surplus: 1 })));
  expect(broken.ok ? [] : broken.problems.map(({ code, severity, where }) => `${severity} ${code} ${where}`)).toEqual([
    'error not-a-scenario family',
    'error not-a-scenario level',
    'error not-a-scenario file',
  ]);
});

test('a fault is read as in a design, and says which field of it is wrong', () => {
  expect(places(changed(({ script }) => Object.assign(script[0]!.fault, { target: { node: 'Not an id!' } })))).toEqual([
    'script.0.fault.target.node',
  ]);
});

test.each(['', '{', '[]', 'null', '{"version": 2}'])('%s is refused, not thrown', (bad) => {
  expect(loadScenario(bad).ok).toBe(false);
});
