import { failure, type Result, success } from '../../core/problem';
import type { Imported, Importer, ImportOptions } from '../definition';
import { designFromTraces } from './design-from-traces';
import { growForest } from './forest';
import { parseJson } from './json';
import { observe } from './observe';
import { readJaeger } from './read-jaeger';
import { readOtlp } from './read-otlp';
import { noSpans, type SpanList, traceLimits } from './span';
import { safeName } from '../safe-names';

/** Traces as OpenTelemetry’s collectors and Tempo write them; so does `faultline export --to otlp`. */
export const otlpTraces: Importer = {
  id: 'otlp',
  title: 'OpenTelemetry traces',
  about: 'Topology, calls, rates and fitted service times from traces in OTLP JSON',
  extensions: ['json', 'jsonl'],
  bytes: traceLimits.bytes,
  detects: (text) => /"(resourceSpans|batches)"\s*:/.test(text.slice(0, 2000)),
  read: (text, options) => imported(text, options, readOtlp, 'OpenTelemetry traces'),
};

/** Traces as Jaeger’s query service, its UI and Grafana write them. */
export const jaegerTraces: Importer = {
  id: 'jaeger',
  title: 'Jaeger traces',
  about: 'Topology, calls, rates and fitted service times from traces in Jaeger’s JSON',
  extensions: ['json'],
  bytes: traceLimits.bytes,
  detects: (text) => /"(traceID|processes)"\s*:/.test(text.slice(0, 5000)) && /"spans"\s*:/.test(text.slice(0, 20_000)),
  read: (text, options) => imported(text, options, readJaeger, 'Jaeger traces'),
};

function imported(text: string, { fileName }: ImportOptions, read: (root: unknown) => Result<SpanList>, format: string): Result<Imported> {
  const root = parseJson(text);
  const list = root === undefined ? failure(noSpans(format)) : read(root);
  if (!list.ok) return list;
  const forest = growForest(list.value);
  if (forest.spans.length === 0) return failure(noSpans(format));
  const name = safeName(fileName.replace(/^.*[/\\]/, '').replace(/(\.(otlp|jaeger|traces?))?\.jsonl?$/i, ''));
  return success(designFromTraces(observe(forest), forest, name === '' ? 'From traces' : name));
}
