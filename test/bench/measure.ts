import checkout from '../../scenarios/checkout/design.faultline.json';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';
import { Simulation } from '../../engine/simulate/simulation';
import { callTrees, overload, singleQueue } from './workloads';

/** What one run of a workload took, and what it found: a wrong simulation must not pass as a fast one. */
export interface Measured {
  readonly cpuSeconds: number;
  readonly simulatedSeconds: number;
  readonly events: number;
  readonly requests: number;
  /** [ms] */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/**
 * CPU time of one run as the command line does it, all metrics on. The runs before it are not counted: V8 compiles the loop
 * while it runs, and once more when a second run shows what the first did not.
 */
export function measure(workload: string, size: number): Measured {
  const { design, seconds } = workloads(workload, size);
  for (const seed of [2, 3, 4]) timed(design, seconds / 2, seed);
  return timed(design, seconds, 1);
}

function workloads(workload: string, size: number): { design: Design; seconds: number } {
  switch (workload) {
    case 'w1':
      return singleQueue(size);
    case 'w2':
      return callTrees(size, 1);
    case 'w2-trees20':
      return callTrees(size, 20);
    case 'checkout':
      return { design: checkout as Design, seconds: size };
    default:
      throw new Error(`no workload ${workload}`);
  }
}

export function timed(design: Design, seconds: number, seed: number): Measured {
  const before = process.cpuUsage();
  const result = run(design, { seed, duration: seconds, warmup: Math.min(1, seconds / 20) });
  const { user, system } = process.cpuUsage(before);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { requests, events, conservation } = result.value;
  const { mean, p50, p99 } = requests.latency;
  return {
    cpuSeconds: (user + system) / 1e6,
    simulatedSeconds: seconds,
    events,
    requests: conservation.requests.arrived,
    mean: mean!,
    p50: p50!,
    p99: p99!,
    failed: requests.failed,
  };
}

/** Growth of the heap under overload. Needs --expose-gc. */
export function memory(requests: number): { readonly inFlight: number; readonly bytesPerRequest: number; readonly bytesPerTask: number } {
  const resolved = resolve(overload);
  if (!resolved.ok) throw new Error('the overload design does not check');
  const simulation = new Simulation(resolved.value, 1);
  simulation.runUntil(50e6);
  const startedWith = { bytes: heap(), tasks: simulation.kernel.pool.all.length, requests: inFlight(simulation) };
  while (inFlight(simulation) < requests) simulation.runUntil(simulation.now + 100e6);
  const bytes = heap() - startedWith.bytes;
  const count = inFlight(simulation);
  return {
    inFlight: count,
    bytesPerRequest: bytes / (count - startedWith.requests),
    bytesPerTask: bytes / (simulation.kernel.pool.all.length - startedWith.tasks),
  };
}

const inFlight = (simulation: Simulation): number => simulation.model.journeys.reduce((sum, { stats }) => sum + stats.inFlight, 0);

function heap(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
