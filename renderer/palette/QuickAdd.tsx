import { Paper, Portal } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useLayoutEffect, useState } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { kindPage } from '../docs/library';
import { nodeById, nodeName } from '../inspector/describe';
import { PickList } from '../pick-list/PickList';
import { searchGroups } from '../pick-list/pick';
import { useStudio } from '../store/studio';
import { addToCanvas } from './add-to-canvas';
import { type KindPick, kindPicks } from './kinds';
import styles from './palette.module.css';
import { closeQuickAdd, type OpenList, useQuickAdd } from './quick-add-ui';
import { focusPart } from '../canvas/reveal';

/** The list of kinds where the hand is: type a few letters, Enter adds. */
export function QuickAdd() {
  const open = useQuickAdd((ui) => ui.open);
  return open && <List key={`${open.at.x} ${open.at.y}`} {...open} />;
}

/** Kept between the list and the edge of the window. [px] */
const MARGIN = 8;

function List({ at, place, from }: OpenList) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [corner, setCorner] = useState(at);
  const name = useStudio((s) => (from === undefined ? null : nodeName(nodeById(s.document, from), from)));
  useClickOutside(closeQuickAdd, null, [box]);
  useLayoutEffect(() => {
    if (!box) return;
    const { width, height } = box.getBoundingClientRect();
    const inside = (value: number, size: number, end: number) => Math.max(MARGIN, Math.min(value, end - size - MARGIN));
    setCorner({ x: inside(at.x, width, innerWidth), y: inside(at.y, height, innerHeight) });
  }, [box, at]);
  const cancel = () => {
    closeQuickAdd();
    if (from !== undefined) focusPart(from);
  };
  return (
    <Portal>
      <Paper
        ref={setBox}
        role="dialog"
        aria-label="Add a component"
        withBorder
        shadow="md"
        className={styles['quick'] ?? ''}
        style={{ left: corner.x, top: corner.y }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (relatedTarget && !currentTarget.contains(relatedTarget)) closeQuickAdd();
        }}
      >
        <PickList
          label={name === null ? 'Add a component' : `Add a component, linked from ${name}`}
          placeholder={name === null ? 'Add a component' : `Add after ${name}`}
          find={(query) => searchGroups(kindPicks, query)}
          onPick={({ kind }: KindPick) => {
            closeQuickAdd();
            addToCanvas(kind, { at: place, linked: true, focused: true });
          }}
          about={about}
          none="No component has this name."
        />
      </Paper>
    </Portal>
  );
}

const about = ({ kind, description }: KindPick) => (
  <span className={styles['about']}>
    {description} <DocsLink page={kindPage(kind)} />
  </span>
);
