import { formatClock } from './format';
import type { Bar, Point } from './timeline-rows';

const spanText = ({ start, end }: Bar) => `${formatClock(start)} ${end === null ? 'until now' : `to ${formatClock(end)}`}`;

/** "Add latency on provider · 00:05.0 until now". */
export const barText = (bar: Bar) => `${bar.text} · ${spanText(bar)}`;

/** "00:05.0 Payments changed". */
export const pointText = ({ at, text }: Point) => `${formatClock(at)} ${text}`;
