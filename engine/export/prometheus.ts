import { success } from '../core/problem';
import type { Latency } from '../measure/latency';
import type { Report } from '../measure/report';
import type { RunExporter } from './definition';

/**
 * What a run came to, as Prometheus scrapes it.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export const prometheus: RunExporter = {
  of: 'run',
  id: 'prometheus',
  title: 'Prometheus metrics',
  about: 'The account of a run as Prometheus, VictoriaMetrics and Grafana Alloy read it',
  extension: 'prom',
  mime: 'text/plain; version=0.0.4',
  write: ({ report }) =>
    success({
      text: families(report).map(familyText).join(''),
      left: [
        'It is the account of the whole run after its warm-up, not its course; metrics-csv has that.',
        'The ledger, the cascade and costs are in the report only.',
      ],
    }),
};

type Labels = Readonly<Record<string, string>>;
interface Sample {
  readonly suffix?: '_sum' | '_count';
  readonly labels: Labels;
  readonly value: number | null;
}
interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  readonly samples: readonly Sample[];
}

function families({ journeys, nodes, links, slos }: Report): Family[] {
  const of = <T extends { readonly id: string }>(label: string, all: readonly T[], value: (one: T) => number | null): Sample[] =>
    all.map((one) => ({ labels: { [label]: one.id }, value: value(one) }));
  const times = <T extends { readonly id: string }>(label: string, all: readonly T[], time: (one: T) => Latency): Sample[] =>
    all.flatMap((one) => summary({ [label]: one.id }, time(one)));
  return [
    {
      name: 'faultline_requests_total',
      type: 'counter',
      help: 'Requests that ended, by journey and outcome.',
      samples: journeys.flatMap((journey) =>
        (['ok', 'degraded', 'late', 'failed'] as const).map((outcome) => ({
          labels: { journey: journey.id, outcome },
          value: journey[outcome],
        })),
      ),
    },
    {
      name: 'faultline_request_failures_total',
      type: 'counter',
      help: 'Failed requests, by journey and first cause.',
      samples: journeys.flatMap(({ id, failuresByCause }) =>
        Object.entries(failuresByCause).map(([cause, value]) => ({ labels: { journey: id, cause }, value })),
      ),
    },
    {
      name: 'faultline_request_duration_seconds',
      type: 'summary',
      help: 'From sending a request to its answer.',
      samples: times('journey', journeys, ({ latency }) => latency),
    },
    {
      name: 'faultline_node_arrivals_per_second',
      type: 'gauge',
      help: 'Calls or messages that arrived.',
      samples: of('node', nodes, ({ rate }) => rate),
    },
    {
      name: 'faultline_node_throughput_per_second',
      type: 'gauge',
      help: 'Calls or messages finished well.',
      samples: of('node', nodes, ({ throughput }) => throughput),
    },
    {
      name: 'faultline_node_error_ratio',
      type: 'gauge',
      help: 'Failed divided by finished.',
      samples: of('node', nodes, ({ errorShare }) => errorShare),
    },
    {
      name: 'faultline_node_utilization_ratio',
      type: 'gauge',
      help: 'Share of worker time held.',
      samples: of('node', nodes, ({ utilization }) => utilization),
    },
    {
      name: 'faultline_node_backlog_calls',
      type: 'gauge',
      help: 'Calls or messages waiting, mean over time.',
      samples: of('node', nodes, ({ meanBacklog }) => meanBacklog),
    },
    {
      name: 'faultline_node_backlog_calls_max',
      type: 'gauge',
      help: 'Most that waited at once.',
      samples: of('node', nodes, ({ maxBacklog }) => maxBacklog),
    },
    {
      name: 'faultline_node_duration_seconds',
      type: 'summary',
      help: 'From arrival to answer.',
      samples: times('node', nodes, ({ total }) => total),
    },
    {
      name: 'faultline_node_queue_wait_seconds',
      type: 'summary',
      help: 'Waiting for a worker.',
      samples: times('node', nodes, ({ queueWait }) => queueWait),
    },
    {
      name: 'faultline_link_calls_per_second',
      type: 'gauge',
      help: 'Calls, retries not counted.',
      samples: of('link', links, ({ rate }) => rate),
    },
    {
      name: 'faultline_link_error_ratio',
      type: 'gauge',
      help: 'Failed calls divided by finished ones, after all retries.',
      samples: of('link', links, ({ errorShare }) => errorShare),
    },
    {
      name: 'faultline_link_retries_total',
      type: 'counter',
      help: 'Attempts beyond the first.',
      samples: of('link', links, ({ retries }) => retries),
    },
    {
      name: 'faultline_link_fallbacks_total',
      type: 'counter',
      help: 'Substitute answers.',
      samples: of('link', links, ({ fallbacks }) => fallbacks),
    },
    {
      name: 'faultline_link_breaker_trips_total',
      type: 'counter',
      help: 'Times the breaker opened.',
      samples: of('link', links, ({ breakerTrips }) => breakerTrips),
    },
    {
      name: 'faultline_link_duration_seconds',
      type: 'summary',
      help: 'From the first attempt to the final answer.',
      samples: times('link', links, ({ duration }) => duration),
    },
    {
      name: 'faultline_slo_met',
      type: 'gauge',
      help: '1 where the objective was met, else 0.',
      samples: of('slo', slos, ({ met }) => Number(met)),
    },
    {
      name: 'faultline_slo_error_budget_left_ratio',
      type: 'gauge',
      help: 'Share of the error budget left; negative when overspent.',
      samples: of('slo', slos, ({ budget }) => budget.left),
    },
  ];
}

function summary(labels: Labels, { n, mean, p50, p90, p95, p99, p999 }: Latency): Sample[] {
  const quantiles = { '0.5': p50, '0.9': p90, '0.95': p95, '0.99': p99, '0.999': p999 };
  return [
    ...Object.entries(quantiles).map(([quantile, ms]) => ({ labels: { ...labels, quantile }, value: ms === null ? null : ms / 1000 })),
    { suffix: '_sum', labels, value: mean === null ? 0 : (mean * n) / 1000 },
    { suffix: '_count', labels, value: n },
  ];
}

/** Samples that there is no number for are left out; a family without samples as well. */
function familyText({ name, type, help, samples }: Family): string {
  const lines = samples.flatMap(({ suffix = '', labels, value }) =>
    value === null ? [] : [`${name}${suffix}${labelText(labels)} ${value}\n`],
  );
  return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

const labelText = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(
      ([label, value]) =>
        `${label}="${value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`).replaceAll('\n', String.raw`\n`)}"`,
    )
    .join(',')}}`;
