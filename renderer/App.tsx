import { ReactFlowProvider } from '@xyflow/react';
import styles from './App.module.css';
import { Canvas } from './canvas/Canvas';
import { CommandPalette } from './command-palette/CommandPalette';
import { Shortcuts } from './command-palette/Shortcuts';
import { useCommands } from './commands/use-commands';
import { Dock } from './dock/Dock';
import { DocsDrawer } from './docs/DocsDrawer';
import { Inspector } from './inspector/Inspector';
import { Columns } from './layout/Columns';
import { ChangedOutside, RefusedFile, UnsavedGuard } from './layout/Dialogs';
import { Header } from './layout/Header';
import { LeftColumn } from './layout/LeftColumn';
import { useHost } from './layout/use-host';
import { LedgerPanel } from './panels/LedgerPanel';
import { LessonPanel } from './panels/LessonPanel';
import { BesidePane } from './scenarios/BesidePane';
import { LibraryDialog } from './scenarios/LibraryDialog';
import { useColorSchemeCommands } from './theme/color-scheme';
import { QuickAdd } from './palette/QuickAdd';
import { FaultDialog } from './fault-script/FaultDialog';
import { PrintSheet } from './practice/report/PrintSheet';
import { ExportDialog } from './export/ExportDialog';
import { ImportDialog } from './import/ImportDialog';
import { ReplicationsDialog } from './replications/ReplicationsDialog';
import { TimeBar } from './time/TimeBar';
import { TourCard } from './tour/TourCard';
import { WhatIfWide } from './what-if/WhatIfPanel';

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
        <Columns
          left={<LeftColumn />}
          canvas={
            <section className={styles['canvas']} aria-label="Canvas">
              <div className={styles['own']}>
                <Canvas />
                <TimeBar />
                <TourCard />
              </div>
              <BesidePane />
            </section>
          }
          bottom={<Dock />}
          right={
            <aside className={styles['right']} aria-label="Inspector and lesson">
              <LessonPanel />
              <LedgerPanel />
              <Inspector />
            </aside>
          }
        />
      </div>
      <RefusedFile />
      <UnsavedGuard />
      <ChangedOutside />
      <ReplicationsDialog />
      <WhatIfWide />
      <ExportDialog />
      <ImportDialog />
      <FaultDialog />
      <LibraryDialog />
      <DocsDrawer />
      <CommandPalette />
      <QuickAdd />
      <Shortcuts />
      <PrintSheet />
    </>
  );
}
