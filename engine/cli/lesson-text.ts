import { createColors } from 'picocolors';
import type { MeasuredClaim, StepReport } from '../what-if/lesson';
import { count, measure, percent } from './numbers';

/** What a lesson tells, with the numbers of these runs; where the lesson claims another one, that stands beside it. */
export function lessonText(title: string, steps: readonly StepReport[], colors: boolean): string {
  const color = createColors(colors);
  const claims = steps.flatMap((step) => step.claims);
  const wrong = claims.filter(({ holds }) => !holds).length;
  return [
    `\n${color.bold(`The lesson in numbers: ${title}`)}\n`,
    color.dim('Each step is a run of its own in which it and all steps before were done at the start.\n'),
    ...steps.map((step, i) => stepText(step, i + 1, colors)),
    claims.length === 0 ? '' : `\n${verdict(claims.length, wrong, colors)}\n`,
  ].join('');
}

function verdict(claims: number, wrong: number, colors: boolean): string {
  if (wrong === 0) return claims === 1 ? 'The claim of the lesson holds.' : `All ${claims} claims of the lesson hold.`;
  return createColors(colors).yellow(
    `${wrong} of ${claims} claims of the lesson ${wrong === 1 ? 'does' : 'do'} not hold in these runs (✗).`,
  );
}

function stepText({ title, goodput, degraded, claims }: StepReport, number: number, colors: boolean): string {
  return [
    `\n${createColors(colors).bold(`${number}. ${title}`)}\n`,
    ...claims.map((claim) => claimText(claim, colors)),
    `  Goodput ${inUnit(goodput, '/s')}. ${firstOf(degraded)}\n`,
  ].join('');
}

function claimText({ text, unit, measured, claimed, tolerance, interval, holds }: MeasuredClaim, colors: boolean): string {
  const shown = inUnit(measured, unit);
  const told = text.includes('{value}') ? text.replace('{value}', () => shown) : `${text} ${shown}`;
  const words = interval ? `${told} Mean of ten runs: ${inUnit(interval.low, unit)} to ${inUnit(interval.high, unit)} (95 %).` : told;
  if (holds) return `  ${words}\n`;
  const mark = createColors(colors).yellow(`✗ ${words} The lesson claims ${inUnit(claimed, unit)} ± ${inUnit(tolerance, unit)}.`);
  return `${mark}\n`;
}

/** Without the time: these runs are ill from their start, and looked at from the end of the warm-up. */
function firstOf([first, ...others]: StepReport['degraded']): string {
  if (!first) return 'Nothing degraded.';
  const then = others.length > 0 ? `; then ${others.map(({ subject }) => subject).join(', ')}` : '';
  return `First to degrade: ${first.subject} (${first.sign})${then}.`;
}

/** A number of the report with the unit in which a lesson shows it. */
function inUnit(value: number | null, unit: string): string {
  if (unit === '%') return percent(value);
  if (unit === '') return value !== null && Number.isInteger(value) ? count(value) : measure(value);
  return `${measure(value)} ${unit}`;
}
