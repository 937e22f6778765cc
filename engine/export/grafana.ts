import { success } from '../core/problem';
import type { Design, DesignNode } from '../design/schema';
import type { DesignExporter } from './definition';
import { oneLine } from './names';
import { quoted, type SloQueries, sloQueries } from './slo-queries';

/**
 * A dashboard over what the real system measures: objectives first, then rate, errors and duration of each component, and lag.
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export const grafana: DesignExporter = {
  of: 'design',
  id: 'grafana',
  title: 'Grafana dashboard',
  about: 'Objectives, rate, errors, duration and lag of each component, over Prometheus',
  extension: 'dashboard.json',
  mime: 'application/json',
  write: (design) =>
    success({
      text: `${JSON.stringify(dashboard(design), null, 2)}\n`,
      left: [
        'Panels ask for the names that OpenTelemetry (http_server_request_duration_seconds), kafka_exporter (kafka_consumergroup_lag), RabbitMQ (rabbitmq_queue_messages_ready) and Resilience4j (resilience4j_circuitbreaker_state) use; other instrumentation needs other names.',
        'Capacity, faults and costs are not on it: they are the simulation’s, not the system’s.',
      ],
    }),
};

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly targets: readonly { readonly expr: string; readonly legend: string }[];
  readonly threshold?: number;
}
interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const COLUMNS = 24;
const HEIGHT = 7;

function dashboard(design: Design) {
  let y = 0;
  let id = 0;
  const panels: object[] = [];
  for (const { title, panels: inRow } of rowsOf(design).filter((row) => row.panels.length > 0)) {
    panels.push({ id: (id += 1), type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: COLUMNS, h: 1 }, panels: [] });
    y += 1;
    const w = Math.max(6, Math.floor(COLUMNS / inRow.length));
    const perLine = COLUMNS / w;
    inRow.forEach((panel, i) => {
      panels.push(panelOf(panel, (id += 1), { x: (i % perLine) * w, y: y + Math.floor(i / perLine) * HEIGHT, w, h: HEIGHT }));
    });
    y += Math.ceil(inRow.length / perLine) * HEIGHT;
  }
  return {
    title: oneLine(design.name),
    description: oneLine(design.description ?? ''),
    tags: ['faultline'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }] },
    panels,
  };
}

const rowsOf = (design: Design): Row[] => [
  { title: 'Objectives', panels: sloQueries(design).map(objective) },
  ...(design.nodes ?? []).flatMap((node): Row[] => {
    const name = oneLine(node.name ?? node.id);
    const panels = panelsOf(node, name, design);
    return panels.length > 0 ? [{ title: name, panels }] : [];
  }),
];

const objective = ({ text, measured, bound, unit }: SloQueries): Panel => ({
  title: oneLine(text),
  unit,
  targets: [{ expr: measured, legend: 'measured' }],
  threshold: bound,
});

/** What a component of its kind measures of itself in production. */
function panelsOf({ id, kind }: DesignNode, name: string, design: Design): Panel[] {
  if (kind === 'service' || kind === 'gateway' || kind === 'function') return [...served(name), ...breakers(id, design)];
  if (kind === 'queue')
    return [
      {
        title: 'Queue depth',
        unit: 'short',
        targets: [{ expr: `rabbitmq_queue_messages_ready{queue=${quoted(name)}}`, legend: 'waiting' }],
      },
    ];
  if (kind === 'log')
    return [
      {
        title: 'Consumer lag',
        unit: 'short',
        targets: [{ expr: `sum by (consumergroup) (kafka_consumergroup_lag{topic=${quoted(name)}})`, legend: '{{consumergroup}}' }],
      },
    ];
  return [];
}

function served(name: string): Panel[] {
  const where = `service_name=${quoted(name)}`;
  const count = (more = '') => `sum(rate(http_server_request_duration_seconds_count{${where}${more}}[5m]))`;
  const quantile = (q: number) => `histogram_quantile(${q}, sum by (le) (rate(http_server_request_duration_seconds_bucket{${where}}[5m])))`;
  return [
    { title: 'Rate', unit: 'reqps', targets: [{ expr: count(), legend: 'requests' }] },
    {
      title: 'Errors',
      unit: 'percentunit',
      targets: [{ expr: `${count(',http_response_status_code=~"5.."')} / ${count()}`, legend: 'errors' }],
    },
    { title: 'Duration', unit: 's', targets: [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q), legend: `p${q * 100}` })) },
  ];
}

function breakers(node: string, { links = [] }: Design): Panel[] {
  const targets = links
    .filter(({ from, policy }) => from === node && policy?.breaker !== undefined)
    .map(({ id }) => ({ expr: `max(resilience4j_circuitbreaker_state{name=${quoted(id)},state="open"})`, legend: id }));
  return targets.length > 0 ? [{ title: 'Breakers open', unit: 'short', targets }] : [];
}

const panelOf = ({ title, unit, targets, threshold }: Panel, id: number, gridPos: object) => ({
  id,
  type: 'timeseries',
  title,
  gridPos,
  datasource: { type: 'prometheus', uid: '${datasource}' },
  fieldConfig: {
    defaults: {
      unit,
      min: 0,
      ...(threshold !== undefined && {
        custom: { thresholdsStyle: { mode: 'line' } },
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: threshold },
          ],
        },
      }),
    },
    overrides: [],
  },
  targets: targets.map(({ expr, legend }, i) => ({ refId: String.fromCodePoint(65 + i), expr, legendFormat: legend })),
});
