/** What the numbers of the column "breaker" mean, short enough for an axis. */
export const breakerWords = ['closed', 'half-open', 'open'] as const;
