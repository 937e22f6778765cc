import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Exported } from '../../engine/export/definition';
import { writeRunInWorker } from '../engine/run-crew';
import type { StudioOptions } from './formats';

/** Runs the design as it stands, from its beginning, on a thread of its own that ends with it. */
export const writtenOfRun = (
  format: string,
  design: Design,
  { seed, requests, scale: _scale, ...options }: StudioOptions,
  signal: AbortSignal,
): Promise<Result<Exported>> => writeRunInWorker({ format, design, seed, requests, options }, signal);
