import { readFileSync } from 'node:fs';

/** What every trace says of itself. */
export interface Producer {
  readonly name: string;
  readonly version?: string;
}

/** Reads a recorded trace: decisions of a real library or server, driven by a script with a fake clock. */
export function trace<T>(name: string): T & { readonly producer: Producer } {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8')) as T & { readonly producer: Producer };
}

/** Traces count in milliseconds. [ns] */
export const NANOS_PER_MS = 1e6;
