import { createColors } from 'picocolors';
import type { Chaos } from '../what-if/chaos-matrix';
import { percent, spanOf } from './numbers';

/** The matrix as people read it: place by place what breaks, degrades and holds; then the worst, explained. */
export function chaosText(of: Chaos, colors: boolean): string {
  const color = createColors(colors);
  const { cells, places, counts, worst, mustHold, seeds } = of;
  const paint = { breaks: color.red, degrades: color.yellow, holds: color.green };
  const heading = (words: string): string => `\n${color.bold(words)}\n`;
  const actionsAt = (place: string, verdict: keyof typeof paint): string[] =>
    cells.filter((cell) => cell.place === place && cell.verdict === verdict).map(({ action }) => action);
  return [
    `${color.bold(of.design)}\n`,
    `${of.runs} runs, ${seeds.length} of each fault at each place; each lasts ${spanOf(of.lasts)} after ${spanOf(of.before)}, then ${spanOf(of.after)} to recover\n`,
    `${counts.breaks} break, ${counts.degrades} degrade, ${counts.holds} hold\n`,
    ...places.flatMap(({ id, name }) => [
      heading(id === name ? id : `${name} (${id})`),
      ...(['breaks', 'degrades', 'holds'] as const).flatMap((verdict) => {
        const actions = actionsAt(id, verdict);
        return actions.length > 0 ? [`${paint[verdict](verdict.padEnd(8))}  ${actions.join(', ')}\n`] : [];
      }),
    ]),
    ...(worst.length > 0 ? [heading('The worst')] : []),
    ...worst.map(({ action, place }, i) => {
      const cell = cells.find((each) => each.action === action && each.place === place)!;
      const harm = cell.badShare.mean !== null && cell.badShare.mean > 0 ? `, ${percent(cell.badShare.mean)} of requests harmed` : '';
      return `${i + 1}. ${paint[cell.verdict](`${action} at ${place} ${cell.verdict}`)}${harm}: ${cell.reasons.join('; ')}.\n   ${cell.story}\n`;
    }),
    mustHold.length === 0 ? '' : color.red(`\n${mustHold.length} of what breaks must hold. --may-break says what need not.\n`),
  ].join('');
}
