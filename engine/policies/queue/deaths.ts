/** Why a message became a dead letter. */
export const deathReasons = ['rejected', 'delivery-limit', 'expired', 'maxlen'] as const;
export type DeathReason = (typeof deathReasons)[number];

/** That a message died in a queue for a reason, and how often: one entry of RabbitMQ's `x-death` header. */
export interface Death {
  readonly queue: number;
  readonly reason: DeathReason;
  readonly count: number;
}

/** The history of a message with one more death, latest first; one that died the same way before is counted on. */
export function withDeath(deaths: readonly Death[], queue: number, reason: DeathReason): Death[] {
  const same = deaths.find((death) => death.queue === queue && death.reason === reason);
  return [{ queue, reason, count: (same?.count ?? 0) + 1 }, ...deaths.filter((death) => death !== same)];
}

/** Times that a message died in a queue, for whatever reason. */
export const deathsIn = (deaths: readonly Death[], queue: number): number =>
  deaths.reduce((sum, death) => (death.queue === queue ? sum + death.count : sum), 0);

/**
 * Whether a dead letter would come back to a queue without any consumer ever having rejected it: RabbitMQ then drops it, since it would
 * go round for ever.
 * @param deaths with the present one
 * @see engine/SOURCES.md#rabbitmq
 */
export function goesRound(deaths: readonly Death[], target: number): boolean {
  const back = deaths.findIndex(({ queue }) => queue === target);
  return back >= 0 && deaths[0]!.reason !== 'rejected' && deaths.slice(0, back + 1).every(({ reason }) => reason !== 'rejected');
}
