import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { studio } from '../store/studio';
import type { Point, Row } from './timeline-rows';
import { barText, pointText } from './timeline-text';
import classes from './timeline.module.css';

/** The same in words, for those who cannot see it, and for the keyboard: arrows go from one to the next, and the one that has the focus is seen. */
export function TimelineWords({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return <VisuallyHidden>Nothing has happened yet.</VisuallyHidden>;
  const first = rows.flatMap(({ bars, points }) => [...bars, ...points]).find(({ subject }) => subject)?.id;
  return (
    <ul className={classes['words']} data-walk>
      {rows.map((row) => (
        <li key={row.kind}>
          <VisuallyHidden>{row.title}</VisuallyHidden>
          <ul className={classes['words']}>
            {row.bars.map((bar) => (
              <Words key={bar.id} text={barText(bar)} subject={bar.subject} first={bar.id === first} />
            ))}
            {row.points.map((point) => (
              <Words key={point.id} text={pointText(point)} subject={point.subject} first={point.id === first} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

interface WordsProps {
  readonly text: string;
  readonly subject: Point['subject'];
  /** Where the Tab key comes in; the others are reached by arrows, since a long run has hundreds. */
  readonly first: boolean;
}

function Words({ text, subject, first }: WordsProps) {
  return (
    <li>
      {subject ? (
        <UnstyledButton
          className={classes['word'] ?? ''}
          tabIndex={first ? 0 : -1}
          onKeyDown={walk}
          onClick={() => studio.getState().select(subject)}
        >
          {text}
        </UnstyledButton>
      ) : (
        <VisuallyHidden>{text}</VisuallyHidden>
      )}
    </li>
  );
}

const walks: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = walks[event.key];
  if (!way) return;
  event.preventDefault();
  const all = [...(event.currentTarget.closest('[data-walk]')?.querySelectorAll('button') ?? [])];
  all[all.findIndex((button) => button === document.activeElement) + way]?.focus();
}
