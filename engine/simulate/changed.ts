/** Whether two pieces of a design say different things. Not for the hot path. */
export const changed = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
