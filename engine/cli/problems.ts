import { createColors } from 'picocolors';
import { z } from 'zod';
import { type Problem, severities } from '../core/problem';

/** What `check --json` writes, and `run --json` where there is nothing to run. */
export const zProblems = z.strictObject({
  format: z.literal('faultline-problems-1'),
  ok: z.boolean().describe('Whether the design can run: no problem is an error.'),
  problems: z.array(
    z.strictObject({
      code: z.string().describe('Stable name of the rule.'),
      severity: z
        .enum(severities)
        .describe('Error: it does not run. Warning: it runs, and likely does not do what was meant. Hint: a weakness.'),
      where: z.string().describe('Path into the design, list items by id.'),
      message: z.string(),
      remedy: z.string(),
      ignored: z.string().optional().describe('Why the design lets it be; left out when it does not.'),
    }),
  ),
});

export const problemsJson = (problems: readonly Problem[]): string => {
  const ok = problems.every(({ severity }) => severity !== 'error');
  return `${JSON.stringify({ format: 'faultline-problems-1', ok, problems: [...problems] } satisfies z.infer<typeof zProblems>, null, 2)}\n`;
};

/** Problems as people read them: what and where, then what to do. Those that the design lets be come last, in a line each. */
export function problemsText(problems: readonly Problem[], colors: boolean): string {
  const color = createColors(colors);
  const paint = { error: color.red, warning: color.yellow, hint: color.cyan } as const;
  const open = problems.filter(({ ignored }) => ignored === undefined);
  return [
    ...open.map(
      ({ severity, code, where, message, remedy }) =>
        `${paint[severity](severity)} ${color.bold(where)}${severity === 'error' ? '' : ` ${color.dim(code)}`}\n  ${message}\n  ${color.dim(remedy)}\n`,
    ),
    ...problems.flatMap(({ ignored, code, where }) => (ignored === undefined ? [] : [color.dim(`ignored ${where} ${code}: ${ignored}\n`)])),
  ].join('');
}

/** "2 errors, 1 warning, 3 hints", "1 hint (2 ignored)" */
export function problemCount(problems: readonly Problem[]): string {
  const open = problems.filter(({ ignored }) => ignored === undefined);
  const counts = severities.map((severity) => counted(open.filter((problem) => problem.severity === severity).length, severity));
  const words = counts.filter((text) => text !== '').join(', ');
  const kept = problems.length - open.length;
  return kept === 0 ? words : `${words === '' ? 'Nothing else' : words} (${kept} ignored)`;
}

function counted(n: number, word: string): string {
  if (n === 0) return '';
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
