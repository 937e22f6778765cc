import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** A picture of pixels. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes each: red, green, blue, alpha. */
  readonly rgba: Uint8Array;
  readonly png: Uint8Array;
}

/** Draws SVG in pixels. @param scale 1 is a pixel of the canvas */
export type Rasterize = (svg: string, scale: number) => Pixels;

let started: Promise<void> | null = null;

/** With fonts of its own, so that a picture is the same on every machine. */
export async function rasterizer(): Promise<Rasterize> {
  const { resolve } = createRequire(import.meta.url);
  started ??= readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')).then((program) => initWasm(program));
  await started;
  const font = (name: string): Promise<Uint8Array> => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const fontBuffers = await Promise.all([font('DejaVuSans'), font('DejaVuSans-Bold')]);
  return (svg, scale) => {
    const picture = new Resvg(svg, {
      font: { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
      fitTo: { mode: 'zoom', value: scale },
    });
    const image = picture.render();
    const pixels = { width: image.width, height: image.height, rgba: image.pixels, png: image.asPng() };
    image.free();
    picture.free();
    return pixels;
  };
}
