import { IconAlertTriangle, IconArrowsDiff, IconCircleCheck, IconEqual } from '@tabler/icons-react';
import classes from './what-if.module.css';

export type Tone = 'good' | 'bad' | 'mixed' | 'none';
const icons = { good: IconCircleCheck, bad: IconAlertTriangle, mixed: IconArrowsDiff, none: IconEqual } as const;

/** What an answer comes to, for someone who reads nothing else: a word, a shape, and a sentence. */
export function Verdict({ tone, word, text }: { readonly tone: Tone; readonly word: string; readonly text: string }) {
  const Icon = icons[tone];
  return (
    <p className={classes['verdict']} data-tone={tone} role="status" aria-label="Verdict">
      <Icon size={18} aria-hidden />
      <span>
        <strong>{word.charAt(0).toUpperCase() + word.slice(1)}.</strong> {text}
      </span>
    </p>
  );
}
