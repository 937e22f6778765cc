import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadLesson } from '../../../engine/design/lesson-file';
import { loadScenario } from '../../../engine/practice/scenario-file';
import { loadChallenge } from '../../../engine/practice/challenge-file';

// The figures of docs/how-the-physics-is-checked.md are counted in what the tests hold: tables that they write, data that they read.

const root = path.resolve(import.meta.dirname, '../../..');
const file = path.join(root, 'docs/how-the-physics-is-checked.md');
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
const list = (folder: string, end: string): string[] => readdirSync(path.join(root, folder)).filter((name) => name.endsWith(end));

/** Rows of the tables of a page, without their heads. */
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| | '))
    .map((line) => line.slice(2, -2).split(' | '));

function laws(): { readonly claims: number; readonly cases: number } {
  const claims = list('docs/laws', '.md')
    .filter((name) => name !== 'cases.md')
    .map((name) => rows(read('docs/laws', name)).filter(([first]) => first !== 'law').length);
  return {
    claims: claims.reduce((sum, one) => sum + one, 0),
    cases: rows(read('docs/laws/cases.md')).filter(([first]) => first !== 'case').length,
  };
}

/** How far predictions are off what was measured. [%] */
function measured(): { readonly systems: number; readonly figures: number; readonly mean: number; readonly worst: number } {
  const page = read('docs/measured.md');
  const shares = rows(page).flatMap((cells) => {
    const last = /^(-?[\d.]+) %$/.exec(cells.at(-1) ?? '');
    return last ? [Math.abs(Number(last[1]))] : [];
  });
  return {
    systems: [...page.matchAll(/^`test\/measured\/data\//gm)].length,
    figures: shares.length,
    mean: shares.reduce((sum, one) => sum + one, 0) / shares.length,
    worst: Math.max(...shares),
  };
}

function scenarios() {
  const sum = { lessons: 0, lessonClaims: 0, scenarios: 0, scripted: 0, weak: 0, challenges: 0 };
  for (const slug of readdirSync(path.join(root, 'scenarios'))) {
    const part = (name: string): string | null => {
      const at = path.join(root, 'scenarios', slug, name);
      return existsSync(at) ? readFileSync(at, 'utf8') : null;
    };
    const lesson = loadLesson(part('lesson.json') ?? '');
    if (lesson.ok) {
      sum.lessons += 1;
      sum.lessonClaims += lesson.value.steps.flatMap(({ claims }) => claims).length;
    }
    const scenario = loadScenario(part('scenario.json') ?? '');
    if (scenario.ok) {
      sum.scenarios += 1;
      sum.scripted += scenario.value.script.flatMap(({ claims }) => claims).length;
      sum.weak += scenario.value.weak.length;
    }
    if (loadChallenge(part('challenge.json') ?? '').ok) sum.challenges += 1;
  }
  return sum;
}

function figures(): string {
  const { claims, cases } = laws();
  const systems = measured();
  const library = scenarios();
  const speed = JSON.parse(read('test/bench/limits.json')) as { checkoutTimesRealTime: number };
  const digests = Object.keys(JSON.parse(read('test/swarm/digests.json')) as object).length;
  return `## The figures of today

Counted by a test in what the tests hold, so that they are those of the sources that you have.

| what | today |
|---|---|
| laws: claims with theory inside a 99 % interval | ${claims}, of ${cases} reference cases and more |
| oracles: files of recorded decisions of real libraries and servers | ${list('test/oracles/data', '.json').length} |
| measured systems | ${systems.systems}; ${systems.figures} figures, off by ${systems.mean.toFixed(2)} % on average and ${systems.worst.toFixed(2)} % at most |
| phenomena of the literature | ${list('test/phenomena', '.test.ts').length} |
| lessons | ${library.lessons}, with ${library.lessonClaims} claimed numbers |
| scenarios held to what they say | ${library.scenarios}: ${library.scripted} claims about faults, ${library.weak} weak variants that fail, and the load at which each breaks |
| challenges that fail as shipped and can be solved | ${library.challenges} |
| random designs whose digests are pinned | ${digests} |
| speed that the bench asks for | the checkout at ${speed.checkoutTimesRealTime} times real time |

`;
}

test('docs/how-the-physics-is-checked.md has the figures of today (npm run schema writes them anew)', async () => {
  const old = readFileSync(file, 'utf8');
  await expect(old.replace(/^## The figures of today\n.*?(?=^## )/ms, figures)).toMatchFileSnapshot(file);
  expect(old).toContain('## The figures of today');
  const { figures: many, worst } = measured();
  expect(many).toBeGreaterThan(30);
  expect(worst).toBeLessThan(5);
  expect(laws().claims).toBeGreaterThan(200);
});
