import { range } from 'd3';

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];
/** A label and air. [px] */
const ROOM = 64;

/** Round places on a time axis of `width` pixels, as many as have room for a label. `from` and `end` in seconds. */
export function clockTicks(end: number, width: number, from = 0): readonly number[] {
  const span = end - from;
  const most = Math.max(1, Math.floor(width / ROOM));
  const step = steps.find((s) => span / s <= most) ?? Math.ceil(span / most);
  return range(Math.ceil(from / step - 1e-9), Math.floor(end / step + 1e-9) + 1).map((i) => Number((i * step).toFixed(3)));
}
