import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { toggleClosed, useClosed } from '../layout/layout-memory';
import classes from './inspector.module.css';

export interface SectionProps {
  readonly title: string;
  /** Short words behind the title, a count for example. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, note, children }: SectionProps) {
  const id = useId();
  // What the user closed stays closed, when something else is selected and at the next start.
  const open = !useClosed(title);
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <h3 className={classes['sectionHead']}>
        <UnstyledButton id={id} className={classes['sectionButton'] ?? ''} onClick={() => toggleClosed(title)} aria-expanded={open}>
          <IconChevronDown size={14} stroke={1.8} className={classes['chevron']} data-open={open || undefined} aria-hidden />
          <span>{title}</span>
          {note !== undefined && <span className={classes['sectionNote']}>{note}</span>}
        </UnstyledButton>
      </h3>
      <Collapse expanded={open}>
        <div className={classes['sectionBody']}>{children}</div>
      </Collapse>
    </section>
  );
}
