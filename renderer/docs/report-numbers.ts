import { z } from 'zod';
import { zReport } from '../../engine/measure/report';
import type { Explanation } from './Explained';
import { MEASURES, REPORT_FIGURES } from './measures';

/** A number of a report: where it stands in it, and what it is. */
export interface ReportNumber {
  readonly path: string;
  readonly words: string;
}

interface Json {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
}

/** Stands in a path for the id of an item of a list. */
const ANY = '‹id›';

let known: readonly ReportNumber[] | undefined;

/** All numbers of a report, from its schema. */
export function reportNumbers(): readonly ReportNumber[] {
  known ??= numbersOf(z.toJSONSchema(zReport, { io: 'output', unrepresentable: 'any', reused: 'inline' }) as Json, '', '').filter(
    ({ path }, i, all) => all.findIndex((each) => each.path === path) === i,
  );
  return known;
}

/** What says nothing of itself is told by what it is in. */
function numbersOf(json: Json, path: string, above: string): ReportNumber[] {
  const words =
    json.description === undefined ? above : /^\[.*\]$/.test(json.description) ? `${above} ${json.description}` : json.description;
  // What may be null has both types.
  if ([json.type].flat().some((type) => type === 'number' || type === 'integer')) return [{ path, words }];
  if (json.items) return numbersOf(json.items, `${path}.${ANY}`, words);
  const parts = json.anyOf ?? json.oneOf;
  if (parts) return parts.flatMap((part) => numbersOf(part, path, words));
  return Object.entries(json.properties ?? {}).flatMap(([key, child]) => numbersOf(child, path ? `${path}.${key}` : key, words));
}

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
  const names = path.split('.');
  const found = reportNumbers().find(({ path: other }) => {
    const pattern = other.split('.');
    return pattern.length === names.length && pattern.every((name, i) => name === ANY || name === names[i]);
  });
  return found?.words ?? path;
}
