import { ReactFlowProvider } from '@xyflow/react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import styles from './App.module.css';
import { Canvas } from './canvas/Canvas';
import { CommandPalette } from './command-palette/CommandPalette';
import { Shortcuts } from './command-palette/Shortcuts';
import { useCommands } from './commands/use-commands';
import { Dock } from './dock/Dock';
import { dockPanel } from './dock/dock-panel';
import { DocsDrawer } from './docs/DocsDrawer';
import { Inspector } from './inspector/Inspector';
import { RefusedFile, UnsavedGuard } from './layout/Dialogs';
import { Header } from './layout/Header';
import { LeftColumn } from './layout/LeftColumn';
import { useHost } from './layout/use-host';
import { LedgerPanel } from './panels/LedgerPanel';
import { LessonPanel } from './panels/LessonPanel';
import { useColorSchemeCommands } from './theme/color-scheme';
import { QuickAdd } from './palette/QuickAdd';
import { ReplicationsDialog } from './replications/ReplicationsDialog';
import { TimeBar } from './time/TimeBar';

/** The one window: palette and scenarios left, canvas in the middle, inspector right, time and charts below. */
export function App() {
  return (
    <ReactFlowProvider>
      <Window />
    </ReactFlowProvider>
  );
}

function Window() {
  useHost();
  useCommands();
  useColorSchemeCommands();
  return (
    <>
      <div className={styles['app']}>
        <Header />
        <Group orientation="horizontal" className={styles['body'] ?? ''} id="columns">
          <Panel id="left" defaultSize={176} minSize={150} maxSize={360} collapsible groupResizeBehavior="preserve-pixel-size">
            <LeftColumn />
          </Panel>
          <Separator className={styles['columnEdge'] ?? ''} aria-label="Width of the left column" />
          <Panel id="middle" minSize={360}>
            <Group orientation="vertical" id="rows">
              <Panel id="canvas" minSize={200}>
                <main className={styles['canvas']} aria-label="Canvas">
                  <Canvas />
                  <TimeBar />
                </main>
              </Panel>
              <Separator className={styles['rowEdge'] ?? ''} aria-label="Height of the charts" />
              <Panel
                id="time"
                panelRef={dockPanel}
                defaultSize={290}
                minSize={120}
                maxSize={520}
                collapsible
                groupResizeBehavior="preserve-pixel-size"
              >
                <Dock />
              </Panel>
            </Group>
          </Panel>
          <Separator className={styles['columnEdge'] ?? ''} aria-label="Width of the inspector" />
          <Panel id="right" defaultSize={284} minSize={240} maxSize={480} collapsible groupResizeBehavior="preserve-pixel-size">
            <aside className={styles['right']} aria-label="Inspector and lesson">
              <LessonPanel />
              <LedgerPanel />
              <Inspector />
            </aside>
          </Panel>
        </Group>
      </div>
      <RefusedFile />
      <UnsavedGuard />
      <ReplicationsDialog />
      <DocsDrawer />
      <CommandPalette />
      <QuickAdd />
      <Shortcuts />
    </>
  );
}
