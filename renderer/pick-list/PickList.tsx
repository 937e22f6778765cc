import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Pick } from './pick';
import styles from './pick-list.module.css';

interface PickListProps<P extends Pick> {
  /** Name of the search for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  /** What fits the query, best first. */
  readonly find: (query: string) => readonly P[];
  readonly onPick: (pick: P) => void;
  /** Stands below the list, about the one that Enter would take. */
  readonly about?: (pick: P) => ReactNode;
  readonly none: string;
  readonly query?: string;
}

/** Rows that are drawn; who looks for one further down types another letter. */
const MOST = 60;

/** A search and what it finds: arrows choose, Enter takes. The focus stays in the search, which tells screen readers the choice. */
export function PickList<P extends Pick>({ label, placeholder, find, onPick, about, none, query: first = '' }: PickListProps<P>) {
  const id = useId();
  const [query, setQuery] = useState(first);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = find(query).slice(0, MOST);
  const active = found[Math.min(at, found.length - 1)];

  // Before anything is painted: who types on at once must not find the keys of the canvas.
  useLayoutEffect(() => input.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, query]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moved(event.key, Math.min(at, found.length - 1), found.length);
    if (next !== null) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      onPick(active);
    }
  };

  return (
    <div className={styles['box']}>
      <TextInput
        ref={input}
        aria-label={label}
        placeholder={placeholder}
        size="md"
        variant="unstyled"
        className={styles['search'] ?? ''}
        leftSection={<IconSearch size={16} aria-hidden />}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-haspopup="listbox"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(active && { 'aria-activedescendant': optionId(id, active) })}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles['list']} tabIndex={-1}>
        {runs(found).map(([group, rows]) => (
          <div key={`${group} ${rows[0]?.id}`} role="group" aria-label={group}>
            <div className={styles['group']} aria-hidden>
              {group}
            </div>
            {rows.map((pick) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The search has the keys of the whole list.
              <div
                key={pick.id}
                id={optionId(id, pick)}
                role="option"
                aria-selected={pick === active}
                tabIndex={-1}
                className={styles['option']}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setAt(found.indexOf(pick))}
                onClick={() => onPick(pick)}
              >
                {pick.Icon && <pick.Icon size={15} aria-hidden />}
                <span className={styles['title']}>{pick.title}</span>
                {pick.note && <span className={styles['note']}>{pick.note}</span>}
                {pick.keys?.[0] && (
                  <Kbd size="xs" className={styles['keys'] ?? ''}>
                    {pick.keys[0]}
                  </Kbd>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles['none']} role="status">
          {none}
        </p>
      )}
      {about && active && <div className={styles['about']}>{about(active)}</div>}
    </div>
  );
}

const optionId = (list: string, { id }: Pick) => `${list}-${id.replace(/[^\w-]+/g, '-')}`;

/** Where a key leads in a list of so many; null for keys that mean something else. The ends meet. */
function moved(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, at + 8);
  if (key === 'PageUp') return Math.max(0, at - 8);
  return null;
}

/** Neighbours of one group, together under its name. */
function runs<P extends Pick>(picks: readonly P[]): readonly (readonly [string, readonly P[]])[] {
  const all: [string, P[]][] = [];
  for (const pick of picks) {
    const last = all.at(-1);
    if (last?.[0] === pick.group) last[1].push(pick);
    else all.push([pick.group, [pick]]);
  }
  return all;
}
