import { studio } from '../store/studio';
import { canvasUi } from './canvas-ui';

/** Opens the menu of faults and changes at the node or link that is selected. */
export function openMenuAtSelection(): void {
  const { nodes, links } = studio.getState().selection;
  const node = nodes.at(-1);
  const link = links.at(-1);
  const target = node ? { node } : link ? { link } : null;
  const element = document.querySelector(node ? `.react-flow__node[data-id="${node}"]` : `.react-flow__edge[data-id="${link}"]`);
  if (!target || !element) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  canvasUi.setState({ menu: { target, x: left + width / 2, y: top + height / 2 } });
}
