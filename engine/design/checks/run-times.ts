import { formatDuration } from '../../core/units';
import { type Check, error } from './check';

export const runTimes: Check = function* ({ design: { run } }) {
  if (run.warmup < run.duration) return;
  yield error({
    code: 'warmup-too-long',
    where: 'run.warmup',
    message: `The warm-up (${formatDuration(run.warmup)}) takes the whole run (${formatDuration(run.duration)}), so nothing would be measured.`,
    remedy: 'Shorten the warm-up, or lengthen the run.',
  });
};
