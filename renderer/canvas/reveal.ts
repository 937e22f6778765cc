import type { Selection } from '../store/state';
import { studio } from '../store/studio';
import { CARD } from '../../engine/design/auto-layout';
import { canvasUi } from './canvas-ui';
import { canvasView, fitThings } from './canvas-view';
import { groupNodeId } from './groups/canvas-ids';
import { sceneOf } from '../../engine/design/scene';

/** Text on the cards can be read from here on. */
const READABLE = 0.7;

/** In which a new part is drawn, on a slow machine too; after them the keyboard stays where it is. */
const FRAMES_TO_DRAW = 60;

/** Selects nodes and links and brings them to the middle of the view. The focus goes to the first of them. */
export function reveal({ nodes = [], links = [] }: Partial<Selection>): void {
  const { document: design, select } = studio.getState();
  select({ nodes, links });
  const ends = (design.links ?? []).filter(({ id }) => links.includes(id)).flatMap(({ from, to }) => [from, to]);
  const { places, groups, hidden } = sceneOf(design);
  // What a collapsed group hides is shown by its card.
  const cardOf = (id: string) => groups.get(hidden.nodes.get(id) ?? '');
  const boxes = [...nodes, ...ends].flatMap((id) => cardOf(id) ?? places[id] ?? []);
  const view = canvasView();
  if (!view || boxes.length === 0) return;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x }) => x)) + CARD.width;
  const bottom = Math.max(...boxes.map(({ y }) => y)) + CARD.height;
  canvasUi.setState({ viewMoved: true });
  // Two nodes that lie far apart must both be seen.
  if (boxes.length > 1)
    void view.fitBounds({ x: left, y: top, width: right - left, height: bottom - top }, { padding: 0.3, duration: 200 });
  else void view.setCenter((left + right) / 2, (top + bottom) / 2, { zoom: Math.max(READABLE, view.getZoom()), duration: 200 });
  const [first] = nodes;
  const cover = first === undefined ? undefined : hidden.nodes.get(first);
  focusPart(cover === undefined ? first : groupNodeId(cover), links[0]);
}

/** Selects a group and shows all of it. */
export function revealGroup(id: string): void {
  studio.getState().select({ groups: [id] });
  fitThings([groupNodeId(id)]);
  focusPart(groupNodeId(id));
}

/** Puts the keyboard on a node or link of the canvas, unless the user begins to type elsewhere before it is drawn. */
export function focusPart(node: string | undefined, link?: string): void {
  const selector = node === undefined ? `.react-flow__edge[data-id="${link}"]` : `.react-flow__node[data-id="${node}"]`;
  const before = document.activeElement;
  const typing = () => document.activeElement !== before && document.activeElement?.matches('input, textarea, select') === true;
  const focus = (framesLeft: number): void => {
    if (typing()) return;
    const part = document.querySelector<HTMLElement | SVGElement>(selector);
    part?.focus({ preventScroll: true });
    // A node that was only just added is drawn a moment later, and takes no focus until its size is known.
    if (framesLeft > 0 && (part === null || document.activeElement !== part)) requestAnimationFrame(() => focus(framesLeft - 1));
  };
  requestAnimationFrame(() => requestAnimationFrame(() => focus(FRAMES_TO_DRAW)));
}
