import './no-eval';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@xyflow/react/dist/style.css';
import './theme/tokens.css';
import './theme/forced-colors.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { invariant } from '../engine/core/invariant';
import { ErrorBoundary } from './layout/ErrorBoundary';
import { openScenario } from './scenarios/open-scenario';
import { scenarios } from './scenarios/scenarios';
import { openLinked, watchLinked } from './files/open-linked';
import { letGoOfCanvas, restoreCanvas, watchCanvas } from './practice/canvas';
import { practice, startPulse } from './practice/practice';
import { practiceUi } from './practice/practice-ui';
import { turn } from './practice/turn';
import { startRecovery } from './recovery/recovery';
import { appPorts } from './store/app-ports';
import { watchPointer } from './store/pointer-gesture';
import { cssVariables, theme } from './theme/theme';

const root = document.getElementById('root');
invariant(root, 'the page has an element "root"');

watchPointer(window);
startRecovery(appPorts.say);
const [first] = scenarios;
// First the design: an empty canvas would only flash, and what a session kept takes its place.
void openLinked(() => (first ? openScenario(first.slug) : Promise.resolve())).then(() => {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} />
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  );
  watchCanvas();
  watchLinked();
  startPulse();
  void turn.begin({
    gained: async () => {
      // Where the other window was, this one goes on.
      await practiceUi.persist.rehydrate();
      await practice.getState().load();
      await restoreCanvas();
    },
    lost: letGoOfCanvas,
  });
});
