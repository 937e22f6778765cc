import { type Direction, directions, neighbour } from '../canvas/neighbour';
import { focusPart } from '../canvas/reveal';
import { studio } from '../store/studio';
import type { Command } from './command';

const words: Record<Direction, string> = {
  left: 'To the component on the left',
  right: 'To the component on the right',
  up: 'To the component above',
  down: 'To the component below',
};

/** Where the keyboard is on the canvas: the focused component, else the selected one. */
function here(): string | null {
  const focused = document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  return focused ?? studio.getState().selection.nodes.at(-1) ?? null;
}

function go(direction: Direction): void {
  const { document: design, select } = studio.getState();
  const next = neighbour(design, here(), direction);
  if (next === null) return;
  select({ nodes: [next] });
  focusPart(next);
}

/** From component to component by arrows. */
export const goCommands: readonly Command[] = directions.map((direction) => ({
  id: `view.go-${direction}`,
  title: words[direction],
  group: 'View',
  keys: [`alt+Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`],
  where: 'canvas',
  run: () => go(direction),
}));
