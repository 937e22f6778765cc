import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { pictureOf, type PictureOptions } from '../../export/picture/picture';
import { svgOf } from '../../export/picture/svg';
import { thinned } from '../../export/watch/film';
import { momentsOf } from '../../export/watch/moments';
import type { RecordedRun } from '../../simulate/recorded-run';
import { rasterizer } from './rasterizer';

/** How long each moment is seen. [ms] */
const SHOWN = 250;

/** A run as an animation that begins anew when it ends: a picture for each second. */
export async function gifOf(recorded: RecordedRun, look: PictureOptions, scale: number): Promise<Uint8Array> {
  const rasterize = await rasterizer();
  const gif = GIFEncoder();
  for (const { nodes, failing } of thinned(momentsOf(recorded))) {
    const picture = pictureOf(recorded.design, { ...look, transparent: false, live: { nodes, failing } });
    const { rgba, width, height } = rasterize(svgOf(picture), scale);
    // A palette for each: colours of a state that comes later are not in the first picture.
    const palette = quantize(rgba, 256);
    gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay: SHOWN });
  }
  gif.finish();
  return gif.bytes();
}
