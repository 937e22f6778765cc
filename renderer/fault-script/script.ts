import { formatDuration, parseDuration } from '../../engine/core/units';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { FaultTarget } from '../../engine/faults/definition';
import { faultActions } from '../../engine/faults/registry';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';

/** A fault of the script on the time axis. Times in simulated seconds. */
export interface ScriptBar {
  readonly fault: DesignFault;
  readonly start: number;
  /** Null: to the end of the run. */
  readonly end: number | null;
  /** Which of the thin rows it lies in, so that faults that overlap are seen. */
  readonly lane: number;
}

/** The longest that a fault may wait or last. [s] */
const MOST = 7 * 86_400;
const SHORTEST = 0.001;

const secondsOf = (text: string | number): number => (parseDuration(text) ?? 0) / 1e9;
const startOf = ({ startAfter }: DesignFault): number => secondsOf(startAfter ?? 0);
const lengthOf = ({ duration }: DesignFault): number | null => (duration === undefined ? null : secondsOf(duration));
const written = (seconds: number): string => (seconds === 0 ? '0s' : formatDuration(Math.round(seconds * 1e9)));

/** The script from its first fault to its last, each in the first lane that is free at its start. */
export function scriptBars(faults: readonly DesignFault[]): readonly ScriptBar[] {
  const free: number[] = [];
  return faults
    .map((fault, i) => ({ fault, i, start: startOf(fault), length: lengthOf(fault) }))
    .sort((a, b) => a.start - b.start || a.i - b.i)
    .map(({ fault, start, length }) => {
      const end = length === null ? null : start + length;
      const found = free.findIndex((at) => at <= start);
      const lane = found === -1 ? free.length : found;
      free[lane] = end ?? Number.POSITIVE_INFINITY;
      return { fault, start, end, lane };
    });
}

export const lanesOf = (bars: readonly ScriptBar[]): number => bars.reduce((most, { lane }) => Math.max(most, lane + 1), 0);

/** Steps in which bars are dragged, so that times stay easy to read: the finest that still moves a bar by a few pixels. [s] */
export function snapOf(secondsPerPixel: number): number {
  return [0.1, 0.5, 1, 5, 10, 60].find((step) => step >= secondsPerPixel * 2) ?? 300;
}

const snapped = (seconds: number, snap: number): number => Math.round(seconds / snap) * snap;
const within = (value: number, least: number): number => Math.min(MOST, Math.max(least, value));

/** The fault so much later (earlier when negative), as long as before. [s] */
export function moved(fault: DesignFault, by: number, snap: number): DesignFault {
  return { ...fault, startAfter: written(within(snapped(startOf(fault) + by, snap), 0)) };
}

/** The fault with its end so much later. One without an end gets it where it is seen to end, at `seen`. [s] */
export function stretched(fault: DesignFault, by: number, snap: number, seen: number): DesignFault {
  const start = startOf(fault);
  const end = lengthOf(fault) === null ? seen : start + lengthOf(fault)!;
  const length = snapped(end + by, snap) - start;
  return { ...fault, duration: written(within(length, Math.max(SHORTEST, Math.min(snap, 0.1)))) };
}

export const replaced = (faults: readonly DesignFault[], fault: DesignFault): readonly DesignFault[] =>
  faults.map((old) => (old.id === fault.id ? fault : old));

/** What a fault is on, by the names that the canvas shows. */
export function targetWords(design: Design, target: FaultTarget): string {
  const share = 'share' in target && target.share !== undefined ? `${Math.round(target.share * 100)} % of ` : '';
  if ('node' in target) return `${share}${nodeName(nodeById(design, target.node), target.node)}`;
  if ('link' in target) {
    const link = linkById(design, target.link);
    return link ? linkName(design, link) : target.link;
  }
  if ('kind' in target) return `${share || 'every '}${target.kind}`;
  if ('group' in target) return `${share || 'all '}in ${design.groups?.find(({ id }) => id === target.group)?.name ?? target.group}`;
  if ('zone' in target) return target.zone;
  if ('region' in target) return target.region;
  const { one, other } = 'nodes' in target ? target.nodes : target.zones;
  return `${one.join(', ')} | ${other.join(', ')}`;
}

const time = (seconds: number): string => `${Number(seconds.toFixed(3))} s`;

/** "Slow down on Payments, from 10 s to 30 s". */
export function barWords(design: Design, { fault, start, end }: ScriptBar): string {
  const until = end === null ? 'to the end' : `to ${time(end)}`;
  return `${faultActions[fault.action].title} on ${targetWords(design, fault.target)}, from ${time(start)} ${until}`;
}
