import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { reportInWorker } from '../engine/run-crew';

interface Known {
  readonly report: Promise<Result<Report>>;
  readonly stop: () => void;
  /** Documents that are written of it and not left. */
  waiting: number;
  done: boolean;
}

/** Designs never change: an edit makes another one. So each is run once, however many documents are written of it. */
const known = new WeakMap<Design, Known>();

/** The account of a run of a design, as the command line makes it. The run ends when all who wait for it have left. */
export function reportOf(design: Design, signal: AbortSignal, ask = reportInWorker): Promise<Result<Report>> {
  const asked = known.get(design) ?? begin(design, ask);
  asked.waiting += 1;
  const leave = (): void => {
    asked.waiting -= 1;
    // Who goes from one document of it to the next leaves and comes in the same breath.
    queueMicrotask(() => {
      if (asked.waiting > 0 || asked.done) return;
      known.delete(design);
      asked.stop();
    });
  };
  signal.addEventListener('abort', leave, { once: true });
  return asked.report;
}

function begin(design: Design, ask: typeof reportInWorker): Known {
  const leaving = new AbortController();
  const asked: Known = { report: ask(design, leaving.signal), stop: () => leaving.abort(), waiting: 0, done: false };
  known.set(design, asked);
  asked.report.then(
    () => {
      asked.done = true;
    },
    // What failed may work the next time.
    () => known.get(design) === asked && known.delete(design),
  );
  return asked;
}
