import type { Level } from '../../../engine/practice/levels';
import { scenarioBySlug } from '../../scenarios/scenarios';
import type { BankPrompt } from '../prompts';

export interface Wish {
  readonly level: Level;
  /** A kind of company, or `any`. */
  readonly style: string;
  /** Words that must be in the prompt, the name of its system or its tags. */
  readonly search: string;
}

/** Tags of the system that a prompt is about. */
export const tagsOf = (slug: string): readonly string[] => scenarioBySlug(slug)?.tags ?? [];

/** Whether a prompt is what somebody wants to practise. */
export function fits({ slug, prompt }: Pick<BankPrompt, 'slug' | 'prompt'>, { level, style, search }: Wish): boolean {
  if (!prompt.levels.includes(level) || (style !== 'any' && prompt.style !== style)) return false;
  const text = [prompt.ask, scenarioBySlug(slug)?.name ?? '', ...tagsOf(slug)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
