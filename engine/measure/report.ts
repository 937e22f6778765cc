import { z } from 'zod';
import { zCascade } from './cascade';
import { zCost } from './cost';
import { zDeadLetters } from './dead-letters';
import { zExperimentRun } from './experiment-watch';
import { zFigureLine } from './figure-lines';
import { zLatency } from './latency';
import { zLedgerLines } from './ledger-lines';
import { zGroupLine } from './group-lines';
import { zTheory } from './theory';

const count = (what: string) => z.number().describe(what);
const zInterval = z
  .strictObject({ low: z.number().describe('[ms]'), high: z.number().describe('[ms]') })
  .nullable()
  .describe('Null with too few samples.');
const zIntervals = z
  .strictObject({ p50: zInterval, p90: zInterval, p95: zInterval, p99: zInterval, p999: zInterval })
  .describe(
    '95 % intervals of the percentiles by order statistics. They hold for independent latencies and are too narrow where requests wait for each other: replications give those that hold.',
  );
const zRateLimited = z
  .strictObject({
    decisions: count('Calls that it was asked about.'),
    delayed: count('Let pass after a wait for their turn.'),
    refused: count('Refused, with the cause rate-limited.'),
    storeFailures: count('Decisions that the store did not answer; the limit was then open or closed, as the design says.'),
  })
  .describe('Decisions of the rate limit. Absent where none ever decided.');
const zByCause = z.record(z.string(), z.number()).describe('Failures by cause; causes that never happened are left out.');

/** Who decided how much of the start is left out. */
const zWarmupRule = z.strictObject({
  by: z.enum(['given', 'mser-5']).describe('The design or whoever ran it, or the rule MSER-5.'),
  settled: z.boolean().nullable().describe('Whether the run settled at all, as far as MSER-5 can tell; null where it was not asked.'),
  why: z.string().describe('The same in words.'),
});
export type WarmupRule = z.infer<typeof zWarmupRule>;
export const givenWarmup: WarmupRule = { by: 'given', settled: null, why: 'As long as the design, or whoever ran it, said.' };

const zRequestsOf = z.strictObject({
  id: z.string(),
  arrived: count('Requests sent.'),
  ok: count('Answered in full, in time.'),
  degraded: count('Answered in time with a substitute.'),
  late: count('Answered after their deadline.'),
  failed: count('Not answered.'),
  failuresByCause: zByCause,
  latency: zLatency,
  latencyIntervals: zIntervals,
});

/** The final account of a run. Everything counts from the end of the warm-up, but `conservation`, which counts the whole run. */
export const zReport = z.strictObject({
  format: z.literal('faultline-report-1'),
  design: z.string().describe('Name of the design.'),
  seed: z.number().describe('Of all random numbers.'),
  simulated: z.number().describe('Simulated time, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of the account. [s]'),
  warmupRule: zWarmupRule.describe('Why that much.'),
  events: count('Events that fired.'),
  digest: z.string().describe('Hash over the whole event sequence: equal digests, equal runs.'),
  requests: z.strictObject({
    arrived: count('Requests sent.'),
    ok: count('Answered in full, in time.'),
    degraded: count('Answered in time with a substitute.'),
    late: count('Answered after their deadline.'),
    failed: count('Not answered.'),
    failedShare: z.number().nullable().describe('Failed divided by finished; null when none has finished.'),
    throughput: z.number().describe('Answered per second. [1/s]'),
    goodput: z.number().describe('Answered within deadline per second. [1/s]'),
    failuresByCause: zByCause,
    latency: zLatency,
    latencyIntervals: zIntervals,
  }),
  journeys: z.array(zRequestsOf),
  tenants: z.array(zRequestsOf).describe('Requests by tenant, whatever their journey; empty where the clients name no tenants.'),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      role: z.enum(['source', 'server', 'queue', 'log']),
      rate: z.number().describe('Arrivals per second. [1/s]'),
      throughput: z.number().describe('Finished well per second. [1/s]'),
      errorShare: z.number().describe('Failed divided by finished.'),
      failuresByCause: zByCause,
      utilization: z
        .number()
        .nullable()
        .describe('Share of worker time held, of the workers that calls may be sent to; null where there are no workers to count.'),
      meanInSystem: z.number().describe('Time-average of calls in the node.'),
      meanBacklog: z.number().describe('Time-average of calls waiting; of calls beyond the cores where they share them.'),
      maxBacklog: count('Most calls that waited at once, or that were beyond the cores.'),
      total: zLatency.describe('Arrival to answer.'),
      queueWait: zLatency.describe('Waiting for a worker; what sharing added where calls share the cores.'),
      service: zLatency.describe('Being worked on.'),
      replicaSeconds: z
        .number()
        .nullable()
        .describe('Time that replicas ran, summed over them: starting and finishing included. [s] null for what has none.'),
      coldStarts: count('Calls that waited for an instance to start.'),
      abandoned: count('Calls finished after their caller had gone.'),
      blamed: count('Failed requests whose first cause lay here.'),
      rateLimit: zRateLimited.optional(),
      figures: z
        .array(zFigureLine)
        .optional()
        .describe('What only nodes of its kind have: look-ups, messages, lag … Absent where there is nothing of it.'),
      groups: z.array(zGroupLine).optional().describe('Consumer groups of a log, over the whole run. Absent where there are none.'),
      deadLetters: z
        .array(zDeadLetters)
        .optional()
        .describe('What was given up, by reason and event, most first. Absent where nothing was.'),
      theory: zTheory.nullable().describe('What queueing theory says; null for what is no server.'),
    }),
  ),
  links: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      rate: z.number().describe('Calls per second. [1/s]'),
      attempts: z.number().describe('Attempts per second. [1/s]'),
      errorShare: z.number().describe('Failed calls divided by finished.'),
      failuresByCause: zByCause,
      duration: zLatency.describe('First attempt to final answer.'),
      retries: count('Attempts beyond the first.'),
      fallbacks: count('Substitute answers.'),
      hedges: count('Attempts sent beside one that took long.'),
      breakerTrips: count('Times the breaker opened.'),
      inFlight: count('Calls without an answer at the end.'),
      traffic: z
        .strictObject({
          sent: z.number().describe('Calls or messages, headers included. [bytes]'),
          received: z.number().describe('Answers, headers included. [bytes]'),
          crossZone: z.number().describe('Of both: from one zone to another of the same region. [bytes]'),
          crossRegion: z.number().describe('Of both: from one region to another. [bytes]'),
          sendUse: z.number().nullable().describe('Share of the time in which it was sending calls; null without a bandwidth.'),
          receiveUse: z.number().nullable().describe('Share of the time in which it was sending answers; null without a bandwidth.'),
        })
        .nullable()
        .describe('null where the design gives neither sizes nor a bandwidth nor zones at both ends.'),
      rateLimit: zRateLimited.optional(),
    }),
  ),
  slos: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string().describe('In words.'),
      met: z.boolean(),
      measured: z.number().nullable().describe('In the unit of the objective: ms, or share.'),
      objective: z.number().describe('The bound that was promised, in that unit.'),
      budget: z
        .strictObject({
          allowed: z.number().describe('Share of requests that may go wrong: slower than the bound, or not answered in time.'),
          bad: count('Requests that went wrong.'),
          counted: count('Requests that the objective counts: answered ones for a latency, finished ones for availability.'),
          left: z
            .number()
            .nullable()
            .describe('Share of the error budget left; negative when overspent, null when there is none to spend.'),
        })
        .describe('The error budget over the measured part of the run.'),
    }),
  ),
  cost: zCost.nullable(),
  ledger: zLedgerLines
    .optional()
    .describe('Business facts of the whole run, warm-up included, and the claims over them. Absent where there are neither.'),
  degraded: z
    .array(
      z.strictObject({
        subject: z.string().describe('Node id.'),
        at: z.number().describe('When it first degraded. [s]'),
        sign: z.string().describe('How one saw it, in words.'),
      }),
    )
    .describe('Which parts degraded, first one first.'),
  forgotten: z
    .array(
      z.strictObject({
        subject: z.string().describe('Node or kind of entity; empty for the whole design.'),
        what: z.string().describe('What was forgotten, and what follows.'),
        count: count('Things, writes or keys.'),
      }),
    )
    .optional()
    .describe('What had to be forgotten, since only so much is remembered: figures about it may be too low. Absent where nothing was.'),
  cascade: zCascade.describe('Who degraded first, who followed, through which link, and with what share of the blame.'),
  marks: z.array(
    z.strictObject({
      at: z.number().describe('When it happened. [s]'),
      kind: z.string(),
      subject: z.string(),
      fault: z.string().optional().describe('Id of the fault that starts or ends.'),
      text: z.string(),
    }),
  ),
  experiment: zExperimentRun.optional().describe('What an experiment saw. Absent where the run was none.'),
  conservation: z
    .strictObject({
      requests: z.strictObject({ arrived: z.number(), completed: z.number(), failed: z.number(), inFlight: z.number() }),
      nodes: z.array(
        z.strictObject({ id: z.string(), arrived: z.number(), completed: z.number(), failed: z.number(), inFlight: z.number() }),
      ),
    })
    .describe('Whole run: arrived = completed + failed + in flight, everywhere.'),
});
export type Report = z.infer<typeof zReport>;
export type RateLimited = z.infer<typeof zRateLimited>;
export type LatencyIntervals = z.infer<typeof zIntervals>;
