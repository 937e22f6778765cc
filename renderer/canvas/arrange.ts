import { studio } from '../store/studio';
import { autoLayout } from './auto-layout';
import { fitCanvas } from './canvas-view';

/** Places every component along the requests' way, and shows the whole. */
export function arrange(): void {
  const { document, edit } = studio.getState();
  edit({ kind: 'move-nodes', positions: autoLayout(document) });
  // The cards stand at their new places a moment later.
  setTimeout(fitCanvas, 50);
}
