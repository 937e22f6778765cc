import type { Result } from '../core/problem';
import { success } from '../core/problem';
import type { ResolvedDesign } from '../design/schema';
import { type Condition, conditionsOf, type ConditionWanted } from './conditions';

/** Share of requests that may stay without an answer where nothing is said about it. */
export const UNANSWERED = 0.1;

/**
 * Objectives speak of requests that have finished: a system that no longer answers misses none of them. So whoever meets them must finish
 * what arrives, too.
 */
const finished: Condition = {
  id: 'finished',
  text: `${Math.round(100 * (1 - UNANSWERED))} % of the requests that arrive are finished`,
  figure: 'requests.ok + requests.degraded + requests.late + requests.failed / requests.arrived',
  sense: 'at-least',
  bound: 1 - UNANSWERED,
  scale: UNANSWERED,
  allowed: null,
};

/** What a design must do: its objectives on what it has finished, and to finish; or what is asked for instead, and nothing else. */
export function demandsOf(design: Pick<ResolvedDesign, 'slos'>, asked?: readonly ConditionWanted[]): Result<readonly Condition[]> {
  const conditions = conditionsOf(design, asked);
  return !conditions.ok || (asked && asked.length > 0) ? conditions : success([...conditions.value, finished]);
}
