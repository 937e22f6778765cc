import type { Result } from '../core/problem';
import type { Report } from '../measure/report';
import { run } from '../simulate/run';
import type { RunJob } from '../what-if/crew';

/** What one thread of the crew does: a whole run. */
export const simulate = ({ design, options }: RunJob): Result<Report> => run(design, options);
