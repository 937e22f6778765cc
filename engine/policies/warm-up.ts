import type { WarmUpParams } from './replica-params';

/**
 * How many times as long work takes on a replica that is still cold: `factor` at first, falling in a straight line to 1.
 * @param age since it was ready [ns]
 * @param done pieces of work that it has begun before this one
 */
export function slownessOf(params: WarmUpParams, age: number, done: number): number {
  const left = params.over === 'time' ? 1 - age / params.duration : 1 - done / params.calls;
  return left > 0 ? 1 + (params.factor - 1) * left : 1;
}
