/** Points along a link's line, x and y alternating in canvas coordinates, at equal steps of length. Sampled once per path. */
export type SampledPath = Float32Array<ArrayBuffer>;

const SAMPLES = 48;
const paths = new Map<string, SampledPath>();
const listeners = new Set<(id: string) => void>();

/** The line of a link changed. @param d the path as SVG writes it. */
export function setLinkPath(id: string, d: string): void {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  const length = path.getTotalLength();
  const points = new Float32Array((SAMPLES + 1) * 2);
  for (let i = 0; i <= SAMPLES; i++) {
    const { x, y } = path.getPointAtLength((length * i) / SAMPLES);
    points[i * 2] = x;
    points[i * 2 + 1] = y;
  }
  paths.set(id, points);
  for (const listener of listeners) listener(id);
}

export function dropLinkPath(id: string): void {
  paths.delete(id);
  for (const listener of listeners) listener(id);
}

/** The line of a link as it is drawn now. */
export const linkPath = (id: string): SampledPath | undefined => paths.get(id);

/** The lines there are now, by link. */
export const linkPaths = (): ReadonlyMap<string, SampledPath> => paths;

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
