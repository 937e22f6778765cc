import { Presets, SingleBar } from 'cli-progress';
import { TimeLeft } from '../core/time-left';
import type { Progress } from './io';

const silent: Progress = { start: () => undefined, show: () => undefined, stop: () => undefined };

/** A bar on a terminal; nothing where the stream goes to a file or a pipe. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return silent;
  // Cursor and line wrap stay as they are: a run that is interrupted could not bring them back.
  const bar = new SingleBar(
    { stream, format: '{bar} {percentage} %{left}', clearOnComplete: true, hideCursor: false, linewrap: true },
    Presets.shades_classic,
  );
  let left = new TimeLeft();
  return {
    start: () => {
      left = new TimeLeft();
      bar.start(100, 0, { left: '' });
    },
    show: (share) => bar.update(Math.floor(share * 100), { left: leftText(left.after(share, performance.now())) }),
    stop: () => bar.stop(),
  };
}

/** In steps that a person can read. */
function leftText(milliseconds: number | null): string {
  if (milliseconds === null) return '';
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return ` ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? ` ${minutes} min left` : ` ${Math.round(minutes / 60)} h left`;
}
