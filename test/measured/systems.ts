import type { Design, DesignLink } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import type { Report } from '../../engine/measure/report';
import { run } from '../../engine/simulate/run';
import { type Backlog, backlogOf, medianOf } from './backlog';
import { type Latencies, type Measured, measured, median, replaying } from './trace';

/** One number of a measured system beside what the simulation says of it. */
export interface Line {
  readonly system: string;
  readonly what: string;
  /** Median of the measured runs. [ms], or a share */
  readonly measured: number;
  readonly predicted: number;
  /** How far they may lie apart: a share of the measured number, or the difference itself. */
  readonly allowed: number;
  readonly unit: 'ms' | 'share' | '1/s' | 'messages';
  /** The bound is on the difference itself. */
  readonly absolute: boolean;
}

/** The whole trace is answered long before this. */
const END = '2min';
const LATENCY = 0.03;
const SUCCESS = 0.05;
/** Requests that never wait: what is measured beyond their work is how late the machine's timers and sockets were. [ms] */
const JITTER = { allowed: 2, absolute: true };
const UNBOUNDED = 1_000_000_000;
const replay = { kind: 'work', time: '0ms', recorded: 'service' } satisfies StepInput;

function simulate(design: Omit<Design, 'version' | 'run'>): Report {
  const result = run({ ...design, version: 1, run: { duration: END, warmup: '0s' } });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function compare(
  system: string,
  prefix: string,
  runs: readonly Latencies[],
  found: Report['requests']['latency'],
  { allowed = LATENCY, absolute = false } = {},
): Line[] {
  return (['mean', 'p50', 'p95', 'p99'] as const).map((what) => ({
    system,
    what: prefix + what,
    measured: median(runs.map((one) => one[what])),
    predicted: found[what] ?? NaN,
    allowed,
    unit: 'ms',
    absolute,
  }));
}

/**
 * Workers behind first-in-first-out queues of their own. Two constants are calibrated, as the measured file says: what a request costs a worker beyond
 * its service time, and what the way there and back takes.
 */
function workers(name: string, replicas: number): Line[] {
  const { trace, runs, calibration } = measured<Latencies>(name);
  const { perRequestServerOccupancyOverheadMs: occupancy, fixedPathLatencyMs: path } = calibration!;
  const report = simulate({
    name,
    nodes: [
      replaying(trace),
      {
        id: 'server',
        kind: 'service',
        params: { replicas, workers: 1, queueLimit: UNBOUNDED },
        operations: [{ name: 'serve', steps: [replay, { kind: 'work', time: occupancy }] }],
      },
    ],
    links: [over('clients', 'server', path)],
  });
  return compare(name, '', runs, report.requests.latency);
}

/** Half of the way there, half of it back. [ms] */
const over = (from: string, to: string, path: number, policy: NonNullable<DesignLink['policy']> = {}): DesignLink => ({
  id: `${from}-${to}`,
  from,
  to,
  network: { latency: path / 2 },
  policy,
});

type Phase = 'before' | 'slow' | 'after';
type CascadeRun = Record<'b' | 'c', Record<Phase, Latencies>>;

/** A frontend whose workers wait for one of eight connections to a slow backend, and so have no time for cheap requests either. */
function cascade(): Line[] {
  const name = 'cascade_shared_slots20_pool8';
  const { trace, runs, config } = measured<CascadeRun>(name) as Measured<CascadeRun> & {
    config: { frontendSlots: number; poolToB: number; zeroLoadOverheadMs: { b: number; c: number } };
  };
  const { b, c } = config.zeroLoadOverheadMs;
  const phases: readonly Phase[] = ['before', 'slow', 'after'];
  const phaseOf = (t: number): Phase => (t < 8000 ? 'before' : t < 14_000 ? 'slow' : 'after');
  const classes = ['b', 'c'] as const;
  // The trace holds the work as it was drawn; the backend took ten times as long for what arrived in the slow phase.
  const s = trace.s.map((service, i) => (trace.k![i] === 'b' && phaseOf(trace.t[i]!) === 'slow' ? 10 * service : service));
  const report = simulate({
    name,
    nodes: [
      replaying(
        { ...trace, s },
        trace.k!.map((k, i) => `${k}-${phaseOf(trace.t[i]!)}`),
      ),
      {
        id: 'frontend',
        kind: 'service',
        params: { replicas: 1, workers: config.frontendSlots, mode: 'blocking', queueLimit: UNBOUNDED },
        operations: [
          { name: 'b', steps: [{ kind: 'call', link: 'frontend-backend' }] },
          { name: 'c', steps: [replay] },
        ],
      },
      { id: 'backend', kind: 'external', operations: [{ name: 'sleep', steps: [replay] }] },
    ],
    links: [
      // What a request costs without load: one way for the cheap class, and the rest of the other's on the way to the backend.
      over('clients', 'frontend', c),
      over('frontend', 'backend', b - c, { bulkhead: { limit: config.poolToB, queue: 1_000_000, maxWait: '1h' } }),
    ],
    journeys: classes.flatMap((k) =>
      phases.map((phase) => ({ id: `${k}-${phase}`, client: 'clients', link: 'clients-frontend', operation: k })),
    ),
  });
  return classes.flatMap((k) =>
    phases.flatMap((phase) =>
      compare(
        name,
        `${k} ${phase} `,
        runs.map((one) => one[k][phase]),
        report.journeys.find(({ id }) => id === `${k}-${phase}`)!.latency,
        k === 'c' && phase === 'before' ? JITTER : {},
      ),
    ),
  );
}

interface OverloadRun {
  readonly successByPhase: Readonly<Record<string, number>>;
  readonly latencyOfSuccesses: Latencies;
}
const overloadPhases = [
  ['before_0_8s', 8000],
  ['spike_8_12s', 12_000],
  ['after_12_20s', 20_000],
  ['late_20_28s', 28_000],
  ['late_28_36s', Infinity],
] as const;

/** A spike over capacity, callers who give up after 250 ms, and a server that goes on to work for them. */
function overload(): Line[] {
  const name = 'overload_no_retry';
  const { trace, runs, config } = measured<OverloadRun>(name) as Measured<OverloadRun> & {
    config: { workers: number; clientTimeoutMsPerTry: number; zeroLoadOverheadMs: number };
  };
  const report = simulate({
    name,
    nodes: [
      replaying(
        trace,
        trace.t.map((t) => overloadPhases.find(([, end]) => t < end)![0].replaceAll('_', '-')),
      ),
      {
        id: 'server',
        kind: 'service',
        params: { replicas: 1, workers: config.workers, queueLimit: UNBOUNDED },
        operations: [{ name: 'serve', steps: [replay] }],
      },
    ],
    links: [over('clients', 'server', config.zeroLoadOverheadMs, { timeout: config.clientTimeoutMsPerTry })],
    journeys: overloadPhases.map(([phase]) => ({ id: phase.replaceAll('_', '-'), client: 'clients', link: 'clients-server' })),
  });
  const shares = overloadPhases.map(([phase]): Line => {
    const { ok, arrived } = report.journeys.find(({ id }) => id === phase.replaceAll('_', '-'))!;
    return {
      system: name,
      what: `success ${phase}`,
      measured: median(runs.map(({ successByPhase }) => successByPhase[phase]!)),
      predicted: ok / arrived,
      allowed: SUCCESS,
      unit: 'share',
      absolute: true,
    };
  });
  const latencies = runs.map(({ latencyOfSuccesses }) => latencyOfSuccesses);
  return [...shares, ...compare(name, '', latencies, report.requests.latency)];
}

interface BrokerRun extends Backlog {
  readonly latency: Latencies;
  readonly meanProcessingMs: number;
}

/** A queue that two consumers cannot keep up with. What processing took, timers included, the file gives; nothing else is calibrated. */
function broker(): Line[] {
  const name = 'msg_rabbit_2consumers_prefetch20_8ms';
  const { trace, runs } = measured<BrokerRun>(name);
  const processing = median(runs.map(({ meanProcessingMs }) => meanProcessingMs));
  const consumer = (id: string) => ({
    id,
    kind: 'service' as const,
    params: { replicas: 1, workers: 1, serviceTime: processing, queueLimit: UNBOUNDED },
  });
  const design: Omit<Design, 'version' | 'run'> = {
    name,
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'recorded', times: [...trace.t] } } },
      { id: 'publisher', kind: 'external', params: { latency: '0ms' } },
      { id: 'queue', kind: 'queue', params: { prefetch: 20 } },
      consumer('first'),
      consumer('second'),
    ],
    links: [over('clients', 'publisher', 0), over('publisher', 'queue', 0), over('queue', 'first', 0), over('queue', 'second', 0)],
  };
  const latencies = runs.map(({ latency }) => latency);
  const backlog = backlogOf({ ...design, version: 1 }, 'queue', trace.t.at(-1)!);
  const line = (what: string, unit: Line['unit'], key: keyof typeof backlog): Line => ({
    system: name,
    what,
    measured: medianOf(runs, key),
    predicted: backlog[key],
    allowed: LATENCY,
    unit,
    absolute: false,
  });
  return [
    ...compare(name, '', latencies, simulate(design).nodes.find(({ id }) => id === 'queue')!.total),
    line('growth of the backlog', '1/s', 'lagSlopePerS'),
    line('backlog when publishing ended', 'messages', 'lagAtEndOfProduction'),
    line('time to work it off', 'ms', 'drainTimeMs'),
  ];
}

/** Every measured system, number by number. */
export const compareAll = (): Line[] => [
  ...workers('svcq_c1_rho05', 1),
  ...workers('svcq_c1_rho08', 1),
  ...workers('haproxyq_c1_rho08', 1),
  ...workers('lb4_roundrobin_rho08', 4),
  ...cascade(),
  ...overload(),
  ...broker(),
];

/** How far the prediction lies off, in the terms of `allowed`. */
export const off = ({ measured: real, predicted, absolute }: Line): number => (absolute ? predicted - real : predicted / real - 1);
