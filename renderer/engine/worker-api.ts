import type { EngineApi } from '../../engine/worker/api';

/** What the worker offers: the engine, and a sign of life. */
export interface WorkerApi {
  readonly engine: EngineApi;
  ping(): boolean;
}
