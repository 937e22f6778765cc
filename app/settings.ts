import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { z } from 'zod';

const zSettings = z.object({
  window: z
    .object({
      x: z.int(),
      y: z.int(),
      width: z.int().min(400).max(20_000).describe('[px]'),
      height: z.int().min(300).max(20_000).describe('[px]'),
      maximized: z.boolean(),
    })
    .optional(),
  recentFiles: z.array(z.string()).max(50).default([]),
});
export type Settings = z.output<typeof zSettings>;
export type WindowPlace = NonNullable<Settings['window']>;

const file = (): string => path.join(app.getPath('userData'), 'shell.json');

/** What the shell remembers from one start to the next. What cannot be read is forgotten: none of it is worth an error. */
export function readSettings(): Settings {
  try {
    return zSettings.parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    return zSettings.parse({});
  }
}

export function changeSettings(change: Partial<Settings>): void {
  try {
    writeFileSync(file(), JSON.stringify({ ...readSettings(), ...change }, null, 2));
  } catch {
    // A profile on a full or read-only disk costs the window its place, nothing more.
  }
}
