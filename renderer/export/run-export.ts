import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Exported } from '../../engine/export/definition';
import { writeRunInWorker } from '../engine/run-crew';
import type { StudioOptions } from './formats';

/** Requests whose traces are written: enough to look at, and few enough for a file that others open. */
const REQUESTS = 1000;

/** Runs the design as it stands, from its beginning, on a thread of its own that ends with it. */
export const writtenOfRun = (
  format: string,
  design: Design,
  { seed, scale: _scale, ...options }: StudioOptions,
  signal: AbortSignal,
): Promise<Result<Exported>> => writeRunInWorker({ format, design, seed, requests: REQUESTS, options }, signal);
