import type { Place } from '../../../engine/design/auto-layout';
import { linkPath, type SampledPath } from '../overlay/link-paths';

/** The link whose line lies nearest to a place, within a reach. [px at zoom 1] */
export function lineAt(links: readonly { readonly id: string }[], at: Place, reach: number): string | null {
  let nearest: string | null = null;
  let least = reach;
  for (const { id } of links) {
    const path = linkPath(id);
    const far = path ? distance(path, at) : Number.POSITIVE_INFINITY;
    if (far <= least) [nearest, least] = [id, far];
  }
  return nearest;
}

/** From a place to a line's nearest piece. */
function distance(path: SampledPath, { x, y }: Place): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < path.length; i += 2) {
    const [ax, ay, bx, by] = [path[i] ?? 0, path[i + 1] ?? 0, path[i + 2] ?? 0, path[i + 3] ?? 0];
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy;
    const share = square > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
    least = Math.min(least, Math.hypot(x - ax - dx * share, y - ay - dy * share));
  }
  return least;
}
