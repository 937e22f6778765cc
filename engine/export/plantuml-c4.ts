import { success } from '../core/problem';
import type { Design } from '../design/schema';
import { c4Lines } from './c4';
import type { DesignExporter } from './definition';
import { drawingOf, leftOut } from './drawing';
import { namesFor, oneLine } from './names';

/** @see https://github.com/plantuml-stdlib/C4-PlantUML */
export const plantumlC4: DesignExporter = {
  of: 'design',
  id: 'plantuml-c4',
  title: 'PlantUML C4 containers',
  about: 'The C4 model’s container diagram, for PlantUML with its own library.',
  extension: 'puml',
  mime: 'text/x-plantuml',
  write: (design) => success({ text: containers(design), left: leftOut(design, { places: false, notes: false }) }),
};

function containers(design: Design): string {
  const drawing = drawingOf(design);
  const names = namesFor(drawing, (id) => `n_${id.replaceAll('-', '_')}`);
  return [
    '@startuml',
    '!include <C4/C4_Container>',
    'LAYOUT_LEFT_RIGHT()',
    `title ${plain(drawing.name)}`,
    '',
    ...c4Lines(drawing, names, { text: (words) => `"${plain(words)}"` }),
    '@enduml',
    '',
  ].join('\n');
}

/** Signs that the preprocessor, its macros or Creole read become their number. */
const plain = (text: string): string =>
  oneLine(text).replaceAll(
    /["\\$%!<>[\]{}()|~*_/'#@^]/g,
    (sign) => `<U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
