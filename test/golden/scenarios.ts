import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { load } from '../../engine/design/file';
import { type Lesson, zLesson } from '../../engine/design/lesson';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { run, type RunOptions } from '../../engine/simulate/run';

export const scenariosFolder = path.join(import.meta.dirname, '..', '..', 'scenarios');

export interface Scenario {
  readonly slug: string;
  readonly design: Design;
  readonly lesson: Lesson | null;
}

/** Every scenario there is, found by listing. */
export const scenarios = (): readonly Scenario[] =>
  readdirSync(scenariosFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => scenario(name));

export function scenario(slug: string): Scenario {
  const lesson = path.join(scenariosFolder, slug, 'lesson.json');
  return {
    slug,
    design: designIn(path.join(scenariosFolder, slug, 'design.faultline.json')),
    lesson: existsSync(lesson) ? zLesson.parse(JSON.parse(readFileSync(lesson, 'utf8'))) : null,
  };
}

export function designIn(file: string): Design {
  const loaded = load(readFileSync(file, 'utf8'));
  if (!loaded.ok) throw new Error(`${file}: ${loaded.problems.map(({ message }) => message).join(' ')}`);
  return loaded.value.design;
}

export function reportOf(design: Design, options: RunOptions): Report {
  const result = run(design, options);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.value;
}
