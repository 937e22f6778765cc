import { ActionIcon, Tooltip } from '@mantine/core';
import { Panel } from '@xyflow/react';
import { useStudio } from '../store/studio';
import { arrangeCommands } from '../commands/arrange';
import styles from './NodeBar.module.css';
import { arrangeIcons } from './arrange/icons';

/** Commands that put several things in order, shown while several are selected. */
export function SelectionBar() {
  const count = useStudio(({ selection: { nodes, groups, notes } }) => nodes.length + groups.length + notes.length);
  if (count < 2) return null;
  return (
    <Panel position="bottom-center" className={styles['above'] ?? ''}>
      <div className={`${styles['bar']} nopan`} role="toolbar" aria-label="Arrange the selection">
        {arrangeIcons.map((entry, i) => {
          if (entry === null) return <span key={`divider-${i > 6 ? 'b' : 'a'}`} className={styles['divider']} />;
          const command = arrangeCommands.find(({ id }) => id === entry.id);
          if (!command) return null;
          const { Icon } = entry;
          return (
            <Tooltip key={entry.id} label={command.title} openDelay={300}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={command.title}
                disabled={(entry.least ?? 2) > count}
                onClick={() => void command.run()}
              >
                <Icon size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          );
        })}
      </div>
    </Panel>
  );
}
