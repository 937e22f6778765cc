import { type Problem, type Severity, severities } from '../../engine/core/problem';

/** What a node or link shows of its findings. */
export interface Mark {
  /** The worst of them. */
  readonly severity: Severity;
  readonly count: number;
  /** What they say, a line each; the first few. */
  readonly words: string;
}

/** Lines in a mark's tooltip. */
const MOST_LINES = 4;

const made = new WeakMap<readonly Problem[], ReadonlyMap<string, Mark>>();

/** The mark of `nodes.shop` or `links.shop-bank`; undefined where all is well or let be. Made once for a list of findings. */
export function markOf(problems: readonly Problem[], subject: string): Mark | undefined {
  let marks = made.get(problems);
  if (!marks) {
    marks = marksOf(problems);
    made.set(problems, marks);
  }
  return marks.get(subject);
}

function marksOf(problems: readonly Problem[]): ReadonlyMap<string, Mark> {
  const bySubject = new Map<string, Problem[]>();
  for (const problem of problems) {
    const [list, id] = problem.where.split('.');
    if (problem.ignored !== undefined || (list !== 'nodes' && list !== 'links') || id === undefined) continue;
    const subject = `${list}.${id}`;
    const all = bySubject.get(subject);
    if (all) all.push(problem);
    else bySubject.set(subject, [problem]);
  }
  return new Map(
    [...bySubject].map(([subject, all]) => {
      const lines = all.slice(0, MOST_LINES).map(({ message }) => message);
      const more = all.length - lines.length;
      return [
        subject,
        {
          severity: severities.find((severity) => all.some((problem) => problem.severity === severity)) ?? 'hint',
          count: all.length,
          words: [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
        },
      ];
    }),
  );
}
