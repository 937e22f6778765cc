import { studio } from '../store/studio';
import { canvasUi } from './canvas-ui';

/** Components from which on a map helps, unless the user says otherwise. */
const LARGE = 30;

export const mapHelps = (components: number): boolean => components > LARGE;

/** Shows the map of the whole design, or hides it. */
export function toggleMap(): void {
  const { minimap } = canvasUi.getState();
  canvasUi.setState({ minimap: !(minimap ?? mapHelps(studio.getState().document.nodes?.length ?? 0)) });
}
