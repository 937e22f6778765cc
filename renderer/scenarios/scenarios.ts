import { type Lesson, zLesson } from '../../engine/design/lesson';

/** A design that comes with the studio. */
export interface Scenario {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  /** The design file as it is. */
  readonly text: string;
  readonly lesson: Lesson | null;
}

const designs = import.meta.glob<string>('../../scenarios/*/design.faultline.json', { query: '?raw', import: 'default', eager: true });
const lessons = import.meta.glob<string>('../../scenarios/*/lesson.json', { query: '?raw', import: 'default', eager: true });

/** Every scenario, found by listing; checkout, the one that opens first, stands first. */
export const scenarios: readonly Scenario[] = Object.entries(designs)
  .map(([path, text]) => {
    const slug = path.split('/').at(-2) ?? path;
    const head = JSON.parse(text) as { name?: string; description?: string };
    const raw = lessons[path.replace('design.faultline.json', 'lesson.json')];
    const lesson = raw ? (zLesson.safeParse(JSON.parse(raw)).data ?? null) : null;
    return { slug, text, lesson, name: head.name ?? slug, summary: lesson?.summary ?? head.description ?? '' };
  })
  .sort((a, b) => Number(b.slug === 'checkout') - Number(a.slug === 'checkout') || a.name.localeCompare(b.name));

export const scenarioBySlug = (slug: string | null): Scenario | undefined => scenarios.find((scenario) => scenario.slug === slug);
