import type { Design } from '../../design/schema';
import { pictureOf } from '../picture/picture';
import { svgMarkup } from '../picture/svg';
import { html, type Markup } from './markup';

/** The picture of the canvas, in light and in dark colours: the page shows the one that its reader has. */
export const drawing = (design: Design): Markup =>
  html`<div class="light">${svgMarkup(pictureOf(design, { theme: 'light', transparent: true }))}</div><div class="dark">${svgMarkup(pictureOf(design, { theme: 'dark', transparent: true }))}</div>`;
