import { type Problem, type Severity, severities } from '../../engine/core/problem';
import { problemsOf } from '../panels/problem-place';

/** The worst that a node or link has, for the mark on it; '' for none. What the design lets be leaves no mark. */
export function problemMark(problems: readonly Problem[], list: 'nodes' | 'links', id: string): Severity | '' {
  const open = problemsOf(problems, list, id).filter(({ ignored }) => ignored === undefined);
  return severities.find((severity) => open.some((problem) => problem.severity === severity)) ?? '';
}
