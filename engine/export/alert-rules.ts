import { stringify } from 'yaml';
import { failure, success } from '../core/problem';
import { type DesignExporter, nothingToWrite } from './definition';
import { oneLine } from './names';
import { bucketBounds, type SloQueries, sloQueries } from './slo-queries';

/**
 * How fast an error budget may be spent, over a long and a short time at once: the long one so that it matters, the short one so that it
 * still goes on. For a budget of 30 days.
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
const burns = [
  { rate: 14.4, long: '1h', short: '5m', severity: 'page', spends: '2 % of the month’s error budget in an hour' },
  { rate: 6, long: '6h', short: '30m', severity: 'page', spends: '5 % of the month’s error budget in six hours' },
  { rate: 1, long: '3d', short: '6h', severity: 'ticket', spends: '10 % of the month’s error budget in three days' },
] as const;

/** Alerts from a design's objectives. */
export const alertRules: DesignExporter = {
  of: 'design',
  id: 'alert-rules',
  title: 'Prometheus alert rules',
  about: 'Alerts on the error budgets of the design’s objectives',
  extension: 'rules.yml',
  mime: 'application/yaml',
  write: (design) => {
    const queries = sloQueries(design);
    if (queries.length === 0)
      return failure(
        nothingToWrite('There is no objective about a journey, and alerts come from objectives.', 'Give a journey an objective.', 'slos'),
      );
    const bounds = bucketBounds(design);
    return success({
      text: stringify({ groups: [{ name: oneLine(design.name), rules: queries.flatMap(rulesOf) }] }, { lineWidth: 0 }),
      left: [
        'They ask for http_server_request_duration_seconds, which OpenTelemetry’s HTTP instrumentation keeps, by the name of the service that a journey enters; journeys that enter by the same service share their alerts.',
        ...(bounds.length > 0 ? [`The histogram needs buckets that end at ${bounds.join(', ')} s.`] : []),
        'Degraded answers count as answered; whether they do is up to the status that the service sends.',
      ],
    });
  },
};

const rulesOf = ({ id, text, allowed, badShare }: SloQueries) =>
  burns.map(({ rate, long, short, severity, spends }) => ({
    alert: `${camel(id)}Burn${long}`,
    expr: `(${badShare(long)}) > ${product(rate, allowed)} and (${badShare(short)}) > ${product(rate, allowed)}`,
    labels: { severity, slo: id },
    annotations: {
      summary: `${oneLine(text)}: the budget is spent ${rate === 1 ? '' : `${rate} times `}as fast as it is given.`,
      description: `At this rate it spends ${spends}.`,
    },
  }));

const product = (a: number, b: number): number => Number((a * b).toPrecision(6));
const camel = (id: string): string => id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
