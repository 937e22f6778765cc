import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMinimize } from '@tabler/icons-react';
import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { DesignGroup } from '../../../engine/design/schema';
import { studio, useStudio } from '../../store/studio';
import { useCanvasUi } from '../canvas-ui';
import { groupIcon } from './group-icons';
import styles from './groups.module.css';
import { collapse } from './group-changes';
import { groupKindTitle } from './kind-titles';
import { GroupName } from './GroupName';

export type FrameNode = Node<{ readonly group: DesignGroup }, 'frame'>;

/** A group's frame: title and border can be dragged, between them the canvas shows through. */
export const GroupFrame = memo(function GroupFrame({ data: { group }, selected }: NodeProps<FrameNode>) {
  const target = useCanvasUi((ui) => ui.dropFrame === group.id);
  const Icon = groupIcon[group.kind];
  const name = group.name ?? group.id;
  return (
    <div
      className={styles['frame']}
      data-kind={group.kind}
      data-selected={selected || undefined}
      data-target={target || undefined}
      data-testid={`group-${group.id}`}
    >
      {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
        <span key={side} className={styles['border']} data-side={side} />
      ))}
      <EmptyWords id={group.id} />
      <div className={styles['title']}>
        <Icon size={15} role="img" aria-label={groupKindTitle[group.kind]} />
        <GroupName group={group} />
        <Place group={group} />
        {target && <span className={styles['cue']}>Put it here</span>}
        <Tooltip label="Collapse (Shift+C)" openDelay={400}>
          <ActionIcon
            className="nodrag"
            variant="subtle"
            color="gray"
            size={22}
            aria-label={`Collapse ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              const { document, edit, select } = studio.getState();
              edit(collapse(document, [group.id], true));
              select({ groups: [group.id] });
            }}
          >
            <IconMinimize size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
});

/** What to do with a frame that holds nothing. */
function EmptyWords({ id }: { readonly id: string }) {
  const empty = useStudio(
    ({ document: { nodes = [], notes = [], groups = [] } }) =>
      !nodes.some(({ group }) => group === id) && !notes.some(({ group }) => group === id) && !groups.some(({ parent }) => parent === id),
  );
  return empty ? <p className={styles['empty']}>Drag components into it.</p> : null;
}

/** The zone or region that a frame stands for, where its title does not say so already. */
export function Place({ group }: { readonly group: DesignGroup }) {
  const place = group.kind === 'zone' ? group.zone : group.kind === 'region' ? group.region : null;
  const known = useStudio((s) => group.kind !== 'zone' || (s.document.zones?.some(({ id }) => id === group.zone) ?? false));
  if (place === null || place === (group.name ?? group.id)) return null;
  return (
    <small className={styles['place']} data-missing={!known || undefined}>
      {place}
    </small>
  );
}
