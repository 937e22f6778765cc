import { addedLatency } from './added-latency';
import { errorRate } from './error-rate';
import { partition } from './partition';
import { replicaCrash } from './replica-crash';
import { slowDown } from './slow-down';
import { trafficSurge } from './traffic-surge';

/** Every fault, in the order of its button. */
export const faultActions = {
  [addedLatency.action]: addedLatency,
  [slowDown.action]: slowDown,
  [errorRate.action]: errorRate,
  [replicaCrash.action]: replicaCrash,
  [partition.action]: partition,
  [trafficSurge.action]: trafficSurge,
} as const;
export type FaultAction = keyof typeof faultActions;
