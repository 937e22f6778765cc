import { z } from 'zod';
import { type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import type { Latency, Report } from '../measure/report';
import { run, type RunOptions } from '../simulate/run';
import { unbalanced } from './conserved';
import { CONFIDENCE, type Estimate, estimate, zEstimate } from './estimate';

const zPercentiles = z.strictObject({ p50: zEstimate, p95: zEstimate, p99: zEstimate }).describe('[ms]');

/** The account of several runs of one design that differ only in their seeds. */
export const zReplications = z.strictObject({
  format: z.literal('faultline-replications-1'),
  design: z.string().describe('Name of the design.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here.'),
  simulated: z.number().describe('Simulated time of each run, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  runs: z.array(z.strictObject({ seed: z.number(), digest: z.string() })).describe('The runs, each with what tells it apart.'),
  conserved: z.boolean().describe('In every run and everywhere: arrived = completed + failed + in flight.'),
  requests: z.strictObject({
    arrived: zEstimate.describe('Requests sent per run.'),
    throughput: zEstimate.describe('Answered per second. [1/s]'),
    goodput: zEstimate.describe('Answered within their deadline per second. [1/s]'),
    failedShare: zEstimate.describe('Share of finished requests that failed.'),
    latency: zPercentiles,
  }),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      rate: zEstimate.describe('Arrivals per second. [1/s]'),
      errorShare: zEstimate.describe('Failed divided by finished.'),
      latency: zPercentiles.describe('Arrival to answer. [ms]'),
      utilization: zEstimate.describe('Share of worker time held.'),
      maxBacklog: zEstimate.describe('Most calls that waited at once.'),
    }),
  ),
  links: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      rate: zEstimate.describe('Calls per second. [1/s]'),
      errorShare: zEstimate.describe('Failed calls divided by finished.'),
      latency: zPercentiles.describe('First attempt to final answer. [ms]'),
      retries: zEstimate.describe('Attempts beyond the first.'),
      breakerTrips: zEstimate.describe('Times the breaker opened.'),
    }),
  ),
  slos: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string().describe('In words.'),
      met: z.boolean().describe('Whether every run met it.'),
      metIn: z.number().describe('Runs that met it.'),
      measured: zEstimate.describe('In the unit of the objective: ms, or share.'),
      objective: z.number(),
    }),
  ),
  degradedFirst: z
    .array(z.strictObject({ subject: z.string().describe('Node id.'), runs: z.number() }))
    .describe('Which node degraded first, in how many runs; most often first.'),
});
export type Replications = z.infer<typeof zReplications>;

export interface ReplicateOptions extends Omit<RunOptions, 'changes'> {
  /** Number of runs, with seeds seed, seed + 1, … */
  readonly replications: number;
}

const SEEDS = 2 ** 32;

/** Runs a design several times and says how sure its numbers are. `runOnce` is for tests. */
export function replicate(design: Design, { replications, ...options }: ReplicateOptions, runOnce = run): Result<Replications> {
  const first = options.seed ?? design.seed ?? 1;
  const reports: Report[] = [];
  for (let i = 0; i < replications; i += 1) {
    const onProgress = options.onProgress && ((share: number): void => options.onProgress?.((i + share) / replications));
    const result = runOnce(design, { ...options, seed: (first + i) % SEEDS, ...(onProgress && { onProgress }) });
    if (!result.ok) return result;
    reports.push(result.value);
  }
  return success(summary(reports));
}

/** Reports of one design, one after the other: lists have the same items in the same order. */
export function summary(reports: readonly Report[]): Replications {
  const [report] = reports;
  if (!report) throw new Error('Broken invariant: a summary needs a report');
  const over = (measure: (of: Report) => number | null): Estimate => estimate(reports.map(measure));
  const latencies = (of: (one: Report) => Latency) => ({
    p50: over((one) => of(one).p50),
    p95: over((one) => of(one).p95),
    p99: over((one) => of(one).p99),
  });
  return {
    format: 'faultline-replications-1',
    design: report.design,
    confidence: CONFIDENCE,
    simulated: report.simulated,
    warmup: report.warmup,
    runs: reports.map(({ seed, digest }) => ({ seed, digest })),
    conserved: reports.every((one) => unbalanced(one).length === 0),
    requests: {
      arrived: over((one) => one.requests.arrived),
      throughput: over((one) => one.requests.throughput),
      goodput: over((one) => one.requests.goodput),
      failedShare: over(({ requests }) => failedShare(requests)),
      latency: latencies((one) => one.requests.latency),
    },
    nodes: report.nodes.map(({ id, kind }, i) => ({
      id,
      kind,
      rate: over((one) => one.nodes[i]!.rate),
      errorShare: over((one) => one.nodes[i]!.errorShare),
      latency: latencies((one) => one.nodes[i]!.total),
      utilization: over((one) => one.nodes[i]!.utilization),
      maxBacklog: over((one) => one.nodes[i]!.maxBacklog),
    })),
    links: report.links.map(({ id, from, to }, i) => ({
      id,
      from,
      to,
      rate: over((one) => one.links[i]!.rate),
      errorShare: over((one) => one.links[i]!.errorShare),
      latency: latencies((one) => one.links[i]!.duration),
      retries: over((one) => one.links[i]!.retries),
      breakerTrips: over((one) => one.links[i]!.breakerTrips),
    })),
    slos: report.slos.map(({ id, text, objective }, i) => {
      const metIn = reports.filter((one) => one.slos[i]!.met).length;
      return { id, text, met: metIn === reports.length, metIn, measured: over((one) => one.slos[i]!.measured), objective };
    }),
    degradedFirst: firstToDegrade(reports),
  };
}

/** Share of finished requests that failed; null when none has finished. */
export function failedShare({ ok, degraded, late, failed }: Report['requests']): number | null {
  const finished = ok + degraded + late + failed;
  return finished === 0 ? null : failed / finished;
}

function firstToDegrade(reports: readonly Report[]): Replications['degradedFirst'] {
  const runs = new Map<string, number>();
  for (const { degraded } of reports) {
    const [first] = degraded;
    if (first) runs.set(first.subject, (runs.get(first.subject) ?? 0) + 1);
  }
  return [...runs].map(([subject, count]) => ({ subject, runs: count })).toSorted((a, b) => b.runs - a.runs);
}
