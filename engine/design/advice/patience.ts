import type { DesignView } from './view';

/** How long those that call a node wait for it at most, and whether they tell it when they stop. [ns] */
interface Patience {
  readonly longest: number;
  readonly cancels: boolean;
}

/** Null where one of them waits without end, or nobody calls. Deliveries do not count: a queue bounds those by its prefetch. */
export function patienceOf(node: string, { index }: DesignView): Patience | null {
  const calls = index.incoming(node).filter(({ from }) => index.roleOf(from) === 'server' || index.roleOf(from) === 'source');
  if (calls.length === 0 || calls.some(({ policy }) => policy.timeout === undefined)) return null;
  return {
    longest: Math.max(...calls.map(({ policy }) => policy.timeout!)),
    cancels: calls.every(({ policy }) => policy.cancelOnTimeout),
  };
}
