import { boundaries } from './boundaries';
import { communication } from './communication';
import type { Criterion } from './criterion';
import { estimation } from './estimation';
import { observability } from './observability';
import { requirements } from './requirements';
import { resilience } from './resilience';
import { tradeOffs } from './trade-offs';

/** The rubric: every criterion of every dimension. A new one is a value in its dimension's file; a new dimension is a file here and a line there. */
export const rubric: readonly Criterion[] = [
  ...requirements,
  ...estimation,
  ...boundaries,
  ...communication,
  ...resilience,
  ...observability,
  ...tradeOffs,
];
