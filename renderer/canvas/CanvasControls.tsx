import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconLayoutDistributeHorizontal, IconMap2, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import type { ReactNode } from 'react';
import styles from './CanvasControls.module.css';
import { arrange } from './layout/arrange';
import { toggleMap } from './canvas-map';
import { useCanvasUi } from './canvas-ui';
import { fitCanvas } from './canvas-view';
import { Cross, Dot, Legend } from './Legend';

/** Zoom, fit, lay out; and the legend. */
export function CanvasControls() {
  const { zoomIn, zoomOut } = useReactFlow();
  const arranging = useCanvasUi((ui) => ui.arranging);
  return (
    <Panel position="bottom-left" className={styles['bar'] ?? ''}>
      <Control label="Zoom out" onClick={() => void zoomOut()}>
        <IconMinus size={16} aria-hidden />
      </Control>
      <Control label="Zoom in" onClick={() => void zoomIn()}>
        <IconPlus size={16} aria-hidden />
      </Control>
      <Control label="Fit the design (F)" onClick={fitCanvas}>
        <IconFocusCentered size={16} aria-hidden />
      </Control>
      <Control label="Arrange by itself" busy={arranging} onClick={() => void arrange('all')}>
        <IconLayoutDistributeHorizontal size={16} aria-hidden />
      </Control>
      <Control label="Show or hide the map (M)" onClick={toggleMap}>
        <IconMap2 size={16} aria-hidden />
      </Control>
      <Legend />
      <Key />
    </Panel>
  );
}

interface ControlProps {
  readonly label: string;
  readonly busy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Control({ label, busy = false, onClick, children }: ControlProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} aria-busy={busy} loading={busy} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The two marks, always in sight. */
function Key() {
  return (
    <span className={styles['key']}>
      <Dot /> calls <Cross /> failed
    </span>
  );
}
