import type { Level } from '../../engine/practice/levels';
import { families, type Family } from '../../engine/practice/scenario-file';
import { search } from '../pick-list/pick';
import { type ScenarioHead, scenarios } from './scenarios';

export const familyTitle: Readonly<Record<Family, string>> = {
  commerce: 'Shops and money',
  patterns: 'Patterns',
  classics: 'Interview classics',
  failures: 'How systems fail',
  'demo-shops': 'Known demos',
};

export const levelTitle: Readonly<Record<Level, string>> = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior' };

const picks = scenarios.map((head) => ({
  ...head,
  id: head.slug,
  title: head.name,
  group: familyTitle[head.family],
  note: head.summary,
  words: [...head.tags, levelTitle[head.level], head.slug].join(' '),
}));

export interface Shelf {
  readonly family: Family;
  readonly title: string;
  readonly scenarios: readonly ScenarioHead[];
}

/** The scenarios that fit a search, family by family; families without any are left out. @param level of whom; anybody's when left out */
export function shelvesFor(query: string, level: Level | null = null): readonly Shelf[] {
  const found = search(picks, query).filter((head) => level === null || head.level === level);
  return families.flatMap((family) => {
    const members = found.filter((head) => head.family === family);
    return members.length === 0 ? [] : [{ family, title: familyTitle[family], scenarios: members }];
  });
}
