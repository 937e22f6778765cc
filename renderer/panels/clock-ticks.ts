import { range } from 'd3';

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];
/** A label and ample air. [px] */
const ROOM = 64;

/** Ends of a time axis that grows with the run: it is stretched now and then, not with every tick. [s] */
const ends = [10, 20, 30, 60, 90, 120, 180, 300, 450, 600, 900, 1200, 1800, 2700, 3600];

/** The first round end at or after `time`, at least `least`. [s] */
export const axisEnd = (time: number, least: number): number =>
  ends.find((end) => end >= time && end >= least) ?? Math.ceil(time / 1800) * 1800;

/** Round places on a time axis of `width` pixels, as many as have `room` pixels each. `from` and `end` in seconds. */
export function clockTicks(end: number, width: number, from = 0, room = ROOM): readonly number[] {
  const span = end - from;
  const most = Math.max(1, Math.floor(width / room));
  const step = steps.find((s) => span / s <= most) ?? Math.ceil(span / most);
  return range(Math.ceil(from / step - 1e-9), Math.floor(end / step + 1e-9) + 1).map((i) => Number((i * step).toFixed(3)));
}
