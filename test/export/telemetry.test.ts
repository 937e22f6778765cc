import { parser } from '@prometheus-io/lezer-promql';
import generated from '@opentelemetry/otlp-transformer/build/src/generated/root.js';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { alertRules } from '../../engine/export/alert-rules';
import { chromeTrace } from '../../engine/export/chrome-trace';
import type { Exported } from '../../engine/export/definition';
import { grafana } from '../../engine/export/grafana';
import { metricsCsv } from '../../engine/export/metrics-csv';
import { otlp } from '../../engine/export/otlp';
import { prometheus } from '../../engine/export/prometheus';
import type { Result } from '../../engine/core/problem';
import { type RecordedRun, recordRun } from '../../engine/simulate/recorded-run';
import { scenario } from '../golden/scenarios';
import { checkMetrics, checkRules, testRules } from '../support/promtool';
import { designs } from './designs';

const textOf = (written: Result<Exported>): string => {
  if (!written.ok) throw new Error(written.problems.map(({ message }) => message).join(' '));
  return written.value.text;
};

/** A shop with calls, retries, a topic, queues and outboxes; one with nothing; and one whose author means harm. */
const recorded = new Map<string, RecordedRun>();
beforeAll(() => {
  const wanted: readonly (readonly [string, Design])[] = [
    ['events', scenario('checkout-choreographed').design],
    [
      'hostile',
      {
        ...designs.find(({ title }) => title === 'a hostile design')!.design,
        name: '"]; <script>{{x}}',
        run: { duration: '8s', warmup: '1s' },
      },
    ],
    ['empty', { version: 1, name: 'Empty', run: { duration: '2s', warmup: '1s' } }],
  ];
  for (const [name, design] of wanted) {
    const one = recordRun(design, { duration: 8, requests: 300 });
    if (!one.ok) throw new Error(JSON.stringify(one.problems));
    recorded.set(name, one.value);
  }
}, 60_000);
const cases = ['events', 'hostile', 'empty'];

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  links: readonly { spanId: string }[];
  status: { code?: number };
  attributes: readonly { key: string }[];
}
const spansIn = (text: string) =>
  (JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  );

describe('OpenTelemetry traces', () => {
  // The messages that OpenTelemetry's own SDK is made from.
  interface Message {
    verify(message: unknown): string | null;
    fromObject(object: unknown): unknown;
    encode(message: unknown): { finish(): Uint8Array };
    decode(bytes: Uint8Array): { resourceSpans: { scopeSpans: { spans: { name: string; kind: number }[] }[] }[] };
  }
  const messages = generated as unknown as {
    opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: Message } } } } };
  };
  const request = messages.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
  /** Ids are hexadecimal in OTLP's JSON, where other bytes of protobuf are base64. */
  const withBytes = (text: string): unknown =>
    JSON.parse(text, (key, value: unknown) => (/^(traceId|spanId|parentSpanId)$/.test(key) ? Buffer.from(value as string, 'hex') : value));

  test.each(cases)('%s: the SDK takes them, and there is nothing in them that it does not know', (name) => {
    const text = textOf(otlp.write(recorded.get(name)!, {}));
    const message = request.fromObject(withBytes(text));
    expect(request.verify(message)).toBeNull();
    const read = request
      .decode(request.encode(message).finish())
      .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
    const written = spansIn(text);
    expect(read.map(({ name: called, kind }) => ({ called, kind }))).toEqual(written.map(({ name: called, kind }) => ({ called, kind })));
  });

  test('every request has one root, every span a parent in its trace that began before it, and a message a producer and a consumer', () => {
    const run = recorded.get('events')!;
    const spans = spansIn(textOf(otlp.write(run, {})));
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    expect(byId.size).toBe(spans.length);
    expect(run.traces).toHaveLength(300);
    expect(new Set(spans.filter(({ parentSpanId }) => parentSpanId === undefined).map(({ traceId }) => traceId)).size).toBe(300);
    for (const { parentSpanId, traceId, startTimeUnixNano, endTimeUnixNano } of spans) {
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
      if (parentSpanId === undefined) continue;
      const parent = byId.get(parentSpanId)!;
      expect(parent.traceId).toBe(traceId);
      expect(BigInt(parent.startTimeUnixNano)).toBeLessThanOrEqual(BigInt(startTimeUnixNano));
    }
    const consumers = spans.filter(({ kind }) => kind === 5);
    expect(consumers.length).toBeGreaterThan(300);
    for (const { links, traceId } of consumers) {
      expect(links).toHaveLength(1);
      expect(byId.get(links[0]!.spanId)).toMatchObject({ kind: 4, traceId });
    }
  });

  test('a client span holds the server span that it caused, and the times of both are those of the run', () => {
    const run = recorded.get('events')!;
    const spans = spansIn(textOf(otlp.write(run, {})));
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const servers = spans.filter(({ kind, parentSpanId }) => kind === 2 && parentSpanId !== undefined);
    expect(servers.length).toBeGreaterThan(1000);
    for (const { parentSpanId } of servers) expect(byId.get(parentSpanId!)!.kind).toBe(3);
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    const lengths = roots.map(({ startTimeUnixNano, endTimeUnixNano }) => Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)));
    expect(lengths.toSorted((a, b) => a - b)).toEqual(run.traces.map(({ start, end }) => end - start).toSorted((a, b) => a - b));
  });
});

describe('Chrome traces', () => {
  interface Slice {
    ph: string;
    pid: number;
    tid: number;
    ts: number;
    dur: number;
    name: string;
  }
  test.each(cases)('%s: slices of a lane lie in each other or apart, and every component has a name', (name) => {
    const { design, traces } = recorded.get(name)!;
    const { traceEvents } = JSON.parse(textOf(chromeTrace.write(recorded.get(name)!, {}))) as { traceEvents: Slice[] };
    expect(traceEvents.filter(({ name: called }) => called === 'process_name')).toHaveLength((design.nodes ?? []).length);
    const lanes = new Map<string, Slice[]>();
    for (const slice of traceEvents.filter(({ ph }) => ph === 'X')) {
      const key = `${slice.pid} ${slice.tid}`;
      lanes.set(key, [...(lanes.get(key) ?? []), slice]);
    }
    expect(lanes.size > 0).toBe(traces.length > 0);
    for (const slices of lanes.values()) {
      const open: number[] = [];
      for (const { ts, dur } of slices.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
        while (open.length > 0 && open.at(-1)! <= ts + 1e-6) open.pop();
        expect(ts + dur).toBeLessThanOrEqual((open.at(-1) ?? Infinity) + 1e-6);
        open.push(ts + dur);
      }
    }
  });
});

test('metrics as CSV: each second of each measure is a line, and their mean is the report’s', () => {
  const { data, errors } = Papa.parse<Record<string, string | number>>(textOf(metricsCsv.write(recorded.get('events')!, {})).trimEnd(), {
    header: true,
    dynamicTyping: true,
  });
  expect(errors).toEqual([]);
  const arrivals = data.filter((line) => line['subject'] === 'orders' && line['measure'] === 'arrivals' && Number(line['time_s']) > 5);
  expect(arrivals).toHaveLength(3);
  const mean = arrivals.reduce((sum, line) => sum + Number(line['value']), 0) / arrivals.length;
  expect(mean).toBeCloseTo(recorded.get('events')!.report.nodes.find(({ id }) => id === 'orders')!.rate, 6);
});

describe('Prometheus', () => {
  test.each(cases)('%s: promtool takes the metrics, and finds nothing to say of their names', (name) => {
    expect(checkMetrics(textOf(prometheus.write(recorded.get(name)!, {})))).toBe('');
  });

  const withObjectives = (design: Design): Design => ({
    ...design,
    slos: [
      { id: 'fast', kind: 'latency', percentile: 99.9, below: '250ms' },
      { id: 'there', kind: 'availability', atLeast: 0.9995 },
    ],
  });
  test.each(cases.slice(0, 2))('%s: promtool takes the alerts, three of each objective', (name) => {
    const design = withObjectives(recorded.get(name)!.design);
    expect(checkRules(textOf(alertRules.write(design, {})))).toContain('SUCCESS: 6 rules found');
  });

  test('without an objective there is nothing to alert on, and the problem says what to do', () => {
    expect(alertRules.write(recorded.get('empty')!.design, {})).toMatchObject({
      ok: false,
      problems: [{ code: 'nothing-to-write', where: 'slos', remedy: 'Give a journey an objective.' }],
    });
  });

  test('an alert fires when its budget burns, and not before', () => {
    const rules = textOf(alertRules.write(withObjectives(recorded.get('events')!.design), {}));
    const series = (status: string, each: number) => ({
      series: `http_server_request_duration_seconds_count{service_name="API gateway",http_response_status_code="${status}"}`,
      values: `0+${each}x180`,
    });
    const unit = (failed: number, alerts: readonly object[]) => ({
      interval: '1m',
      input_series: [series('200', 10_000 - failed), series('503', failed)],
      alert_rule_test: [{ eval_time: '3h', alertname: 'ThereBurn1h', exp_alerts: alerts }],
    });
    const ask = (tests: readonly object[]) => testRules(rules, tests);
    // 14.4 times 0.05 % is 0.72 %.
    expect(ask([unit(71, [])])).toContain('SUCCESS');
    expect(() => ask([unit(73, [])])).toThrow('ThereBurn1h');
  });
});

describe('Grafana dashboards', () => {
  test.each(cases)('%s: every question is PromQL, and no panel lies on another', (name) => {
    const { panels } = JSON.parse(textOf(grafana.write(recorded.get(name)!.design, {}))) as {
      panels: { id: number; gridPos: { x: number; y: number; w: number; h: number }; targets?: { expr: string }[] }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, targets = [] } of panels) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken).not.toContain(`${x} ${y}`);
          taken.add(`${x} ${y}`);
        }
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (const { expr } of targets) {
        const wrong: string[] = [];
        parser.parse(expr).iterate({ enter: ({ type, from }) => void (type.isError && wrong.push(expr.slice(from))) });
        expect(wrong).toEqual([]);
      }
    }
  });
});
