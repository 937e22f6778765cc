import { expose } from 'comlink';
import { createEngine } from '../../engine/worker/engine';
import type { WorkerApi } from './worker-api';

// The worker's clock is the only thing that the engine does not have itself.
const engine = createEngine({
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

const api: WorkerApi = { engine, ping: () => true };
expose(api);
