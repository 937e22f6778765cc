import { Anchor, HoverCard } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './docs.module.css';
import { titleOf } from './library';
import { useOpenPage } from './open-page';

export interface Explanation {
  /** What it means, in a sentence or two. */
  readonly words: string;
  readonly page: string;
  /** Where on the page it stands; the top when left out. */
  readonly heading?: string | undefined;
}

interface ExplainedProps extends Explanation {
  /** Pause before it shows. [ms] */
  readonly openDelay?: number;
  /** What is pointed at: one element. */
  readonly children: ReactElement;
}

/** Says on hover what a number or a parameter means, and leads to the page about it. */
export function Explained({ words, page, heading, openDelay = 250, children }: ExplainedProps) {
  const open = useOpenPage((s) => s.open);
  return (
    <HoverCard
      role="tooltip"
      interactive
      // The keyboard has buttons of its own, beside the fields and in the titles of groups.
      events={{ focus: false }}
      openDelay={openDelay}
      closeDelay={80}
      position="top-start"
      offset={4}
      width="max-content"
      shadow="md"
    >
      <HoverCard.Target>{children}</HoverCard.Target>
      <HoverCard.Dropdown className={classes['explained'] ?? ''}>
        <span>{words}</span>
        <Anchor component="button" type="button" size="xs" tabIndex={-1} onClick={() => open(page, heading)}>
          Read about: {titleOf(page)}
        </Anchor>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
