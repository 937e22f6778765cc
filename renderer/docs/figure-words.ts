import type { Explanation } from './Explained';
import { MEASURES, REPORT_FIGURES } from './measures';
import { measuresText } from './measures-text';

/** Stands in a path for the id of an item of a list. */
export const ANY = '‹id›';

interface Line {
  readonly path: readonly string[];
  readonly words: string;
}

let lines: readonly Line[] | undefined;

/** The page of measures has a table of all numbers of a report, written from the report's schema. */
const linesOf = (text: string): Line[] =>
  [...text.matchAll(/^\| `(.+?)` \| (.*) \|$/gm)].map(([, path = '', words = '']) => ({
    path: path.split('.'),
    words: words.replaceAll('\\|', '|'),
  }));

/** What the figure of a path is: `nodes.orders.queueWait.p99`; several with ` + ` or ` / ` between are told one after the other. */
export function figureWords(path: string): string {
  const [whole = '', divisor] = path.split(' / ').map((part) =>
    part
      .split(' + ')
      .map((one) => wordsOf(one))
      .join(' And: '),
  );
  return divisor === undefined ? whole : `${whole} Divided by: ${divisor}`;
}

/** The same, with the place of the documents where it stands. */
export const figureExplained = (path: string): Explanation => ({ words: figureWords(path), page: MEASURES, heading: REPORT_FIGURES });

function wordsOf(path: string): string {
  lines ??= linesOf(measuresText);
  const names = path.split('.');
  const found = lines.find(
    ({ path: pattern }) => pattern.length === names.length && pattern.every((name, i) => name === ANY || name === names[i]),
  );
  return found?.words ?? path;
}
