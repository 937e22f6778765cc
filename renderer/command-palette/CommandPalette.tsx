import { Modal } from '@mantine/core';
import { useRef } from 'react';
import { searchGroups } from '../pick-list/pick';
import { PickList } from '../pick-list/PickList';
import { studio } from '../store/studio';
import styles from './command-palette.module.css';
import { allEntries, commandEntries, faultEntries } from './entries';
import type { Entry } from './entry';
import { findEntries } from './find-entries';
import { atFirst } from './matches';
import { type Scope, closePalette, usePaletteUi } from './palette-ui';
import { recent, remember } from './recent';

/** One search for whatever the studio can do and whatever the design holds. */
export function CommandPalette() {
  const scope = usePaletteUi((ui) => ui.scope);
  const take = (entry: Entry) => {
    remember(entry.id);
    closePalette();
    // What it does may take the focus for itself, so it comes last.
    void entry.run();
  };
  return (
    <Modal
      opened={scope !== null}
      onClose={closePalette}
      returnFocus={false}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.15 }}
      attributes={{ content: { 'aria-label': scope === 'find' ? 'Find in the design' : 'Command palette' } }}
      classNames={{ body: styles['body'] ?? '', content: styles['content'] ?? '' }}
    >
      {scope !== null && <Search key={scope} scope={scope} onPick={take} />}
    </Modal>
  );
}

function Search({ scope, onPick }: { readonly scope: Scope; readonly onPick: (entry: Entry) => void }) {
  // What it offers is what was there when it opened: a list that changes under the finger is no list.
  const entries = useRef<{ readonly first: readonly Entry[]; readonly all: readonly Entry[] }>(null);
  entries.current ??= offered(scope);
  const { first, all } = entries.current;
  const finding = scope === 'find';
  return (
    <PickList
      label={finding ? 'Find in the design' : 'Command palette'}
      placeholder={finding ? 'Find a component, link, operation or event' : 'Do or find anything'}
      find={(query) => (query.trim() === '' ? first : searchGroups(all, query))}
      onPick={onPick}
      none={finding ? 'Nothing in this design has that name.' : 'Nothing has that name.'}
    />
  );
}

function offered(scope: Scope): { readonly first: readonly Entry[]; readonly all: readonly Entry[] } {
  const state = studio.getState();
  if (scope === 'find') {
    const parts = findEntries(state.document);
    return { first: parts, all: parts };
  }
  const all = allEntries(state);
  const short = new Set([...commandEntries(), ...faultEntries(state)].map(({ id }) => id));
  const last = recent();
  return { all, first: atFirst(all, last).filter(({ id, group }) => group === 'Recent' || short.has(id)) };
}
