import type { Advice } from './advice';
import { autoscalers } from './autoscalers';
import { breakerReach } from './breakers';
import { bulkheads } from './bulkheads';
import { cacheLoads } from './cache-loads';
import { callDepth } from './call-depth';
import { capacity } from './capacity';
import { chatter } from './chatter';
import { consumers } from './consumers';
import { edge } from './edge';
import { keys } from './keys';
import { layers } from './layers';
import { limits } from './limits';
import { objectives } from './objectives';
import { ownership } from './ownership';
import { regions } from './regions';
import { retries } from './retries';
import { singlePoints } from './single-points';
import { timeoutBudgets } from './timeout-budgets';
import { waitingLines } from './waiting-lines';

/** Every piece of advice, what hurts first. A new one is a file here and a line there. */
export const advice: readonly Advice[] = [
  capacity,
  timeoutBudgets,
  retries,
  breakerReach,
  bulkheads,
  waitingLines,
  limits,
  consumers,
  keys,
  cacheLoads,
  autoscalers,
  singlePoints,
  callDepth,
  chatter,
  layers,
  regions,
  edge,
  ownership,
  objectives,
];
