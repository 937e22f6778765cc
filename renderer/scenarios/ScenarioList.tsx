import { ActionIcon, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconBooks, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import left from '../layout/LeftColumn.module.css';
import { useStudio } from '../store/studio';
import { useLibrary } from './library-ui';
import { askToOpen } from './open-scenario';
import { type Shelf, shelvesFor } from './scenario-words';
import { scenarioBySlug } from './scenarios';
import styles from './scenarios.module.css';
import { showBeside } from './beside';

/** The designs that come with the studio, family by family. */
export function ScenarioList() {
  const current = useStudio((s) => s.scenario);
  const [query, setQuery] = useState('');
  const found = shelvesFor(query);
  const first = found[0]?.scenarios[0];
  return (
    <section aria-label="Scenarios">
      <div className={styles['title']}>
        <h2 className={left['heading']}>Scenarios</h2>
        <Tooltip label="All scenarios, with what is asked">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Scenario library"
            onClick={() => useLibrary.getState().open(current ?? undefined)}
          >
            <IconBooks size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <TextInput
        size="xs"
        aria-label="Search scenarios"
        placeholder="Search"
        leftSection={<IconSearch size={13} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && query !== '' && first) askToOpen(first.slug);
          else if (event.key === 'Escape') setQuery('');
        }}
      />
      {found.map((shelf) => (
        <Family key={shelf.family} shelf={shelf} current={current} searched={query !== ''} />
      ))}
      {found.length === 0 && <p className={left['none']}>No scenario has these words.</p>}
    </section>
  );
}

interface FamilyProps {
  readonly shelf: Shelf;
  readonly current: string | null;
  readonly searched: boolean;
}

function Family({ shelf: { family, title, scenarios }, current, searched }: FamilyProps) {
  const own = scenarioBySlug(current)?.family === family;
  /** Null: nobody has pressed it yet. */
  const [pressed, setPressed] = useState<boolean | null>(null);
  const open = searched || (pressed ?? own);
  return (
    <div role="group" aria-label={title}>
      <h3 className={styles['family']}>
        <UnstyledButton className={styles['familyButton'] ?? ''} aria-expanded={open} onClick={() => setPressed(!open)}>
          <IconChevronRight size={12} className={styles['chevron']} data-open={open || undefined} aria-hidden />
          <span>{title}</span>
          <span className={styles['count']}>{scenarios.length}</span>
        </UnstyledButton>
      </h3>
      {open &&
        scenarios.map(({ slug, name, summary }) => (
          <div key={slug} data-current={current === slug || undefined} className={styles['entry']}>
            <button
              type="button"
              className={`${left['item']} ${left['scenario']}`}
              aria-current={current === slug || undefined}
              title={summary}
              onClick={() => askToOpen(slug)}
            >
              {name}
              {summary && current === slug && <small>{summary}</small>}
            </button>
            {current === slug && (
              <div className={styles['actions']}>
                <button type="button" onClick={() => showBeside(slug)}>
                  Reference beside
                </button>
                <button type="button" onClick={() => useLibrary.getState().open(slug)}>
                  Details
                </button>
              </div>
            )}
          </div>
        ))}
    </div>
  );
}
