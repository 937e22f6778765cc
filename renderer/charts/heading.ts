import { CAUSES, figureHeading, linkHeading, nodeHeading } from '../docs/measures';
import type { Source } from './chart-specs';

/** Where the page of measures tells of a line. */
export function headingOf(source: Source): string {
  switch (source.of) {
    case 'node':
      return nodeHeading(source.column);
    case 'link':
      return linkHeading(source.column);
    case 'figure':
      return figureHeading(source.figure);
    case 'node-cause':
    case 'link-cause':
      return CAUSES;
  }
}
