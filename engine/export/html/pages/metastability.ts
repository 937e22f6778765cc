import type { Page, Tone } from '../page';
import { grid } from '../pictures/grid';
import { type Interval, number, percent, within } from '../words';

/** What is shown of a map of metastability. */
export interface MetastabilityShown {
  readonly design: string;
  readonly loads: readonly number[];
  readonly sizes: readonly number[];
  readonly lasts: number;
  readonly within: number;
  readonly seeds: readonly number[];
  readonly cells: readonly {
    readonly load: number;
    readonly size: number;
    readonly verdict: string;
    readonly recovered: number;
    readonly runs: number;
    readonly recovery: Interval;
    readonly goodput: Interval;
  }[];
  readonly metastable: readonly number[];
}

const tones: Readonly<Record<string, Tone>> = { recovers: 'good', sometimes: 'warn', 'does not recover': 'bad', overloaded: 'plain' };
const signs: Readonly<Record<string, string>> = { recovers: '✓', sometimes: '~', 'does not recover': '✗', overloaded: '–' };

/** Load × size of a trigger: which runs do not find back. */
export function metastabilityPage(of: MetastabilityShown): Page {
  const found = new Map(of.cells.map((cell) => [`${cell.load} ${cell.size}`, cell]));
  return {
    title: `${of.design}: does it find back?`,
    facts: [
      `A trigger of ${number(of.lasts)} s; ${number(of.within)} s later all must be well again. ${of.seeds.length} runs of each load and size.`,
    ],
    verdict:
      of.metastable.length === 0
        ? { text: 'No load that is borne without a trigger stays broken after one.', tone: 'good' }
        : {
            text: `Metastable at ${of.metastable.map((load) => `×${number(load)}`).join(', ')} of its load: borne without a trigger, but not after every one.`,
            tone: 'bad',
          },
    sections: [
      {
        kind: 'picture',
        title: 'Map',
        note: '✓ recovers, ~ sometimes, ✗ does not recover, – overloaded without any trigger.',
        picture: grid(
          {
            columns: of.sizes.map(number),
            rows: of.loads.map((load) => ({
              title: `×${number(load)}`,
              cells: of.sizes.map((size) => {
                const cell = found.get(`${load} ${size}`);
                return cell
                  ? {
                      words: signs[cell.verdict] ?? cell.verdict,
                      tone: tones[cell.verdict] ?? 'plain',
                      more: `${cell.verdict}, ${cell.recovered} of ${cell.runs} runs recovered`,
                    }
                  : null;
              }),
            })),
            across: 'Size of the trigger',
            down: 'Load',
          },
          'Which runs recover',
        ),
      },
      {
        kind: 'table',
        title: 'All numbers',
        columns: ['Load', 'Size', 'Verdict', 'Recovered', 'After s', 'Goodput'].map((title, i) => ({ title, number: i !== 2 })),
        rows: of.cells.map(({ load, size, verdict, recovered, runs, recovery, goodput }) => [
          `×${number(load)}`,
          number(size),
          { text: verdict, tone: tones[verdict] ?? 'plain' },
          `${recovered} of ${runs}`,
          within(recovery),
          within(goodput, percent),
        ]),
      },
    ],
  };
}
