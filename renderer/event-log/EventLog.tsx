import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { formatClock } from '../panels/format';
import { useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { jumpTo } from '../time/jump';
import { type Entry, entryOf, eventKindIds, eventKinds, type Filter, filtered, placeOf } from './entries';
import styles from './event-log.module.css';
import { kindIcons } from './kind-icons';

const ROW = 26;
const kindChoices = eventKindIds.map((value) => ({ value, label: eventKinds[value].title }));

/** What happened in the run, line by line; each leads to its place and its moment. */
export function EventLog() {
  const marks = useLive((live) => live.marks);
  const design = useStudio((s) => s.document);
  const [filter, setFilter] = useState<Filter>({ kinds: [], node: '', text: '', newestFirst: true });
  const entries = useMemo(() => marks.map(entryOf), [marks]);
  const shown = useMemo(() => filtered(entries, filter, design), [entries, filter, design]);
  return (
    <div className={styles['log']}>
      <Filters filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} shown={shown.length} all={entries.length} />
      {shown.length === 0 ? <Empty any={entries.length > 0} /> : <Rows entries={shown} />}
    </div>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
  readonly shown: number;
  readonly all: number;
}

function Filters({ filter, onChange, shown, all }: FiltersProps) {
  const nodes = useStudio((s) => s.document.nodes);
  const nodeChoices = (nodes ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));
  return (
    <div className={styles['filters']}>
      <MultiSelect
        size="xs"
        className={styles['kinds'] ?? ''}
        data={kindChoices}
        value={[...filter.kinds]}
        onChange={(kinds) => onChange({ kinds })}
        placeholder={filter.kinds.length === 0 ? 'All kinds' : ''}
        aria-label="Kinds of events"
        clearable
      />
      <Select
        size="xs"
        className={styles['node'] ?? ''}
        data={nodeChoices}
        value={filter.node === '' ? null : filter.node}
        onChange={(node) => onChange({ node: node ?? '' })}
        placeholder="All nodes"
        aria-label="Node"
        clearable
        searchable
      />
      <TextInput
        size="xs"
        className={styles['text'] ?? ''}
        value={filter.text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
        placeholder="Words"
        aria-label="Words in the text"
      />
      <SegmentedControl
        size="xs"
        data={[
          { value: 'new', label: 'Newest first' },
          { value: 'old', label: 'Oldest first' },
        ]}
        value={filter.newestFirst ? 'new' : 'old'}
        onChange={(value) => onChange({ newestFirst: value === 'new' })}
        aria-label="Order of the events"
      />
      <span className={styles['count']}>{shown === all ? `${all} events` : `${shown} of ${all} events`}</span>
      <DocsLink page="event-log" />
    </div>
  );
}

/** Only the lines in sight are drawn, however many there are. */
function Rows({ entries }: { readonly entries: readonly Entry[] }) {
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- Nothing of it is handed on to anything memoized.
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => entries[index]?.id ?? index,
  });
  return (
    <div ref={frame} className={styles['frame']} role="list" aria-label="Events">
      <div className={styles['all']} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const entry = entries[index];
          return (
            entry && (
              <div
                key={key}
                role="listitem"
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                className={styles['row']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line entry={entry} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Line({ entry }: { readonly entry: Entry }) {
  const Icon = kindIcons[entry.kind];
  return (
    <button type="button" className={styles['line']} data-ends={entry.ends || undefined} onClick={() => goTo(entry)}>
      <span className={styles['time']}>{formatClock(entry.at)}</span>
      <Icon size={14} aria-hidden className={styles['icon']} />
      <span className={styles['kind']}>{eventKinds[entry.kind].title}</span>
      <span className={styles['words']} title={entry.text}>
        {entry.text}
      </span>
    </button>
  );
}

/** To its place on the canvas, and to its moment. */
function goTo(entry: Entry): void {
  const place = placeOf(entry, studio.getState().document);
  if (place) studio.getState().select(place);
  jumpTo(entry.at / 1e9);
}

function Empty({ any }: { readonly any: boolean }) {
  return (
    <p className={styles['empty']}>
      {any
        ? 'No event fits these filters. Take one of them back to see more.'
        : 'Nothing has happened yet. Faults, tripped breakers, rejections, scaling, crashes, failovers, missed objectives and edits are listed here while the run goes on.'}
    </p>
  );
}
