import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './io';

const silent: Progress = { start: () => undefined, show: () => undefined, stop: () => undefined };

/** A bar on a terminal; nothing where the stream goes to a file or a pipe. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return silent;
  // Cursor and line wrap stay as they are: a run that is interrupted could not bring them back.
  const bar = new SingleBar(
    { stream, format: '{bar} {percentage} %', clearOnComplete: true, hideCursor: false, linewrap: true },
    Presets.shades_classic,
  );
  return {
    start: () => bar.start(100, 0),
    show: (share) => bar.update(Math.floor(share * 100)),
    stop: () => bar.stop(),
  };
}
