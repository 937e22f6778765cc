import type { Problem } from '../../engine/core/problem';
import { problemsOf } from '../panels/problem-place';

/** The worst that a node or link has, for the mark on it. */
export function problemMark(problems: readonly Problem[], list: 'nodes' | 'links', id: string): 'error' | 'warning' | '' {
  const all = problemsOf(problems, list, id);
  if (all.some((problem) => problem.severity === 'error')) return 'error';
  return all.length > 0 ? 'warning' : '';
}
