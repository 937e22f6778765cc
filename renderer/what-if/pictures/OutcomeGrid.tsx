import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconMinus, IconOctagonMinusFilled } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './outcome.module.css';

type Outcome = 'holds' | 'degrades' | 'breaks' | 'none';

const icons = {
  holds: IconCircleCheckFilled,
  degrades: IconAlertTriangleFilled,
  breaks: IconOctagonMinusFilled,
  none: IconMinus,
} as const;

function OutcomeMark({ outcome, word }: { readonly outcome: Outcome; readonly word: string }) {
  const Icon = icons[outcome];
  return (
    <span className={classes['mark']} data-outcome={outcome}>
      <Icon size={15} aria-hidden /> {word}
    </span>
  );
}

interface OutcomeGridProps {
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly title: string }[];
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** Null where there is nothing to tell. */
  readonly cell: (row: string, column: string) => { readonly outcome: Outcome; readonly word: string } | null;
  /** Says why, for the one that was chosen. */
  readonly about: (row: string, column: string) => string;
}

/** What holds, by shape, word and colour: a row a thing, a column a fault. A cell says why when it is chosen. */
export function OutcomeGrid({ title, rows, columns, cell, about }: OutcomeGridProps) {
  const [chosen, setChosen] = useState<{ readonly row: string; readonly column: string } | null>(null);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard. */}
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={`${title}, cells`}>
        <table className={classes['grid']} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Place</VisuallyHidden>
              </th>
              {columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.title}</th>
                {columns.map((column) => {
                  const is = cell(row.id, column.id);
                  const here = chosen?.row === row.id && chosen.column === column.id;
                  return (
                    <td key={column.id}>
                      {is === null ? (
                        <span className={classes['nothing']} aria-label="not for it" role="img">
                          ·
                        </span>
                      ) : (
                        <button
                          type="button"
                          className={classes['cell']}
                          data-outcome={is.outcome}
                          aria-pressed={here}
                          onClick={() => setChosen(here ? null : { row: row.id, column: column.id })}
                        >
                          <OutcomeMark {...is} />
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes['about']} aria-live="polite">
        {chosen ? about(chosen.row, chosen.column) : 'Choose a cell to read why.'}
      </p>
    </>
  );
}
