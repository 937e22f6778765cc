import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { contentOf } from '../../../engine/design/groups';
import type { Design, DesignGroup } from '../../../engine/design/schema';
import { formatRate } from '../../panels/format';
import type { LiveStore } from '../../store/live';
import { studio, useStudio } from '../../store/studio';
import card from '../ComponentCard.module.css';
import { LiveText } from '../LiveText';
import { healthMeaning } from '../../../engine/measure/health';
import { healthIcon } from '../icons';
import { GroupName } from './GroupName';
import { Place } from './GroupFrame';
import { groupIcon } from './group-icons';
import { collapse } from './group-changes';
import styles from './groups.module.css';
import { groupKindTitle } from './kind-titles';
import { useWorst } from './use-worst';

export type CollapsedNode = Node<{ readonly group: DesignGroup }, 'collapsed'>;

/** A group as one card: how many components it holds, and the worst state among them. */
export const CollapsedCard = memo(function CollapsedCard({ data: { group }, selected }: NodeProps<CollapsedNode>) {
  const design = useStudio((s) => s.document);
  const { nodes, entries } = useMemo(() => insideOf(design, group.id), [design, group.id]);
  const worst = useWorst(nodes);
  const [health = 'idle', where = ''] = worst.split('\n');
  const state = health as keyof typeof healthIcon;
  const Icon = groupIcon[group.kind];
  const StateIcon = healthIcon[state];
  const name = group.name ?? group.id;
  return (
    <div
      className={`${card['card']} ${styles['collapsed']}`}
      data-health={state}
      data-selected={selected || undefined}
      data-testid={`group-${group.id}`}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} className={card['handle'] ?? ''} />
      <div className={card['head']}>
        <Icon className={card['kind']} role="img" aria-label={groupKindTitle[group.kind]} />
        <GroupName group={group} />
        <Place group={group} />
        <span className={styles['push']} />
        <Tooltip label="Expand (Shift+C)" openDelay={400}>
          <ActionIcon
            className="nodrag"
            variant="subtle"
            color="gray"
            size={22}
            aria-label={`Expand ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              const { document, edit } = studio.getState();
              edit(collapse(document, [group.id], false));
            }}
          >
            <IconMaximize size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={card['state']} title={healthMeaning[state]} data-testid={`group-health-${group.id}`}>
        <StateIcon aria-hidden />
        <span>{state}</span>
      </div>
      <LiveText className={card['rate']} read={(l) => formatRate(arrivals(l, entries))} />
      <div className={card['facts']}>
        <span>{nodes.length === 1 ? '1 component' : `${nodes.length} components`}</span>
      </div>
      <div className={card['facts']}>
        <span className={styles['where']}>{where && `Worst: ${where}`}</span>
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} className={card['handle'] ?? ''} />
    </div>
  );
});

/** Components in a group, and the links by which calls come into it. */
function insideOf(design: Design, group: string): { nodes: readonly string[]; entries: readonly string[] } {
  const { nodes } = contentOf(design, group);
  const inside = new Set(nodes);
  const entries = (design.links ?? []).filter(({ from, to }) => inside.has(to) && !inside.has(from)).map(({ id }) => id);
  return { nodes, entries };
}

/** Calls that come in from outside. [1/s] */
function arrivals(live: LiveStore, entries: readonly string[]): number {
  let sum = 0;
  for (const link of entries) sum += live.link(link, 'calls') || 0;
  return live.frames === 0 ? Number.NaN : sum;
}
