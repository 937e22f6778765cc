import type { Page, Tone } from '../page';
import { band } from '../pictures/band';
import { counted, type Interval, number, percent, within } from '../words';

/** What is shown of a knee. */
export interface KneeShown {
  readonly design: string;
  readonly axis: { readonly title: string; readonly unit: string };
  readonly conditions: readonly { readonly id: string; readonly text: string }[];
  readonly outcome: string;
  readonly knee: { readonly estimate: number; readonly low: number; readonly high: number; readonly arrivals: number | null } | null;
  readonly points: readonly {
    readonly value: number;
    readonly verdict: string;
    readonly runs: number;
    readonly arrivals: Interval;
    readonly busiest: { readonly node: string; readonly utilization: Interval } | null;
  }[];
  readonly broke: { readonly text: string } | null;
  readonly runs: number;
}

/** The highest load, or value of a parameter, at which a design still does what it must. */
export function kneePage({ design, axis, conditions, outcome, knee, points, broke, runs }: KneeShown): Page {
  const unit = axis.unit === '' ? '' : ` ${axis.unit}`;
  const busy = points.flatMap(({ value, busiest }) => (busiest ? [{ at: value, ...busiest.utilization }] : []));
  return {
    title: `${design}: knee of ${axis.title}`,
    facts: [`${counted(runs, 'run')} in all. What must hold: ${conditions.map(({ text }) => text).join('; ')}.`],
    verdict: knee
      ? {
          text: `Knee at ${number(knee.estimate)}${unit} (${number(knee.low)} to ${number(knee.high)})${knee.arrivals === null ? '' : `, where ${number(knee.arrivals)} requests arrive per second`}. ${broke?.text ?? ''}`,
          tone: 'plain',
        }
      : { text: `${outcome}. ${broke?.text ?? ''}`, tone: outcome === 'met everywhere' ? 'good' : 'warn' },
    sections: [
      ...(busy.length > 1
        ? [
            {
              kind: 'picture',
              title: 'Utilization of the busiest node',
              picture: band(busy, { x: `${axis.title}${unit}`, y: 'Utilization', logX: false }),
            } as const,
          ]
        : []),
      {
        kind: 'table',
        title: 'Values tried',
        columns: [
          { title: `${axis.title}${unit}`, number: true },
          { title: 'Objectives' },
          { title: 'Runs', number: true },
          { title: 'Arrivals 1/s', number: true },
          { title: 'Busiest' },
          { title: 'Utilization', number: true },
        ],
        rows: points.map(({ value, verdict, runs: many, arrivals, busiest }) => [
          number(value),
          { text: verdict, tone: toneOf(verdict) },
          number(many),
          within(arrivals),
          busiest?.node ?? '–',
          busiest ? within(busiest.utilization, percent) : '–',
        ]),
      },
    ],
  };
}

const toneOf = (verdict: string): Tone => (verdict === 'met' ? 'good' : verdict === 'missed' ? 'bad' : 'warn');
