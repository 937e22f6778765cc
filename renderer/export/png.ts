import type { Picture } from '../../engine/export/picture/shapes';
import { svgOf } from '../../engine/export/picture/svg';

/** Pixels in all that browsers draw without trouble. */
const MOST_PIXELS = 60_000_000;

/** The picture as pixels; null where there would be too many of them. */
export async function pngOf(picture: Picture, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.box.width * scale);
  canvas.height = Math.round(picture.box.height * scale);
  const context = canvas.width * canvas.height > MOST_PIXELS ? null : canvas.getContext('2d');
  if (!context) return null;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svgOf(picture, scale))}`;
  await image.decode();
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
