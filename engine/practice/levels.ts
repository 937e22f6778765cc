/** Whom a task is for, and what is expected of an answer; the easiest first. */
export const levels = ['junior', 'mid', 'senior'] as const;
export type Level = (typeof levels)[number];
