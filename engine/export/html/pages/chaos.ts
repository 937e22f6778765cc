import type { Page, Tone } from '../page';
import { grid } from '../pictures/grid';
import { type Interval, number, percent, within } from '../words';

/** What is shown of a chaos matrix. */
export interface ChaosShown {
  readonly design: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly lasts: number;
  readonly seeds: readonly number[];
  readonly conditions: readonly { readonly text: string }[];
  readonly cells: readonly {
    readonly action: string;
    readonly place: string;
    readonly verdict: 'holds' | 'degrades' | 'breaks';
    readonly badShare: Interval;
    readonly p99: Interval;
    readonly reasons: readonly string[];
    readonly story: string;
  }[];
  readonly counts: { readonly holds: number; readonly degrades: number; readonly breaks: number };
  readonly worst: readonly { readonly action: string; readonly place: string }[];
  readonly mustHold: readonly { readonly action: string; readonly place: string }[];
}

const tones: Readonly<Record<string, Tone>> = { holds: 'good', degrades: 'warn', breaks: 'bad' };
const signs: Readonly<Record<string, string>> = { holds: '✓', degrades: '~', breaks: '✗' };

/** Every fault on every place: what holds. */
export function chaosPage({ design, actions, places, lasts, seeds, conditions, cells, counts, worst, mustHold }: ChaosShown): Page {
  const found = new Map(cells.map((cell) => [JSON.stringify([cell.action, cell.place]), cell]));
  const cellOf = (action: string, place: string) => found.get(JSON.stringify([action, place]));
  const title = (action: string): string => actions.find((one) => one.action === action)?.title ?? action;
  return {
    title: `${design}: chaos matrix`,
    facts: [
      `Every fault on every place for ${number(lasts)} s, one at a time, over ${seeds.length} seeds, each held against the run without it.`,
      `What must hold: ${conditions.map(({ text }) => text).join('; ')}.`,
    ],
    verdict: {
      text: `${counts.holds} hold, ${counts.degrades} degrade, ${counts.breaks} break.${mustHold.length > 0 ? ` ${mustHold.length} of those that break must not.` : ''}`,
      tone: mustHold.length > 0 ? 'bad' : counts.breaks > 0 ? 'warn' : 'good',
    },
    sections: [
      {
        kind: 'picture',
        title: 'Matrix',
        note: '✓ holds, ~ degrades, ✗ breaks; an empty field: that fault does not fit there.',
        picture: grid(
          {
            columns: actions.map((one) => one.title),
            rows: places.map(({ id, name }) => ({
              title: name,
              cells: actions.map(({ action }) => {
                const cell = cellOf(action, id);
                return cell
                  ? {
                      words: signs[cell.verdict]!,
                      tone: tones[cell.verdict]!,
                      more: `${title(action)} on ${name}: ${cell.verdict}. ${cell.reasons.join(' ')}`,
                    }
                  : null;
              }),
            })),
            across: 'Fault',
            down: 'Place',
          },
          'What every fault does at every place',
        ),
      },
      {
        kind: 'table',
        title: 'The worst, explained',
        columns: [
          { title: 'Fault' },
          { title: 'Place' },
          { title: 'Verdict' },
          { title: 'Failed or late' },
          { title: 'p99' },
          { title: 'Why' },
          { title: 'Story' },
        ],
        rows: worst.flatMap(({ action, place }) => {
          const cell = cellOf(action, place);
          if (!cell) return [];
          const { verdict, badShare, p99, reasons, story } = cell;
          return [
            [
              title(action),
              place,
              { text: `${signs[verdict]} ${verdict}`, tone: tones[verdict]! },
              within(badShare, percent),
              within(p99, (value) => `×${number(value)}`),
              reasons.join(' '),
              story,
            ],
          ];
        }),
      },
    ],
  };
}
