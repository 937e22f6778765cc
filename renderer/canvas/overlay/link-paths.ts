import { sampleCurve } from './curve';

/** Points along a link's line, x and y alternating in canvas coordinates, at equal steps of length. Sampled once per path. */
export type SampledPath = Float32Array<ArrayBuffer>;

/** Lines of links that have an element of their own. */
const drawn = new Map<string, SampledPath>();
/** Lines of all links of a large design; a line that is drawn, and maybe dragged, goes before them. */
const plain = new Map<string, SampledPath>();
const listeners = new Set<(id: string) => void>();

/** The line of a link changed. @param d the curve as SVG writes it. */
export const setLinkPath = (id: string, d: string): void => set(drawn, id, d);
export const dropLinkPath = (id: string): void => drop(drawn, id);

/** The same for a link that is one line of many. */
export const setPlainPath = (id: string, d: string): void => set(plain, id, d);
export const dropPlainPath = (id: string): void => drop(plain, id);

function set(paths: Map<string, SampledPath>, id: string, d: string): void {
  paths.set(id, sampleCurve(d));
  for (const listener of listeners) listener(id);
}

function drop(paths: Map<string, SampledPath>, id: string): void {
  paths.delete(id);
  for (const listener of listeners) listener(id);
}

/** The line of a link as it is drawn now. */
export const linkPath = (id: string): SampledPath | undefined => drawn.get(id) ?? plain.get(id);

/** Links that have a line now. */
export const linksWithPath = (): ReadonlySet<string> => new Set([...drawn.keys(), ...plain.keys()]);

/** @param listener is told which link's line changed or went away */
export function onLinkPaths(listener: (id: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Point at `share` (0 to 1) of the way, on axis 0 for x or 1 for y. */
export function along(points: SampledPath, share: number, axis: 0 | 1): number {
  const steps = points.length / 2 - 1;
  const at = Math.min(1, Math.max(0, share)) * steps;
  const i = Math.min(steps - 1, Math.floor(at));
  const a = points[i * 2 + axis] ?? 0;
  const b = points[i * 2 + 2 + axis] ?? a;
  return a + (b - a) * (at - i);
}
