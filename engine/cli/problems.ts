import { createColors } from 'picocolors';
import { z } from 'zod';
import type { Problem } from '../core/problem';

/** What `check --json` writes, and `run --json` where there is nothing to run. */
export const zProblems = z.strictObject({
  format: z.literal('faultline-problems-1'),
  ok: z.boolean().describe('Whether the design can run: no problem is an error.'),
  problems: z.array(
    z.strictObject({
      code: z.string().describe('Stable name of the rule.'),
      severity: z.enum(['error', 'warning']),
      where: z.string().describe('Path into the design, list items by id.'),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
});

export const problemsJson = (problems: readonly Problem[]): string => {
  const ok = problems.every(({ severity }) => severity !== 'error');
  return `${JSON.stringify({ format: 'faultline-problems-1', ok, problems: [...problems] } satisfies z.infer<typeof zProblems>, null, 2)}\n`;
};

/** Problems as people read them: what and where, then what to do. */
export function problemsText(problems: readonly Problem[], colors: boolean): string {
  const color = createColors(colors);
  return problems
    .map(({ severity, where, message, remedy }) => {
      const label = severity === 'error' ? color.red('error') : color.yellow('warning');
      return `${label} ${color.bold(where)}\n  ${message}\n  ${color.dim(remedy)}\n`;
    })
    .join('');
}

/** "2 errors, 1 warning" */
export function problemCount(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return [counted(errors, 'error'), counted(problems.length - errors, 'warning')].filter((words) => words !== '').join(', ');
}

function counted(n: number, word: string): string {
  if (n === 0) return '';
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
