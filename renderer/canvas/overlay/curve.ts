/** Equal steps into which a line is cut. */
export const SAMPLES = 48;
/** Points of the curve itself by which its length is measured. */
const FINE = 96;

const atX = new Float64Array(FINE + 1);
const atY = new Float64Array(FINE + 1);
const way = new Float64Array(FINE + 1);

/**
 * Points of a cubic curve at equal steps of its length, x and y alternating.
 * @param d the curve as SVG writes it: `M x,y C x,y x,y x,y`
 */
export function sampleCurve(d: string): Float32Array<ArrayBuffer> {
  const [x0 = 0, y0 = 0, x1 = x0, y1 = y0, x2 = x1, y2 = y1, x3 = x2, y3 = y2] = (d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  for (let i = 0; i <= FINE; i++) {
    const t = i / FINE;
    const u = 1 - t;
    const [a, b, c, e] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    atX[i] = a * x0 + b * x1 + c * x2 + e * x3;
    atY[i] = a * y0 + b * y1 + c * y2 + e * y3;
    way[i] = i === 0 ? 0 : at(way, i - 1) + Math.hypot(at(atX, i) - at(atX, i - 1), at(atY, i) - at(atY, i - 1));
  }
  const points = new Float32Array((SAMPLES + 1) * 2);
  let i = 0;
  for (let k = 0; k <= SAMPLES; k++) {
    const goal = (at(way, FINE) * k) / SAMPLES;
    while (i < FINE - 1 && at(way, i + 1) < goal) i++;
    const step = at(way, i + 1) - at(way, i);
    const share = step > 0 ? Math.min(1, (goal - at(way, i)) / step) : 0;
    points[k * 2] = at(atX, i) + (at(atX, i + 1) - at(atX, i)) * share;
    points[k * 2 + 1] = at(atY, i) + (at(atY, i + 1) - at(atY, i)) * share;
  }
  return points;
}

const at = (values: Float64Array, i: number): number => values[i] ?? 0;
