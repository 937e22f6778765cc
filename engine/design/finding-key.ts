import type { Problem } from '../core/problem';

/** What tells one finding from another: its code and its place. */
export const keyOfFinding = ({ code, where }: Pick<Problem, 'code' | 'where'>): string => `${code} ${where}`;
