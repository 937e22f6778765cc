import type { Problem } from '../../core/problem';
import { indexOf } from '../design-index';
import { apply } from '../edits';
import type { Edit } from '../edits';
import { findingsOf } from '../findings';
import { resolve } from '../resolve';
import type { Design } from '../schema';
import { callFixes } from './call-fixes';
import { drawingFixes } from './drawing-fixes';
import type { Fix, FixOf } from './fix';
import { viewOf } from './view';

/** Fixes by code of what they mend. */
const fixes: Readonly<Record<string, FixOf>> = { ...callFixes, ...drawingFixes };

/** Finds the fixes of one design; it is read once for all of them. */
export function fixerOf(design: Design): (finding: Problem) => Fix | null {
  const resolved = resolve(design);
  if (!resolved.ok) return () => null;
  const view = viewOf(indexOf(resolved.value));
  return (finding) => fixes[finding.code]?.({ finding, design, view }) ?? null;
}

export interface AllFixed {
  readonly edits: readonly Edit[];
  readonly design: Design;
  /** What was done, one after the other. */
  readonly done: readonly { readonly finding: Problem; readonly fix: Fix }[];
}

/** More than this is never needed; it ends what would go round. */
const MOST = 500;

/** Makes every fix that there is, each on what the one before it left. */
export function fixAll(design: Design): AllFixed {
  let now = design;
  const done: { finding: Problem; fix: Fix }[] = [];
  const tried = new Set<string>();
  while (done.length < MOST) {
    const fixOf = fixerOf(now);
    const next = findingsOf(now).find((finding) => {
      const key = `${finding.code} ${finding.where}`;
      return finding.ignored === undefined && !tried.has(key) && fixOf(finding) !== null;
    });
    const fix = next && fixOf(next);
    if (!next || !fix) break;
    // What a later fix brings back is not mended twice.
    tried.add(`${next.code} ${next.where}`);
    now = fix.edits.reduce(apply, now);
    done.push({ finding: next, fix });
  }
  return { edits: done.flatMap(({ fix }) => fix.edits), design: now, done };
}
