import { failure, type Problem, type Result, success } from '../core/problem';
import { boundsProblems, firstIssues } from './bounds';
import { checks } from './checks/registry';
import { indexOf, type UnreadableIds } from './design-index';
import { inZonesOfGroups } from './group-zones';
import { withReasons } from './ignored';
import { problemsOf } from './issues';
import { idOf } from './place';
import { type Design, type ResolvedDesign, zDesign } from './schema';

/** More than anyone reads; the last one then says how many were left out. */
const MOST_PROBLEMS = 500;

/** A document with its defaults, if it can be read, and everything that is wrong with it. */
export interface Examined {
  /** Null when a problem is an error. */
  readonly resolved: ResolvedDesign | null;
  /** Errors first. */
  readonly problems: readonly Problem[];
}

/** Schema and checks, over anything at all. Never throws. */
export function examine(document: unknown): Examined {
  const outOfBounds = boundsProblems(document);
  if (outOfBounds.length > 0) return { resolved: null, problems: outOfBounds };
  const many = firstIssues(document, MOST_PROBLEMS * 2);
  if (many) return { resolved: null, problems: bounded(problemsOf(document, many)) };
  const parsed = zDesign.safeParse(document);
  if (!parsed.success) {
    const { issues } = parsed.error;
    return {
      resolved: null,
      problems: bounded([...problemsOf(document, issues.slice(0, MOST_PROBLEMS * 2)), ...checkReadableParts(document, issues)]),
    };
  }
  const design = inZonesOfGroups(parsed.data);
  const index = indexOf(design);
  const problems = withReasons(
    checks.flatMap((check) => [...check(index)]),
    design.ignored,
  );
  const errors = problems.filter(isError);
  return { resolved: errors.length > 0 ? null : design, problems: bounded([...errors, ...problems.filter((p) => !isError(p))]) };
}

/** All that is wrong with a design in memory: errors, then warnings. */
export const check = (design: Design): readonly Problem[] => examine(design).problems;

/** Fills in the defaults of a design in memory. A design with errors is refused, with all its problems. */
export function resolve(design: Design): Result<ResolvedDesign> {
  const { resolved, problems } = examine(design);
  return resolved ? success(resolved) : failure(...problems);
}

export const isError = (problem: Problem): boolean => problem.severity === 'error';

const lists = ['nodes', 'links', 'journeys', 'slos', 'faults', 'zones', 'entities', 'invariants', 'events', 'groups', 'notes'] as const;
type List = (typeof lists)[number];
const isList = (key: unknown): key is List => lists.some((list) => list === key);

type Issue = { readonly code?: string | undefined; readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] };

/**
 * Runs the checks over what can be read, so that one bad field does not hide a link that leads nowhere. Only errors
 * count then: that a node is idle may be due to what could not be read.
 */
function checkReadableParts(document: unknown, issues: readonly Issue[]): Problem[] {
  if (typeof document !== 'object' || document === null) return [];
  const rest: Record<string, unknown> = { ...document };
  const bad = new Map<List, Set<number>>();
  for (const issue of issues) {
    const [key, item] = issue.path;
    if (isList(key) && typeof item === 'number') bad.set(key, (bad.get(key) ?? new Set()).add(item));
    else if (key === 'name') rest['name'] = 'unnamed';
    else if (key !== undefined) delete rest[String(key)];
    else for (const unknownKey of issue.keys ?? []) delete rest[unknownKey];
  }
  const unreadable = {
    nodes: new Set<string>(),
    links: new Set<string>(),
    journeys: new Set<string>(),
    slos: new Set<string>(),
    faults: new Set<string>(),
    zones: new Set<string>(),
    entities: new Set<string>(),
    invariants: new Set<string>(),
    events: new Set<string>(),
    groups: new Set<string>(),
    notes: new Set<string>(),
  };
  for (const [list, places] of bad) {
    const items = rest[list];
    if (!Array.isArray(items)) continue;
    for (const place of places) {
      const id = idOf(items[place]);
      if (id !== undefined) unreadable[list].add(id);
    }
    rest[list] = items.filter((_, i) => !places.has(i));
  }
  // A list that was dropped whole could hold any id, so nothing can be called missing.
  const parsed = isDroppedWhole(document, rest) ? null : zDesign.safeParse(rest);
  return parsed?.success ? errorsIn(parsed.data, unreadable) : [];
}

const isDroppedWhole = (document: object, rest: object): boolean => lists.some((list) => list in document && !(list in rest));

function errorsIn(design: ResolvedDesign, unreadable: UnreadableIds): Problem[] {
  const index = indexOf(design, unreadable);
  return checks.flatMap((check) => [...check(index)].filter(isError));
}

function bounded(problems: Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [
    ...problems.slice(0, MOST_PROBLEMS - 1),
    {
      code: 'more-problems',
      severity: problems.some(isError) ? 'error' : 'warning',
      where: 'file',
      message: `There are ${problems.length - MOST_PROBLEMS + 1} more problems like these.`,
      remedy: 'Solve these first; the others will show then.',
    },
  ];
}
