import { parseDuration } from '../core/units';
import { journeysOf } from '../design/sequence';
import type { Design, DesignSlo } from '../design/schema';

// What an objective is in PromQL, over the histogram that OpenTelemetry's HTTP instrumentation keeps at the service that a journey enters.
// https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration

const REQUESTS = 'http_server_request_duration_seconds';

/** An objective as questions to Prometheus. */
export interface SloQueries {
  readonly id: string;
  /** "99 % of order within 500 ms". */
  readonly text: string;
  /** Share of requests that may go wrong. */
  readonly allowed: number;
  /** Share of requests that went wrong. @param range such as "5m" */
  readonly badShare: (range: string) => string;
  /** What the objective bounds, in seconds or as a share; for a picture. */
  readonly measured: string;
  readonly bound: number;
  readonly unit: 's' | 'percentunit';
}

/** Objectives about a journey that enters nowhere are left out: there is nobody to ask. */
export function sloQueries(design: Design): SloQueries[] {
  const journeys = journeysOf(design);
  const names = new Map((design.nodes ?? []).map(({ id, name }) => [id, name ?? id]));
  const entries = new Map((design.links ?? []).map(({ id, to }) => [id, names.get(to) ?? to]));
  return (design.slos ?? []).flatMap((slo) => {
    const about = journeys.filter(({ id }) => slo.journey === undefined || slo.journey === id);
    const services = [...new Set(about.flatMap(({ link }) => entries.get(link) ?? []))];
    return services.length === 0 ? [] : queriesOf(slo, services, about.map(({ name, id }) => name ?? id).join(', '));
  });
}

function queriesOf(slo: DesignSlo, services: readonly string[], journeys: string): SloQueries {
  const where = `service_name=~${quoted(services.map(literally).join('|'))}`;
  const all = (range: string) => `sum(rate(${REQUESTS}_count{${where}}[${range}]))`;
  if (slo.kind === 'availability') {
    const { atLeast = 0.999 } = slo;
    const bad = (range: string) => `sum(rate(${REQUESTS}_count{${where},http_response_status_code=~"5.."}[${range}])) / ${all(range)}`;
    return {
      id: slo.id,
      text: `${percent(atLeast)} of ${journeys} answered`,
      allowed: share(1 - atLeast),
      badShare: bad,
      measured: `1 - (${bad('5m')})`,
      bound: atLeast,
      unit: 'percentunit',
    };
  }
  const { percentile = 99, below = '500ms' } = slo;
  const seconds = parseDuration(below)! / 1e9;
  const quick = (range: string) => `sum(rate(${REQUESTS}_bucket{${where},le="${seconds}"}[${range}]))`;
  return {
    id: slo.id,
    text: `${percent(percentile / 100)} of ${journeys} within ${seconds} s`,
    allowed: share(1 - percentile / 100),
    badShare: (range) => `1 - ${quick(range)} / ${all(range)}`,
    measured: `histogram_quantile(${share(percentile / 100)}, sum by (le) (rate(${REQUESTS}_bucket{${where}}[5m])))`,
    bound: seconds,
    unit: 's',
  };
}

/** Latency bounds that must be bounds of the histogram's buckets, or the alert never sees anything. [s] */
export const bucketBounds = (design: Design): number[] =>
  [...new Set((design.slos ?? []).flatMap((slo) => (slo.kind === 'latency' ? parseDuration(slo.below ?? '500ms')! / 1e9 : [])))].sort(
    (a, b) => a - b,
  );

const percent = (of: number): string => `${share(of * 100)} %`;
/** Without the dust of binary fractions. */
const share = (value: number): number => Number(value.toPrecision(6));
/** A name inside a regular expression. */
const literally = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** A string of PromQL. */
export const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\p{Cc}+/gu, ' '));
