import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowRight, IconDots, IconTestPipe } from '@tabler/icons-react';
import { NodeToolbar, Position } from '@xyflow/react';
import { useStudio } from '../store/studio';
import { askAbout } from '../what-if/what-if-ui';
import { FaultButtons } from './FaultButtons';
import styles from './NodeBar.module.css';
import { canvasUi, enter, leave, useCanvasUi } from './canvas-ui';

/** Buttons above the node that the pointer is over, else the one selected. */
export function NodeBar() {
  const hovered = useCanvasUi((ui) => (ui.hover && 'node' in ui.hover ? ui.hover.node : null));
  const selected = useStudio((s) => (s.selection.nodes.length === 1 && s.selection.links.length === 0 ? s.selection.nodes[0] : undefined));
  const busy = useCanvasUi((ui) => ui.connecting !== null || ui.renaming !== null || ui.menu !== null || ui.dragging);
  const id = hovered ?? selected;
  const node = useStudio((s) => s.document.nodes?.find((each) => each.id === id));
  if (!node || busy) return null;
  const target = { node: node.id };
  const name = node.name ?? node.id;
  return (
    <NodeToolbar nodeId={node.id} isVisible position={Position.Top} offset={4}>
      <div
        className={`${styles['bar']} nopan nodrag`}
        role="toolbar"
        aria-label={`Actions on ${name}`}
        onMouseEnter={() => enter(target, true)}
        onMouseLeave={leave}
      >
        <FaultButtons target={target} kind={node.kind} />
        <span className={styles['divider']} />
        <Tooltip label="Link to another component (C)" openDelay={300}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label="Link to…"
            onClick={() => canvasUi.setState({ connecting: node.id })}
          >
            <IconArrowRight size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="What if… (W)" openDelay={300}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label="What if…" onClick={() => askAbout(target)}>
            <IconTestPipe size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label="More"
          onClick={(event) => canvasUi.setState({ menu: { target, x: event.clientX, y: event.clientY } })}
        >
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </div>
    </NodeToolbar>
  );
}
