import stringify from 'json-stringify-pretty-compact';
import { failure, type Problem, type Result, success } from '../core/problem';
import { readJson } from './json-text';
import { examine } from './resolve';
import type { Design, ResolvedDesign } from './schema';
import { upgrade } from './upgrades';

export interface LoadedFile {
  /** As its author wrote it, brought to the present version: what the file leaves out stays out. */
  readonly design: Design;
  /** The same with every default filled in. */
  readonly resolved: ResolvedDesign;
  readonly warnings: readonly Problem[];
}

/** Reads a design file. It gives a design, or everything that is wrong with the file; it never throws. */
export function load(text: string): Result<LoadedFile> {
  const json = readJson(text);
  if (!json.ok) return json;
  const upgraded = upgrade(json.value);
  if (!upgraded.ok) return upgraded;
  const { resolved, problems } = examine(upgraded.value);
  if (!resolved) return failure(...problems);
  return success({ design: upgraded.value as Design, resolved, warnings: problems });
}

/** Longest line that holds more than one value. */
const LINE = 100;

/**
 * Writes a design as a file. Fields keep the order and values the form in which they were written. What fits on a line of
 * 100 characters stands on one; anything longer has one field or item a line, so that a change shows as few changed lines.
 */
export const save = (design: Design): string => `${stringify(design, { maxLength: LINE })}\n`;
