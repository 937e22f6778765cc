import type { Page } from '../page';
import { bars } from '../pictures/bars';
import { type Interval, number, signed, within } from '../words';

interface Side {
  readonly value: number;
  readonly effect: Interval;
  readonly significant: boolean;
}

/** What is shown of a tornado. */
export interface TornadoShown {
  readonly design: string;
  readonly seeds: readonly number[];
  readonly figure: string;
  readonly present: Interval;
  readonly bars: readonly {
    readonly path: string;
    readonly present: number;
    readonly lower: Side | null;
    readonly higher: Side | null;
    readonly significant: boolean;
  }[];
  readonly without: readonly string[];
}

const MOST = 30;

/** Which parameter matters most. */
export function tornadoPage({ design, seeds, figure, present, bars: all, without }: TornadoShown): Page {
  const center = present.mean ?? 0;
  const [first] = all;
  const sides = ({ lower, higher }: TornadoShown['bars'][number]) =>
    [lower, higher].flatMap((side, i) =>
      side === null || side.effect.mean === null
        ? []
        : [
            {
              from: center,
              to: center + side.effect.mean,
              tone: side.significant ? (i === 0 ? ('warn' as const) : ('good' as const)) : ('plain' as const),
              words: number(side.value),
            },
          ],
    );
  return {
    title: `${design}: what moves ${figure}`,
    facts: [
      `As the design is, ${figure} is ${within(present)}. Each parameter is moved by itself, in ${seeds.length} runs with the same seeds.`,
    ],
    verdict:
      first?.significant === true
        ? { text: `${first.path} matters most.`, tone: 'plain' }
        : { text: 'No parameter is shown to matter.', tone: 'plain' },
    sections: [
      {
        kind: 'picture',
        title: figure,
        note: 'Brown: the parameter lower, green: higher, with its value at the end; grey: not shown to matter.',
        picture: bars(
          all.slice(0, MOST).map((bar) => ({ title: bar.path, bars: sides(bar) })),
          center,
          '',
          `What each parameter does to ${figure}`,
        ),
      },
      {
        kind: 'table',
        title: 'All parameters',
        ...(without.length > 0 && { note: `Without any effect: ${without.slice(0, 50).join(', ')}${without.length > 50 ? ' …' : ''}` }),
        columns: ['Parameter', 'Now', 'Lower', 'Effect', 'Higher', 'Effect'].map((title, i) => ({ title, number: i > 0 })),
        rows: all.map(({ path, present: now, lower, higher }) => [path, number(now), ...told(lower), ...told(higher)]),
      },
    ],
  };
}

const told = (side: Side | null): [string, string | { text: string; tone: 'warn' | 'plain' }] =>
  side === null ? ['–', '–'] : [number(side.value), { text: within(side.effect, signed), tone: side.significant ? 'warn' : 'plain' }];
