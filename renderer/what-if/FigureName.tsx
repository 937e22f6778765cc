import type { Design } from '../../engine/design/schema';
import { Explained } from '../docs/Explained';
import { figureExplained } from '../docs/report-numbers';
import { figureTitle } from './figures';

/** Name of a number of a report; says on hover what it is. */
export function FigureName({ design, path, title }: { readonly design: Design; readonly path: string; readonly title?: string }) {
  return (
    <Explained {...figureExplained(path)}>
      <span>{title ?? figureTitle(design, path)}</span>
    </Explained>
  );
}
