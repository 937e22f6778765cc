import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { RecordedRun } from '../../simulate/recorded-run';
import { thinned } from '../watch/film';
import { momentsOf } from '../watch/moments';
import { pictureOf, type PictureOptions } from './picture';
import type { Picture } from './shapes';

/** How long each moment is seen. [ms] */
const SHOWN = 250;

/** A picture as pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes each: red, green, blue, alpha. */
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/**
 * A run as an animation that begins anew when it ends: a picture for each second.
 * @param paint draws a picture in pixels; all that it is given are of one size
 * @param onProgress hears the share of pictures that are drawn, 0 to 1
 */
export function gifOf(
  recorded: RecordedRun,
  look: PictureOptions,
  paint: (picture: Picture) => Pixels,
  onProgress: (share: number) => void = () => undefined,
): Uint8Array {
  const gif = GIFEncoder();
  const moments = thinned(momentsOf(recorded));
  for (const [i, { nodes, failing }] of moments.entries()) {
    const { rgba, width, height } = paint(pictureOf(recorded.design, { ...look, transparent: false, live: { nodes, failing } }));
    // A palette for each: colours of a state that comes later are not in the first picture.
    const palette = quantize(rgba, 256);
    gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay: SHOWN });
    onProgress((i + 1) / moments.length);
  }
  gif.finish();
  return gif.bytes();
}
