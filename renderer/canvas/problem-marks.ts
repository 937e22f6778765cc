import type { Problem } from '../../engine/core/problem';

/** Problems whose place is this node or link, or something in it. */
export const problemsOf = (problems: readonly Problem[], list: 'nodes' | 'links', id: string): readonly Problem[] =>
  problems.filter(({ where }) => where === `${list}.${id}` || where.startsWith(`${list}.${id}.`));

export function problemMark(problems: readonly Problem[], list: 'nodes' | 'links', id: string): 'error' | 'warning' | '' {
  const all = problemsOf(problems, list, id);
  if (all.some((problem) => problem.severity === 'error')) return 'error';
  return all.length > 0 ? 'warning' : '';
}
