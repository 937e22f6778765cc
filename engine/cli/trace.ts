import { failure, type Problem, type Result, success } from '../core/problem';
import { formatDuration } from '../core/units';
import { journeyIds, unusedColumns } from '../design/recordings';
import type { ResolvedDesign } from '../design/schema';
import { traceLimits } from '../import/csv-table';
import { type RecordedTraffic, readTrace, traceTooBig } from '../import/trace';
import type { Traces } from '../simulate/source-tables';
import { readText } from './read-file';

/** Reads a recording for one of the design's clients. `client` may be left out where there is only one. */
export async function traceFor(design: ResolvedDesign, path: string, client: string | undefined): Promise<Result<Traces>> {
  const id = clientFor(design, client);
  if (!id.ok) return id;
  const text = await readText(path, traceLimits.bytes, () => traceTooBig(traceLimits.bytes));
  if (!text.ok) return text;
  const trace = readTrace(text.value, journeyIds(design, id.value));
  if (!trace.ok) return trace;
  const unused = unusedColumns(design, columnsOf(trace.value));
  if (unused.length > 0) return failure(...unused.map(notAskedFor));
  const before = design.nodes.find((node) => node.id === id.value)!;
  return success(new Map([[id.value, asRegular(trace.value, before)]]));
}

/** What of a recording a run of this length leaves out, in words; nothing when it plays whole. [s] */
export function leftOut(traces: Traces, duration: number): string | null {
  for (const traffic of traces.values()) {
    if (traffic.kind !== 'recorded' || traffic.times.at(-1)! <= duration * 1e9) continue;
    const late = traffic.times.filter((time) => time > duration * 1e9).length;
    const last = formatDuration(traffic.times.at(-1)!);
    return `The recording lasts ${last}, the run ${formatDuration(duration * 1e9)}: ${late} of ${traffic.times.length} requests are not sent. --duration says how long it runs.`;
  }
  return null;
}

const columnsOf = (trace: RecordedTraffic): string[] => (trace.kind === 'recorded' ? (trace.columns ?? []).map(({ name }) => name) : []);

/** A recorded rate says nothing of gaps: a client that sends evenly goes on to. */
function asRegular(trace: RecordedTraffic, client: ResolvedDesign['nodes'][number]): RecordedTraffic {
  const even = client.kind === 'client' && client.params.traffic.kind === 'open' && client.params.traffic.arrivals === 'constant';
  return trace.kind === 'open' && even ? { ...trace, arrivals: 'constant' } : trace;
}

function clientFor(design: ResolvedDesign, wanted: string | undefined): Result<string> {
  const clients = design.nodes.filter(({ kind }) => kind === 'client').map(({ id }) => id);
  const all = clients.join(', ');
  if (wanted !== undefined)
    return clients.includes(wanted)
      ? success(wanted)
      : failure(badClient('trace-of-missing-client', `The design has no client "${wanted}".`, `Its clients are: ${all}.`));
  const [only, ...more] = clients;
  if (only === undefined)
    return failure(badClient('no-client', 'The design has no clients who could send the recording.', 'Add clients to it.'));
  if (more.length === 0) return success(only);
  return failure(badClient('trace-needs-client', 'The design has several clients.', `Add --trace-client and one of: ${all}.`));
}

const badClient = (code: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: '--trace-client',
  message,
  remedy,
});

const notAskedFor = (name: string): Problem => ({
  code: 'trace-unused-column',
  severity: 'error',
  where: `trace column ${name}`,
  message: `Nothing in the design takes its time from the column "${name}".`,
  remedy: `Name the column like the node whose work it is, or write "recorded": "${name}" into the step whose time it is.`,
});
