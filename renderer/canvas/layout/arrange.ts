import { appPorts } from '../../store/app-ports';
import { studio } from '../../store/studio';
import { canvasUi } from '../canvas-ui';
import { fitCanvas } from '../canvas-view';
import { selectedThings } from '../arrange/actions';
import { glideNext } from '../glide';
import { sceneOf } from '../../../engine/design/scene';
import { moveEdits } from '../groups/moves';
import { layOut } from './elk';
import { layoutGraph, layoutShifts } from './graph';

/** Raised by each call; an older one that is still at work does nothing any more. */
let turn = 0;

/** Places everything, or what is selected, in layers along the requests' way. Pinned components stay. One step of undo. */
export async function arrange(what: 'all' | 'selection'): Promise<void> {
  const of = ++turn;
  const { document } = studio.getState();
  const graph = layoutGraph(document, sceneOf(document), what === 'selection' ? selectedThings() : undefined);
  if (!graph.children?.length) return;
  canvasUi.setState({ arranging: true });
  try {
    const laid = await layOut(graph);
    const { document: now, edit } = studio.getState();
    // Meanwhile the design may have changed; then the places are for one that is gone.
    if (of !== turn || now.nodes?.length !== document.nodes?.length) return;
    const edits = moveEdits(now, layoutShifts(now, sceneOf(now), laid));
    if (edits.length === 0) return;
    glideNext();
    edit(...edits);
    // The cards stand at their new places a moment later.
    if (what === 'all') setTimeout(fitCanvas, 60);
  } catch (error) {
    appPorts.say({ tone: 'bad', title: 'Not arranged', message: error instanceof Error ? error.message : String(error) });
  } finally {
    if (of === turn) canvasUi.setState({ arranging: false });
  }
}
