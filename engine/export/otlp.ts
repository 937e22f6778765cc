import { success } from '../core/problem';
import type { DesignNode } from '../design/schema';
import type { RecordedRun } from '../simulate/recorded-run';
import { MANY_REQUESTS, type RunExporter } from './definition';
import { type OtlpSpan, otlpSpans } from './otlp-spans';

/**
 * Traces as OpenTelemetry's collectors take them: the JSON encoding of ExportTraceServiceRequest.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export const otlp: RunExporter = {
  of: 'run',
  anyNumber: true,
  id: 'otlp',
  title: 'OpenTelemetry traces',
  about: 'Traces for collectors, Jaeger, Tempo and whatever reads OTLP in JSON',
  extension: 'otlp.json',
  mime: 'application/json',
  write: (recorded) => success({ text: `${JSON.stringify(document(recorded))}\n`, left: left(recorded) }),
};

/** One resource for each replica of each component: whoever did something. */
function document({ design, report, traces }: RecordedRun) {
  const nodes = design.nodes ?? [];
  const names = serviceNames(nodes);
  const linked = new Map((design.links ?? []).map((link) => [link.id, link]));
  const byPlace = new Map<string, { readonly node: string; readonly replica: number | null; readonly spans: OtlpSpan['span'][] }>();
  for (const trace of traces) {
    for (const { node, replica, span } of otlpSpans(trace, report.seed, linked, names)) {
      const key = `${node} ${replica ?? ''}`;
      let place = byPlace.get(key);
      if (place === undefined) byPlace.set(key, (place = { node, replica, spans: [] }));
      place.spans.push(span);
    }
  }
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return {
    resourceSpans: Array.from(byPlace.values(), ({ node, replica, spans }) => ({
      resource: {
        attributes: [
          text('service.name', names.get(node) ?? node),
          ...(replica === null ? [] : [text('service.instance.id', `${node}-${replica}`)]),
          text('faultline.node', node),
          text('faultline.kind', kinds.get(node) ?? ''),
        ],
      },
      scopeSpans: [{ scope: { name: 'faultline', version: report.format }, spans }],
    })),
  };
}

/** What people call a component; with its id where two have the same name, since tools would take them for one. */
function serviceNames(nodes: readonly DesignNode[]): ReadonlyMap<string, string> {
  const often = new Map<string, number>();
  for (const { id, name = id } of nodes) often.set(name, (often.get(name) ?? 0) + 1);
  return new Map(nodes.map(({ id, name = id }) => [id, often.get(name)! > 1 ? `${name} (${id})` : name]));
}

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

function left({ traces, report }: RecordedRun): string[] {
  const cut = traces.filter((trace) => trace.cut).length;
  return [
    `It holds ${traces.length} requests, from ${report.warmup} s of simulated time on; simulated time begins with the year 2024.`,
    'Waiting in queues, working and being on the network are attributes of spans; OpenTelemetry has no spans for them.',
    ...(cut > 0 ? [`${cut} of them did not fit in whole: some of their spans are missing.`] : []),
    ...(traces.length < MANY_REQUESTS
      ? [
          `${traces.length.toLocaleString('en')} requests are enough to look at. To read a design out of them again, write ${MANY_REQUESTS.toLocaleString('en')}.`,
        ]
      : []),
  ];
}
