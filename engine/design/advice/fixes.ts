import type { Problem } from '../../core/problem';
import { indexOf } from '../design-index';
import { apply, type Edit } from '../edits';
import { keyOfFinding } from '../finding-key';
import { findingsOf, withAdvice } from '../findings';
import { examine } from '../resolve';
import type { Design } from '../schema';
import { callFixes } from './call-fixes';
import { drawingFixes } from './drawing-fixes';
import type { Fix, FixOf } from './fix';
import { viewOf } from './view';

/** Fixes by code of what they mend. */
const fixes: Readonly<Record<string, FixOf>> = { ...callFixes, ...drawingFixes };

/** Finds the fixes of one design; it is read once for all of them. A finding that it does not have, or no longer, has no fix. */
export function fixerOf(design: Design): (finding: Pick<Problem, 'code' | 'where'>) => Fix | null {
  const { resolved, problems } = examine(design);
  if (!resolved) return () => null;
  const view = viewOf(indexOf(resolved));
  const present = new Map(withAdvice(resolved, problems).map((finding) => [keyOfFinding(finding), finding]));
  return (asked) => {
    const finding = present.get(keyOfFinding(asked));
    return (finding && fixes[finding.code]?.({ finding, design, view })) ?? null;
  };
}

/** Whether there is a fix for findings of this kind; for one of them there may be none all the same. */
export const hasFix = (code: string): boolean => fixes[code] !== undefined;

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
      return finding.ignored === undefined && !tried.has(keyOfFinding(finding)) && fixOf(finding) !== null;
    });
    const fix = next && fixOf(next);
    if (!next || !fix) break;
    // What a later fix brings back is not mended twice.
    tried.add(keyOfFinding(next));
    now = fix.edits.reduce(apply, now);
    done.push({ finding: next, fix });
  }
  return { edits: done.flatMap(({ fix }) => fix.edits), design: now, done };
}
