import { formatDuration } from '../core/units';
import { number } from './html/words';

// How spans and rates read in documents.

/** "250 ms". [ns] */
export const spanWords = (nanos: number): string =>
  nanos === 0
    ? '0 s'
    : Number.isFinite(nanos)
      ? formatDuration(roundedSpan(nanos))
          .replace(/us$/, 'µs')
          .replace(/(?=[a-zµ]+$)/, ' ')
      : 'no bound';

/** Three digits that count: nobody plans by the microsecond. */
const roundedSpan = (nanos: number): number => Math.round(Number(nanos.toPrecision(3)));

/** "39.7 %", three digits that count. */
export const percent = (share: number | null): string => (share === null ? '–' : `${number(Number((share * 100).toPrecision(3)))} %`);

/** "27.4 ms", "1.25 s". [ms] */
export const msWords = (ms: number | null): string => (ms === null ? '–' : spanWords(ms * 1e6));

/** "71.1/s" */
export const rateWords = (perSecond: number): string => `${number(Number(perSecond.toPrecision(3)))}/s`;

/** "a", "a and b", "a, b and c" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** First letter of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
