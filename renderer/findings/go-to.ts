import { canvasUi } from '../canvas/canvas-ui';
import { canvasView } from '../canvas/canvas-view';
import type { Selection } from '../store/state';
import { studio } from '../store/studio';

/** Selects things and shows them in the middle of the canvas; of a link, both of its ends. */
export function goTo(to: Partial<Selection>): void {
  const { select, document } = studio.getState();
  select(to);
  const ends = (document.links ?? []).filter(({ id }) => to.links?.includes(id)).flatMap(({ from, to: end }) => [from, end]);
  canvasUi.setState({ viewMoved: true });
  void canvasView()?.fitView({ nodes: [...(to.nodes ?? []), ...ends].map((id) => ({ id })), maxZoom: 1, padding: 0.6, duration: 250 });
}
