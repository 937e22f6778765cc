import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { reportInWorker } from '../engine/run-crew';

/** Designs never change: an edit makes another one. So each is run once, however many documents are written of it. */
const known = new WeakMap<Design, Promise<Result<Report>>>();

/** The account of a run of a design, as the command line makes it. */
export function reportOf(design: Design): Promise<Result<Report>> {
  const before = known.get(design);
  if (before) return before;
  const report = reportInWorker(design);
  known.set(design, report);
  // What failed may work the next time.
  report.catch(() => known.delete(design));
  return report;
}
