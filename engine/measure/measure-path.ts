import type { Report } from './report';

/**
 * Looks a number up in a report: names separated by dots, list items by their id: `nodes.orders.queueWait.p99`. Several of them with ` + `
 * between are added up, and two such with ` / ` between give a share: `journeys.checkout.degraded / journeys.checkout.arrived`.
 * @returns the number in the report's own unit, or null where a path leads to no number
 */
export function measure(report: Report, path: string): number | null {
  const values = path.split(' / ').map((part) => sumOf(part.split(' + ').map((one) => numberAt(report, one))));
  const [value = null, divisor = 1] = values;
  if (values.length > 2 || value === null || divisor === null || divisor === 0) return null;
  return value / divisor;
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : sum + value));

function numberAt(report: Report, path: string): number | null {
  let at: unknown = report;
  for (const name of path.split('.')) {
    if (Array.isArray(at)) at = at.find((item: unknown) => field(item, 'id') === name);
    else at = field(at, name);
  }
  return typeof at === 'number' && Number.isFinite(at) ? at : null;
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
