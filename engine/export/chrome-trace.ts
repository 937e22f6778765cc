import { success } from '../core/problem';
import type { Trace, TraceSpan } from '../measure/trace/trace';
import type { RecordedRun } from '../simulate/recorded-run';
import type { RunExporter } from './definition';

/** Measures that are drawn as curves above a component's requests. */
const curves = new Set(['utilization', 'backlog', 'inFlight', 'arrivals']);
/** A microsecond, which is what the format counts in. [ns] */
const MICRO = 1000;

/**
 * Who worked on what, component by component: opens in Perfetto (ui.perfetto.dev) and in chrome://tracing.
 * @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export const chromeTrace: RunExporter = {
  of: 'run',
  anyNumber: true,
  id: 'chrome-trace',
  title: 'Chrome trace',
  about: 'What each component did when: opens in Perfetto and in chrome://tracing',
  extension: 'trace.json',
  mime: 'application/json',
  write: (recorded) =>
    success({
      text: `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: eventsOf(recorded) })}\n`,
      left: [
        `It holds ${recorded.traces.length} requests, from ${recorded.report.warmup} s of simulated time on.`,
        'Lanes are drawn so that nothing overlaps; they are not replicas or workers.',
      ],
    }),
};

/** Times in microseconds. */
interface TraceEvent {
  readonly ph: 'X' | 'M' | 'C' | 's' | 'f';
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly [more: string]: unknown;
}

function eventsOf({ design, traces, times, series }: RecordedRun): TraceEvent[] {
  const nodes = design.nodes ?? [];
  const pids = new Map(nodes.map(({ id }, i) => [id, i + 1]));
  const lanes = new Map<string, number[]>();
  const work = traces.flatMap((trace) =>
    trace.spans.filter(({ kind, end }) => kind === 'operation' && end !== null).map((span) => ({ trace, span })),
  );
  work.sort((a, b) => a.span.start - b.span.start || a.trace.request - b.trace.request || a.span.id - b.span.id);
  return [
    ...nodes.flatMap(({ id, name }, i): TraceEvent[] => [
      { ph: 'M', name: 'process_name', pid: i + 1, tid: 0, args: { name: name ?? id } },
      { ph: 'M', name: 'process_sort_index', pid: i + 1, tid: 0, args: { sort_index: i } },
    ]),
    ...series
      .filter(({ of, measure }) => of === 'node' && curves.has(measure))
      .flatMap(({ subject, measure, unit, values }) =>
        values.flatMap((value, i): TraceEvent[] =>
          value === null
            ? []
            : [
                {
                  ph: 'C',
                  name: unit === '' ? measure : `${measure} [${unit}]`,
                  pid: pids.get(subject)!,
                  tid: 0,
                  ts: times[i]! * 1e6,
                  args: { [measure]: value },
                },
              ],
        ),
      ),
    ...work.flatMap(({ trace, span }) => workEvents(trace, span, pids.get(span.node) ?? 0, laneOf(lanes, span))),
  ];
}

/** The first lane of its component that is free. */
function laneOf(lanes: Map<string, number[]>, { node, start, end }: TraceSpan): number {
  let ends = lanes.get(node);
  if (ends === undefined) lanes.set(node, (ends = []));
  const free = ends.findIndex((until) => until <= start);
  const lane = free < 0 ? ends.length : free;
  ends[lane] = end!;
  return lane + 1;
}

function workEvents(
  { request, journey, outcome }: Trace,
  { start, end, name, stretches, outcome: how }: TraceSpan,
  pid: number,
  tid: number,
): TraceEvent[] {
  return [
    {
      ph: 'X',
      name: name === '' ? journey : name,
      cat: how === 'ok' ? 'ok' : 'not ok',
      pid,
      tid,
      ts: start / MICRO,
      dur: (end! - start) / MICRO,
      args: { request, journey, outcome, here: how },
    },
    ...stretches
      .filter(({ doing, from, to }) => doing !== 'downstream' && to > from)
      .map(
        ({ doing, why, from, to }): TraceEvent => ({
          ph: 'X',
          name: why === '' ? doing : `${doing}: ${why}`,
          cat: doing,
          pid,
          tid,
          ts: from / MICRO,
          dur: (to - from) / MICRO,
        }),
      ),
  ];
}
