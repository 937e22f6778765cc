import type { Box } from '../../design/scene';
import type { PathStep } from './shapes';

const CURVATURE = 0.3;

/** The line from the right of a box to the left of another, as the canvas draws it, but for the dots on the borders, at which lines end there. @see React Flow, getBezierPath */
export function curve(from: Box, to: Box): PathStep[] {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = reach(x2 - x1);
  return [
    ['M', x1, y1],
    ['C', x1 + bend, y1, x2 - bend, y2, x2, y2],
  ];
}

/** How far the bend reaches: half of the way, or more and more slowly where the line must go back. */
const reach = (distance: number): number => (distance >= 0 ? distance / 2 : CURVATURE * 25 * Math.sqrt(-distance));

/** A small head where a line comes in. */
export function arrow({ x, y, height }: Box): PathStep[] {
  const middle = y + height / 2;
  return [['M', x, middle], ['L', x - 8, middle - 4.5], ['L', x - 8, middle + 4.5], ['Z']];
}
