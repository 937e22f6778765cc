import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DocsLink } from '../../docs/DocsLink';
import { hasPage } from '../../docs/library';
import classes from '../what-if.module.css';

interface FormShellProps {
  readonly title: string;
  /** What it answers, in a sentence. */
  readonly about: string;
  /** Its page in the documents. */
  readonly page: string;
  /** Word on the button. */
  readonly action: string;
  /** Why it cannot be asked yet; null when it can. */
  readonly missing: string | null;
  readonly onAsk: () => void;
  /** Stands before the button. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** What all forms of questions share: what it answers, the fields, and the button. */
export function FormShell({ title, about, page, action, missing, onAsk, foot, children }: FormShellProps) {
  return (
    <form
      className={classes['form']}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) onAsk();
      }}
    >
      <p className={classes['about']}>
        <strong>{title}.</strong> {about} {hasPage(page) && <DocsLink page={page} />}
      </p>
      <div className={classes['fields']}>{children}</div>
      <div className={classes['foot']}>
        {foot}
        <Button type="submit" size="xs" disabled={missing !== null} leftSection={<IconPlayerPlay size={14} aria-hidden />}>
          {action}
        </Button>
        {missing !== null && <span className={classes['note']}>{missing}</span>}
      </div>
    </form>
  );
}
