import { causeCode } from '../measure/stats';

/** Causes after which nobody knows whether what was asked was done. */
const UNKNOWN = ['timeout', 'lost', 'crash', 'deadline', 'cancelled', 'in-progress'] as const satisfies readonly (keyof typeof causeCode)[];
const unknown = UNKNOWN.reduce((bits, cause) => bits | (1 << causeCode[cause]), 0);

/** @param cause the first cause of a failure, by its code */
export const isUnknown = (cause: number): boolean => ((1 << cause) & unknown) !== 0;
