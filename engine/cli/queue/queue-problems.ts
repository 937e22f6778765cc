import type { Problem } from '../../core/problem';

// What can go wrong with a queue while runs are in it.

const problem = (code: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: '--queue',
  message,
  remedy,
});

/** @param reason as the queue tells it */
export const runBroke = (reason: string): Problem =>
  reason.includes('stalled')
    ? problem(
        'queue-run-stalled',
        'Several workers took one of the runs, and each of them stopped while at it.',
        'See why they stopped: most often a run wants more memory than a worker has. Give them more, or make the run shorter.',
      )
    : problem(
        'queue-run-broke',
        `A worker could not do one of the runs: ${reason.slice(0, 500)}`,
        'Do the same without --queue to see more.',
      );

/** @param for_ how long it was waited for [ms] */
export const queueLost = (where: string, for_: number): Problem =>
  problem(
    'queue-lost',
    `The Redis at ${where} went away and did not come back within ${for_ / 1000} s.`,
    'Start it again, then the same command: what was done meanwhile is not done twice.',
  );

/** @param for_ how long it was waited for [ms] */
export const noWorkers = (where: string, engine: string, for_: number): Problem =>
  problem(
    'queue-no-workers',
    `No worker of engine ${engine} came to ${where} within ${for_ / 60_000} minutes.`,
    `Start some with the same Faultline: faultline worker --queue ${where}`,
  );
