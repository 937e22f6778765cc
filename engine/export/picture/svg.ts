import { success } from '../../core/problem';
import type { DesignExporter } from '../definition';
import { html, type Markup } from '../html/markup';
import { wellFormed } from '../xml';
import { leftOfPicture } from './left';
import { pictureOf } from './picture';
import type { PathStep, Picture, Shape } from './shapes';

/** Fonts that a viewer may have; names are cut so that the widest of them fits. */
export const FONTS = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/** @see https://www.w3.org/TR/SVG11/ */
export const svg: DesignExporter = {
  of: 'design',
  id: 'svg',
  title: 'SVG',
  about: 'A picture as on the canvas, sharp at any size, for documents and pages.',
  extension: 'svg',
  mime: 'image/svg+xml',
  write: (design, options) => success({ text: svgOf(pictureOf(design, options)), left: leftOfPicture(design, options) }),
};

/**
 * The picture as a file of its own: it loads nothing, and no text in it is read as markup.
 * @param scale of its size, not of what is in it
 */
export const svgOf = (picture: Picture, scale = 1): string => wellFormed(svgMarkup(picture, scale).toString());

/**
 * The same inside a page.
 * @param over what is drawn over it
 */
export function svgMarkup({ name, box, background, shapes }: Picture, scale = 1, over: Markup = html``): Markup {
  const { x, y, width, height } = box;
  const ground = background === null ? [] : [html`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${background}"/>`];
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${round(width * scale)}" height="${round(height * scale)}" viewBox="${x} ${y} ${width} ${height}" font-family="${FONTS}" role="img">
<title>${name}</title>
${[...ground, ...shapes.map(markup)].map((each) => html`${each}\n`)}${over}</svg>
`;
}

function markup(shape: Shape): Markup {
  switch (shape.kind) {
    case 'box': {
      const { x, y, w, h, radius = 0, title } = shape;
      return html`<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${radius}"${paint(shape)}>${titled(title)}</rect>`;
    }
    case 'path':
      return html`<path d="${pathText(shape.steps)}"${paint(shape)}>${titled(shape.title)}</path>`;
    case 'text': {
      const { x, y, text, size, bold = false, fill, anchor = 'start' } = shape;
      return html`<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${bold ? 600 : 400}" fill="${fill}" text-anchor="${anchor}">${text}</text>`;
    }
  }
}

const titled = (title: string | undefined): readonly Markup[] => (title === undefined ? [] : [html`<title>${title}</title>`]);

function paint({ fill = 'none', stroke, width, dash }: Exclude<Shape, { readonly kind: 'text' }>): readonly Markup[] {
  return [
    html` fill="${fill}"`,
    ...(stroke === undefined ? [] : [html` stroke="${stroke}" stroke-width="${width ?? 1}"`]),
    ...(dash ? [html` stroke-dasharray="${dash.join(' ')}"`] : []),
  ];
}

/** Steps as the `d` of a path. */
export const pathText = (steps: readonly PathStep[]): string => steps.map(step).join(' ');

const step = ([sign, ...numbers]: PathStep): string => [sign, ...numbers.map(round)].join(' ');
const round = (value: number): number => Math.round(value * 100) / 100;
