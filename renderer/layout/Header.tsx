import { ActionIcon, Button, Group, Popover, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconCommand,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconFile,
  IconFileImport,
  IconFolderOpen,
  IconLayoutBottombar,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconMoon,
  IconSchool,
  IconPhotoDown,
  IconSun,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Severity } from '../../engine/core/problem';
import { showFinding } from '../findings/findings-ui';
import { countWords, severityColors, severityIcons } from '../findings/severity-words';
import { showExport } from '../export/export-ui';
import { showImport } from '../import/import-ui';
import { openPalette } from '../command-palette/palette-ui';
import { studio, useStudio } from '../store/studio';
import styles from './Header.module.css';
import { type Side, togglePanel, usePanelHidden } from './panels';
import { Problems } from '../panels/Problems';
import { closePractice, openPractice, usePracticeUi } from '../practice/practice-ui';
import { TourOffer } from '../tour/TourOffer';

/** Name of the document, what can be done to it as a whole, and what is wrong with it. */
export function Header() {
  return (
    <header className={styles['header']}>
      <span className={styles['brand']}>Faultline</span>
      <DocumentName />
      <Group gap={2} wrap="nowrap">
        <Act
          icon={IconFile}
          label="New design"
          onClick={() => studio.getState().guard('Start a new design', studio.getState().newDesign)}
        />
        <Act
          icon={IconFolderOpen}
          label="Open a design (Ctrl+O)"
          onClick={() => studio.getState().guard('Open another design', () => void studio.getState().openFile())}
        />
        <Act icon={IconDeviceFloppy} label="Save (Ctrl+S)" onClick={() => void studio.getState().save()} />
        <Act icon={IconFileImport} label="Import (Ctrl+Shift+O)" onClick={() => showImport()} />
        <Act icon={IconPhotoDown} label="Export (Ctrl+Shift+E)" onClick={() => showExport(true)} />
        <span className={styles['divider']} />
        <Undo />
      </Group>
      <span className={styles['space']} />
      <TourOffer />
      <PracticeSwitch />
      <ProblemCount />
      <Group gap={2} wrap="nowrap">
        <PanelSwitch side="left" icon={IconLayoutSidebar} label="Components (Ctrl+B)" />
        <PanelSwitch side="bottom" icon={IconLayoutBottombar} label="Time and charts (Ctrl+J)" />
        <PanelSwitch side="right" icon={IconLayoutSidebarRight} label="Inspector (Ctrl+I)" />
      </Group>
      <Act icon={IconCommand} label="Command palette (Ctrl+K)" onClick={() => openPalette('all')} />
      <ColorToggle />
    </header>
  );
}

function DocumentName() {
  const name = useStudio((s) => s.file.name);
  const dirty = useStudio((s) => s.file.dirty);
  return (
    <h1 className={styles['name']} title={dirty ? `${name}: changes are not saved` : name}>
      {name}
      {dirty && <span aria-label="not saved"> •</span>}
    </h1>
  );
}

interface ActProps {
  readonly icon: TablerIcon;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}

function Act({ icon: Icon, label, onClick, disabled = false }: ActProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Pressed while the panel is shown. */
function PanelSwitch({ side, icon: Icon, label }: { readonly side: Side; readonly icon: TablerIcon; readonly label: string }) {
  const shown = !usePanelHidden(side);
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        aria-pressed={shown}
        className={styles['panelSwitch'] ?? ''}
        onClick={() => togglePanel(side)}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Pressed while practice stands in the left column. */
function PracticeSwitch() {
  const open = usePracticeUi((ui) => ui.open);
  return (
    <Button
      size="compact-sm"
      variant={open ? 'light' : 'default'}
      aria-pressed={open}
      leftSection={<IconSchool size={15} aria-hidden />}
      onClick={() => (open ? closePractice() : openPractice())}
    >
      Practice
    </Button>
  );
}

function Undo() {
  const canUndo = useStudio((s) => s.undoState.past.length > 0);
  const canRedo = useStudio((s) => s.undoState.future.length > 0);
  return (
    <>
      <Act icon={IconArrowBackUp} label="Undo (Ctrl+Z)" disabled={!canUndo} onClick={() => studio.getState().undo()} />
      <Act icon={IconArrowForwardUp} label="Redo (Ctrl+Shift+Z)" disabled={!canRedo} onClick={() => studio.getState().redo()} />
    </>
  );
}

function ProblemCount() {
  const problems = useStudio((s) => s.problems);
  const open = problems.filter(({ ignored }) => ignored === undefined);
  if (open.length === 0) return null;
  const count = (of: Severity) => open.filter(({ severity }) => severity === of).length;
  const errors = open.some(({ severity }) => severity === 'error');
  const words = countWords({ error: count('error'), warning: count('warning'), hint: count('hint') });
  const worst = errors ? 'error' : count('warning') > 0 ? 'warning' : 'hint';
  const Icon = severityIcons[worst];
  return (
    <Popover position="bottom-end" width={380} shadow="md" withArrow>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<Icon size={15} color={severityColors[worst]} aria-hidden />}>
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Problems problems={open} />
        <Button size="compact-xs" variant="default" mt={8} onClick={() => showFinding()}>
          All findings and their fixes
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColorToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return <Act icon={other === 'dark' ? IconMoon : IconSun} label={`Switch to ${other} colours`} onClick={() => setColorScheme(other)} />;
}
