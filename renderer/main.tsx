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
import { restoreCanvas, watchCanvas } from './practice/canvas';
import { startPractice } from './practice/practice';
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
void (first ? openScenario(first.slug) : Promise.resolve()).then(() => {
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
  void startPractice().then(restoreCanvas);
});
