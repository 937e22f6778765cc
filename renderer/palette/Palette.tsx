import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useState } from 'react';
import type { NodeGroup } from '../../engine/nodes/definition';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { CARD, freePlace } from '../canvas/auto-layout';
import { newNode } from '../canvas/changes';
import { kindIcon } from '../canvas/icons';
import styles from '../layout/LeftColumn.module.css';
import { studio } from '../store/studio';
import { KIND_TYPE } from './drag-type';

const groupTitles: Record<NodeGroup, string> = {
  traffic: 'Traffic',
  edge: 'Edge',
  compute: 'Compute',
  data: 'Data',
  messaging: 'Messaging',
  external: 'Outside',
};
const kinds = Object.keys(nodeKinds) as NodeKind[];
const groups = Object.keys(groupTitles) as NodeGroup[];

/** Every kind of component: drag it onto the canvas, or press it to add one in the middle. */
export function Palette() {
  const [search, setSearch] = useState('');
  const add = useAdd();
  const wanted = search.trim().toLowerCase();
  const fits = (kind: NodeKind) => `${nodeKinds[kind].title} ${kind} ${nodeKinds[kind].description}`.toLowerCase().includes(wanted);
  const found = kinds.filter(fits);
  return (
    <section aria-label="Components">
      <h2 className={styles['heading']}>Components</h2>
      <TextInput
        size="xs"
        aria-label="Search components"
        placeholder="Search"
        leftSection={<IconSearch size={13} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) add(found[0]);
        }}
      />
      {groups.map((group) => {
        const members = found.filter((kind) => nodeKinds[kind].group === group);
        if (members.length === 0) return null;
        return (
          <div key={group} role="group" aria-label={groupTitles[group]}>
            <h3 className={styles['group']}>{groupTitles[group]}</h3>
            {members.map((kind) => (
              <Item key={kind} kind={kind} add={add} />
            ))}
          </div>
        );
      })}
      {found.length === 0 && <p className={styles['none']}>No component has this name.</p>}
    </section>
  );
}

function Item({ kind, add }: { readonly kind: NodeKind; readonly add: (kind: NodeKind) => void }) {
  const { title, description } = nodeKinds[kind];
  const Icon = kindIcon(kind);
  return (
    <button
      type="button"
      className={styles['item']}
      title={description}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(KIND_TYPE, kind);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={() => add(kind)}
    >
      <Icon size={16} aria-hidden />
      {title}
    </button>
  );
}

/** Adds a component in the middle of what is seen, or where there is room next to it. */
function useAdd(): (kind: NodeKind) => void {
  const flow = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  return (kind) => {
    const { document, edit, select } = studio.getState();
    const box = flow.getState().domNode?.getBoundingClientRect() ?? { x: 0, y: 0, width: 800, height: 500 };
    const middle = screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    const at = { x: middle.x - CARD.width / 2, y: middle.y - CARD.height / 2 };
    const node = newNode(
      document,
      kind,
      freePlace(
        at,
        flow.getState().nodes.map(({ position }) => position),
      ),
    );
    edit({ kind: 'add-node', node });
    select({ nodes: [node.id] });
  };
}
