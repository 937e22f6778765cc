import { success } from '../core/problem';
import type { Design } from '../design/schema';
import { type C4Words, c4Lines } from './c4';
import type { DesignExporter } from './definition';
import { drawingOf, leftOut } from './drawing';
import { plain, quoted } from './mermaid-text';
import { indented, namesFor } from './names';

/** @see https://mermaid.js.org/syntax/c4.html */
export const mermaidC4: DesignExporter = {
  of: 'design',
  id: 'mermaid-c4',
  title: 'Mermaid C4 containers',
  about: 'The C4 model’s container diagram, drawn from text.',
  extension: 'mmd',
  mime: 'text/vnd.mermaid',
  write: (design) => success({ text: containers(design), left: leftOut(design, { places: false, notes: false }) }),
};

const words: C4Words = { text: quoted };

function containers(design: Design): string {
  const drawing = drawingOf(design);
  const names = namesFor(drawing, (id) => `n_${id.replaceAll('-', '_')}`);
  return ['C4Container', ...indented([`title ${plain(drawing.name)}`, ...c4Lines(drawing, names, words)]), ''].join('\n');
}
