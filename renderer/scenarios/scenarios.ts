import type { Lesson } from '../../engine/design/lesson';
import { loadLesson } from '../../engine/design/lesson-file';
import type { Level } from '../../engine/practice/levels';
import { type Family, families, loadScenario, type ScenarioFile } from '../../engine/practice/scenario-file';

/** What the list shows of a scenario; the rest is read when it is opened. */
export interface ScenarioHead {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly family: Family;
  readonly level: Level;
  readonly tags: readonly string[];
}

/** A design that comes with the studio. */
export interface Scenario {
  /** The design file as it is. */
  readonly text: string;
  readonly lesson: Lesson | null;
  readonly file: ScenarioFile | null;
}

// Of these files only the named field is in the page that starts.
const names = import.meta.glob<string>('../../scenarios/*/design.faultline.json', { import: 'name', eager: true });
const summaries = import.meta.glob<string>('../../scenarios/*/lesson.json', { import: 'summary', eager: true });
const familyOf = import.meta.glob<Family>('../../scenarios/*/scenario.json', { import: 'family', eager: true });
const levelOf = import.meta.glob<Level>('../../scenarios/*/scenario.json', { import: 'level', eager: true });
const tagsOf = import.meta.glob<readonly string[]>('../../scenarios/*/scenario.json', { import: 'tags', eager: true });

const designs = import.meta.glob<string>('../../scenarios/*/design.faultline.json', { query: '?raw', import: 'default' });
const lessons = import.meta.glob<string>('../../scenarios/*/lesson.json', { query: '?raw', import: 'default' });
const files = import.meta.glob<string>('../../scenarios/*/scenario.json', { query: '?raw', import: 'default' });

const pathOf = (slug: string, name: string): string => `../../scenarios/${slug}/${name}`;

/** Every scenario, found by listing; checkout, the one that opens first, stands first. */
export const scenarios: readonly ScenarioHead[] = Object.entries(names)
  .map(([path, name]) => {
    const slug = path.split('/').at(-2) ?? path;
    const about = pathOf(slug, 'scenario.json');
    return {
      slug,
      name,
      summary: summaries[pathOf(slug, 'lesson.json')] ?? '',
      family: familyOf[about] ?? families[0],
      level: levelOf[about] ?? 'mid',
      tags: tagsOf[about] ?? [],
    };
  })
  .toSorted((a, b) => Number(b.slug === 'checkout') - Number(a.slug === 'checkout') || a.name.localeCompare(b.name));

export const scenarioBySlug = (slug: string | null): ScenarioHead | undefined => scenarios.find((scenario) => scenario.slug === slug);

const read = new Map<string, Promise<Scenario>>();

/** A whole scenario. Rejects where its files cannot be read. */
export function readScenario(slug: string): Promise<Scenario> {
  const known = read.get(slug);
  if (known) return known;
  const reading = readFiles(slug);
  read.set(slug, reading);
  // What went wrong once may go well the next time.
  reading.catch(() => read.delete(slug));
  return reading;
}

async function readFiles(slug: string): Promise<Scenario> {
  const design = designs[pathOf(slug, 'design.faultline.json')];
  if (!design) throw new Error(`There is no scenario "${slug}".`);
  const [text, lesson, file] = await Promise.all([
    design(),
    lessons[pathOf(slug, 'lesson.json')]?.(),
    files[pathOf(slug, 'scenario.json')]?.(),
  ]);
  const taught = lesson === undefined ? null : loadLesson(lesson);
  const told = file === undefined ? null : loadScenario(file);
  return { text, lesson: taught?.ok ? taught.value : null, file: told?.ok ? told.value : null };
}
