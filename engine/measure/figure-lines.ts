import { z } from 'zod';
import { Histogram } from '../core/histogram';
import { shownFigures } from '../policies/figures';
import { type Figures, type FiguresSnapshot, shareSince } from './figures';
import { latencyOf, zLatency } from './latency';

/** One further measure of a node, in a report. */
export const zFigureLine = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string(),
    kind: z.literal('count'),
    total: z.number().describe('In the account.'),
    rate: z.number().describe('[1/s]'),
  }),
  z.strictObject({
    id: z.string(),
    kind: z.literal('level'),
    now: z.number().describe('At the end.'),
    mean: z.number().describe('Over the time of the account.'),
    max: z.number(),
  }),
  z.strictObject({ id: z.string(), kind: z.literal('time'), time: zLatency }),
  z.strictObject({ id: z.string(), kind: z.literal('share'), share: z.number().nullable().describe('null where nothing was counted.') }),
]);
export type FigureLine = z.infer<typeof zFigureLine>;

const empty = new Histogram().snapshot();

/** What a node shows beyond its stats, since a snapshot. @param measured time since it [s] */
export function figureLines(figures: Figures | null, since: FiguresSnapshot | null, measured: number): { figures?: FigureLine[] } {
  if (figures === null) return {};
  const lines = shownFigures.flatMap((shown, place): FigureLine[] => {
    if (!figures.shows(place)) return [];
    if (shown.kind === 'view') return [];
    const { id } = shown;
    if (shown.kind === 'share') {
      const share = shareSince(figures.values, shown, since?.values);
      return [{ id, kind: 'share', share: Number.isNaN(share) ? null : share }];
    }
    if (shown.kind === 'time') return [{ id, kind: 'time', time: latencyOf(figures.times(place)!, since?.times[place] ?? empty) }];
    if (shown.kind === 'level') {
      const mean = measured > 0 ? (figures.area(place) - (since?.areas[place] ?? 0)) / (measured * 1e9) : 0;
      return [{ id, kind: 'level', now: figures.values[place]!, mean, max: figures.most[place]! }];
    }
    const total = figures.values[place]! - (since?.values[place] ?? 0);
    return [{ id, kind: 'count', total, rate: measured > 0 ? total / measured : 0 }];
  });
  return lines.length > 0 ? { figures: lines } : {};
}
