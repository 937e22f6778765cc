import { invariant } from '../core/invariant';
import type { Result } from '../core/problem';
import type { Design } from '../design/schema';
import type { Exported, ExportOptions } from '../export/definition';
import { exporters } from '../export/registry';
import { writeIn } from '../export/write';

/** A run that is wanted in another format. Plain data. */
export interface WriteRun {
  /** Id of an exporter. */
  readonly format: string;
  readonly design: Design;
  readonly seed: number;
  /** Requests whose traces are written. */
  readonly requests: number;
  readonly options: ExportOptions;
}

export function writeRun({ format, design, seed, requests, options }: WriteRun): Result<Exported> {
  const exporter = exporters.find(({ id }) => id === format);
  invariant(exporter, 'the format is one of the registry');
  return writeIn(exporter, design, { seed, requests }, options);
}
