import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconHelp, IconLayoutDistributeHorizontal, IconMap2, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import type { ReactNode } from 'react';
import styles from './CanvasControls.module.css';
import { arrange } from './layout/arrange';
import { toggleMap } from './canvas-map';
import { useCanvasUi } from './canvas-ui';
import { fitCanvas } from './canvas-view';
import { healthMeaning, healths } from './health';
import { healthIcon } from './icons';

/** Zoom, fit, lay out; and the legend that says what shapes and dots mean. */
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

const Dot = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
    <circle cx="5" cy="5" r="3" fill="var(--data-ok)" />
  </svg>
);
const Cross = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
    <path d="M2 2 L8 8 M8 2 L2 8" stroke="var(--data-failed)" strokeWidth="2" strokeLinecap="round" />
  </svg>
);

function Legend() {
  return (
    <Popover position="top-start" width={330} withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="What the marks mean">
          <IconHelp size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles['legend'] ?? ''}>
        <p>
          <Dot /> <strong>Calls on their way.</strong> The more attempts a second, the denser, but in steps: 1, 10, 100 and 1,000 attempts a
          second send 0.6, 2, 3.4 and 4.8 marks a second. Marks of slow calls travel slowly: 0.8 s along the link for calls of 1 ms, 1.8 s
          for 100 ms, 2.6 s for 4 s.
        </p>
        <p>
          <Cross /> <strong>Failed calls</strong> travel back to the caller, in the share in which calls fail.
        </p>
        <p>
          <strong>Lines.</strong> Dashed: events. Interrupted between two bars: cut both ways; one bar: cut one way. A switch on the line is
          a circuit breaker: its lever lies flat while calls pass and stands up while it is open.
        </p>
        <p>
          <strong>Bars on the cards</strong> fill with what is in use: workers held, a queue’s room taken, or of clients the share of
          answers in time.
        </p>
        <dl>
          {healths.map((health) => {
            const Icon = healthIcon[health];
            return (
              <div key={health}>
                <dt style={{ color: `var(--state-${health})` }}>
                  <Icon size={15} aria-hidden /> {health}
                </dt>
                <dd>{healthMeaning[health]}</dd>
              </div>
            );
          })}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
