import { Menu } from '@mantine/core';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import styles from './Canvas.module.css';
import { canvasUi, useCanvasUi } from './canvas-ui';
import { addConnected } from './connecting';
import { kindIcon } from './icons';

const kinds = (Object.keys(nodeKinds) as NodeKind[]).filter((kind) => nodeKinds[kind].role !== 'source');

/** Asks what to put where a link was let go over the empty canvas. Arrow keys and letters choose, Escape leaves it. */
export function KindMenu() {
  const adding = useCanvasUi((ui) => ui.adding);
  const close = () => canvasUi.setState({ adding: null });
  return (
    <Menu opened={adding !== null} onClose={close} position="right-start" width={190} shadow="md" withinPortal>
      <Menu.Target>
        <span className={styles['anchor']} style={{ left: adding?.x ?? 0, top: adding?.y ?? 0 }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown className={styles['kinds'] ?? ''} aria-label="Component to add and link">
        <Menu.Label>Add and link</Menu.Label>
        {adding &&
          kinds.map((kind) => {
            const Icon = kindIcon(kind);
            return (
              <Menu.Item key={kind} leftSection={<Icon size={15} aria-hidden />} onClick={() => addConnected(adding.from, kind, adding.at)}>
                {nodeKinds[kind].title}
              </Menu.Item>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
