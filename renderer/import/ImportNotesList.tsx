import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { ImportNotes } from '../../engine/import/definition';
import classes from './import.module.css';

const parts = [
  { of: 'guessed', title: 'Guessed', what: 'look at these', Icon: IconHelpCircle },
  { of: 'missing', title: 'Missing', what: 'not in the file, or not in a design', Icon: IconAlertTriangle },
  { of: 'inferred', title: 'Inferred', what: 'follows from the file', Icon: IconCircleCheck },
] as const;

/** How sure everything is, what is least so first. */
export function ImportNotesList({ notes }: { readonly notes: ImportNotes }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <div className={classes['notes']} tabIndex={0} role="region" aria-label="What was understood">
      {parts.map(({ of, title, what, Icon }) => (
        <section key={of} aria-label={title}>
          <h3>
            <Icon size={15} aria-hidden /> {title} <span className={classes['count']}>{notes[of].length}</span> <small>{what}</small>
          </h3>
          {notes[of].length > 0 && (
            <ul>
              {notes[of].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
