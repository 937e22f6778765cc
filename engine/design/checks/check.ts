import type { Problem } from '../../core/problem';
import type { DesignIndex } from '../design-index';

/**
 * A rule about a whole design, beyond what its schema says. A check says nothing about references to parts that cannot be
 * read (`index.unreadable`): they have a problem of their own already.
 */
export type Check = (index: DesignIndex) => Iterable<Problem>;

type Words = Omit<Problem, 'severity'>;
/** Refuses the design. */
export const error = (words: Words): Problem => ({ severity: 'error', ...words });
/** Lets it run, and says what to expect. */
export const warning = (words: Words): Problem => ({ severity: 'warning', ...words });
/** Lets it run as drawn, and says where the drawing is weak. */
export const hint = (words: Words): Problem => ({ severity: 'hint', ...words });
