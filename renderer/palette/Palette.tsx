import { TextInput, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { kindPage } from '../docs/library';
import left from '../layout/LeftColumn.module.css';
import { search } from '../pick-list/pick';
import { addToCanvas } from './add-to-canvas';
import { beginKindDrag, KIND_TYPE } from './drag-type';
import { type KindPick, groupTitles, kindPicks } from './kinds';
import styles from './palette.module.css';

/** Every kind of component: drag it onto the canvas, or press it to add one beside the selected one or in the middle of the view. */
export function Palette() {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = search(kindPicks, query);
  return (
    <section aria-label="Components">
      <h2 className={left['heading']}>Components</h2>
      <TextInput
        size="xs"
        aria-label="Search components"
        placeholder="Search"
        leftSection={<IconSearch size={13} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) addToCanvas(found[0].kind);
          else if (event.key === 'Escape') setQuery('');
          else if (event.key === 'ArrowDown') step(event, list.current, 1);
        }}
      />
      <div ref={list}>
        {Object.values(groupTitles).map((group) => {
          const members = found.filter((pick) => pick.group === group);
          if (members.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={group}>
              <h3 className={left['group']}>{group}</h3>
              {members.map((pick) => (
                <Item key={pick.kind} pick={pick} onStep={(event, by) => step(event, list.current, by)} />
              ))}
            </div>
          );
        })}
      </div>
      {found.length === 0 && <p className={left['none']}>No component has this name.</p>}
    </section>
  );
}

interface ItemProps {
  readonly pick: KindPick;
  readonly onStep: (event: KeyboardEvent, by: 1 | -1) => void;
}

function Item({ pick: { kind, title, description, Icon }, onStep }: ItemProps) {
  return (
    <div className={styles['row']}>
      <Tooltip
        label={description}
        multiline
        w={240}
        position="right"
        offset={12}
        openDelay={500}
        events={{ hover: true, focus: true, touch: false }}
      >
        <button
          type="button"
          className={left['item']}
          draggable
          onDragStart={(event) => {
            beginKindDrag(kind);
            event.dataTransfer.setData(KIND_TYPE, kind);
            event.dataTransfer.effectAllowed = 'copy';
          }}
          onClick={(event) => {
            // Who clicks twice means one.
            if (event.detail < 2) addToCanvas(kind);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') onStep(event, event.key === 'ArrowDown' ? 1 : -1);
          }}
        >
          {Icon && <Icon size={16} aria-hidden />}
          {title}
        </button>
      </Tooltip>
      <DocsLink page={kindPage(kind)} />
    </div>
  );
}

/** Moves the focus along the list; upwards from the first it goes back to the search. */
function step(event: KeyboardEvent, list: HTMLElement | null, by: 1 | -1): void {
  event.preventDefault();
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button[draggable]') ?? [])];
  const at = buttons.indexOf(event.currentTarget as HTMLElement);
  const next = buttons[at + by];
  if (next) next.focus();
  else if (by === -1) list?.parentElement?.querySelector('input')?.focus();
}
