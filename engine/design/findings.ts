import type { Problem, Severity } from '../core/problem';
import { advice } from './advice/registry';
import { viewOf } from './advice/view';
import { indexOf } from './design-index';
import { withReasons } from './ignored';
import { examine } from './resolve';
import type { ResolvedDesign } from './schema';
import { staleEntries } from './stale-ignored';

/** Everything that is to be said of a document: errors, then warnings, then hints. Only one without errors gets advice. */
export function findingsOf(document: unknown): readonly Problem[] {
  const { resolved, problems } = examine(document);
  return resolved ? withAdvice(resolved, problems) : problems;
}

/** Adds advice to what is known of a design that runs. @param problems from `examine` of the same design */
export function withAdvice(design: ResolvedDesign, problems: readonly Problem[]): readonly Problem[] {
  const view = viewOf(indexOf(design));
  const all = [
    ...problems,
    ...withReasons(
      advice.flatMap((rule) => [...rule(view)]),
      design.ignored,
    ),
  ];
  return [...all, ...staleEntries(design.ignored, all)].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

const rank: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };
