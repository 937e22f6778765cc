import { type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { gifOf, type Pixels } from '../export/picture/gif';
import type { PictureOptions } from '../export/picture/picture';
import type { Picture } from '../export/picture/shapes';
import { recordRun } from '../simulate/recorded-run';

/** A run that is wanted as an animation. Plain data. */
export interface WriteGif {
  readonly design: Design;
  readonly seed: number;
  readonly look: PictureOptions;
  /** 1 is a pixel of the canvas. */
  readonly scale: number;
}

/** Runs a design and draws the run. @param paint draws a picture in pixels */
export function writeGif(
  { design, seed, look }: WriteGif,
  paint: (picture: Picture) => Pixels,
  onProgress: (share: number) => void,
): Result<Uint8Array> {
  const recorded = recordRun(design, { seed, requests: 1 });
  return recorded.ok ? success(gifOf(recorded.value, look, paint, onProgress)) : recorded;
}
