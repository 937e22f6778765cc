import { failure, type Problem, type Result, success } from '../core/problem';
import { parameter, readValue } from '../design/parameters';
import type { Design } from '../design/schema';
import type { SweptParameter } from '../what-if/sweep-schema';

export const PARAMETER_FORM = 'path=FROM..TO, path=FROM..TO:COUNT, path=FROM..TO:COUNT:log or path=VALUE,VALUE,…';
/** Values of a parameter when nobody says how many. */
const USUAL_COUNT = 10;

/** Reads `nodes.orders.replicas=1..10`, `links.orders-payments.timeout=100ms..2s:8:log`, `nodes.orders.workers=2,4,8`. */
export function sweptFrom(text: string, design: Design): Result<SweptParameter> {
  const at = text.indexOf('=');
  const path = at < 0 ? text : text.slice(0, at);
  const of = parameter(design, path);
  if (!of.ok) return of;
  const said = text.slice(path.length + 1);
  const range = /^(.+)\.\.([^:]+)(?::(\d{1,9}))?(?::(log|linear))?$/.exec(said);
  const read = (word: string): number | null => readValue(of.value, word.trim());
  if (range) {
    const [from, to] = [read(range[1]!), read(range[2]!)];
    const between = of.value.whole ? Math.abs((to ?? 0) - (from ?? 0)) + 1 : Infinity;
    const count = range[3] === undefined ? Math.max(2, Math.min(USUAL_COUNT, between)) : Number(range[3]);
    if (from === null || to === null || from === to || count < 2) return failure(unreadable(text));
    return success({ path, from, to, count, scale: range[4] === 'log' ? 'log' : 'linear' });
  }
  const values = said === '' ? [] : said.split(',').map(read);
  if (values.length === 0 || values.includes(null)) return failure(unreadable(text));
  return success({ path, values: values.filter((value) => value !== null) });
}

const unreadable = (text: string): Problem => ({
  code: 'bad-range',
  severity: 'error',
  where: '--param',
  message: `"${text}" says no values to go through.`,
  remedy: `Write ${PARAMETER_FORM}, such as nodes.orders.replicas=1..10 or links.orders-payments.timeout=100ms..2s:8:log.`,
});
