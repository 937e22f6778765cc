import { Modal, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Level, levels } from '../../engine/practice/levels';
import { useLibrary } from './library-ui';
import { ScenarioDetails } from './ScenarioDetails';
import { levelTitle, shelvesFor } from './scenario-words';
import styles from './scenarios.module.css';

/** All scenarios, and what each of them asks. */
export function LibraryDialog() {
  const opened = useLibrary((ui) => ui.opened);
  const close = useLibrary((ui) => ui.close);
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="min(1040px, 94vw)"
      title="Scenario library"
      yOffset="5vh"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Library />
    </Modal>
  );
}

function Library() {
  const slug = useLibrary((ui) => ui.slug);
  const look = useLibrary((ui) => ui.look);
  const [query, setQuery] = useState('');
  const [level, setLevel] = useState<Level | 'any'>('any');
  const found = shelvesFor(query, level === 'any' ? null : level);
  return (
    <div className={styles['library']}>
      <div className={styles['side']}>
        <TextInput
          size="xs"
          aria-label="Search the library"
          placeholder="Name, tag or word"
          data-autofocus
          leftSection={<IconSearch size={13} aria-hidden />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            const first = shelvesFor(event.currentTarget.value, level === 'any' ? null : level)[0]?.scenarios[0];
            if (first) look(first.slug);
          }}
        />
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Level"
          value={level}
          onChange={setLevel}
          data={[{ value: 'any', label: 'All' }, ...levels.map((value) => ({ value, label: levelTitle[value] }))]}
        />
        <nav className={styles['shelves']} aria-label="Scenarios of the library">
          {found.map(({ family, title, scenarios }) => (
            <div key={family} role="group" aria-label={title}>
              <h3 className={styles['shelf']}>{title}</h3>
              {scenarios.map((head) => (
                <button
                  key={head.slug}
                  type="button"
                  className={styles['row']}
                  aria-current={head.slug === slug || undefined}
                  onClick={() => look(head.slug)}
                >
                  <span>{head.name}</span>
                  <small>{levelTitle[head.level]}</small>
                </button>
              ))}
            </div>
          ))}
          {found.length === 0 && <p className={styles['none']}>Nothing fits. Take a word away, or another level.</p>}
        </nav>
      </div>
      <ScenarioDetails key={slug} slug={slug} />
    </div>
  );
}
