import type { HealthCheckParams } from './replica-params';

/**
 * When a health check will have found out, if nothing changes again. Probes are made at whole multiples of the interval; a replica that
 * dies or comes to life answers the first probe after that moment in its new way, and is believed after as many in a row as asked for.
 * @param alive how it answers now
 * @param since since when [ns]
 * @returns when the check believes it [ns]
 */
export function foundOutAt(
  { interval, timeout, failures, successes, deadReplica }: HealthCheckParams,
  alive: boolean,
  since: number,
): number {
  const first = (Math.floor(since / interval) + 1) * interval;
  const last = first + ((alive ? successes : failures) - 1) * interval;
  // Who refuses fails at once; who is silent fails when the probe gives up.
  return !alive && deadReplica === 'black-hole' ? last + timeout : last;
}
