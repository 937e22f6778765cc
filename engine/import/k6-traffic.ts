import type { z } from 'zod';
import type { zTraffic } from '../nodes/client/traffic';
import type { Load, Point } from './k6-load';
import type { NoteTaker } from './note-taker';

/** Time that an answer is taken to need where users wait for it. [s] */
const ANSWER = 0.1;
/** Bounds of a client. [1/s, users, s] */
const MOST = { rate: 100_000, users: 100_000, time: 7 * 86_400 } as const;

interface Iterations {
  /** Pauses of one iteration. [s] */
  readonly pause: number;
  /** Requests of one iteration; at least one. */
  readonly requests: number;
}

/** The load of a scenario as a client's traffic: each iteration of k6 is so many requests one after the other. */
export function trafficOf(load: Load, { pause, requests }: Iterations, notes: NoteTaker): z.input<typeof zTraffic> {
  if (requests > 1)
    notes.guessed(`An iteration of “${load.name}” sends ${requests} requests; here each comes on its own, as often as all of them do.`);
  if (load.kind === 'open') return rates(load.points, requests);
  const first = load.points[0]!;
  const steady = first.at === 0 && load.points.every(({ value }) => value === first.value);
  if (steady) {
    notes.inferred(
      `“${load.name}” plays ${first.value} users who ${pause > 0 ? `pause ${rounded(pause)} s in each iteration` : 'do not pause'}.`,
    );
    return {
      kind: 'closed',
      users: Math.min(MOST.users, Math.max(1, Math.round(first.value))),
      thinkTime: Math.min(3_600_000, rounded((pause * 1000) / requests)),
    };
  }
  notes.guessed(
    `The users of “${load.name}” come and go, which fixed users cannot: they are an open stream instead, at the rate that they would have if each answer took ${ANSWER * 1000} ms${pause > 0 ? ` besides the pauses of ${rounded(pause)} s` : ''}. It does not slow down when the system does.`,
  );
  const each = requests / (pause + requests * ANSWER);
  return rates(load.points, each);
}

/** An open stream whose rate follows the points, nothing before and after. */
function rates(points: readonly Point[], each: number): z.input<typeof zTraffic> {
  const highest = Math.max(...points.map(({ value }) => value)) * each;
  const rate = Math.min(MOST.rate, rounded(highest));
  const first = points[0]!;
  const level = points.every(({ value }) => value === first.value);
  if (rate === 0) return { kind: 'open', rate: 0 };
  if (level && first.at === 0) return { kind: 'open', rate };
  const scaled = points.map(({ at, value }) => ({ at: Math.min(at, MOST.time) * 1000, factor: rounded((value * each) / highest) }));
  const last = scaled.at(-1)!;
  // Level lines go on for ever: a point beside the last brings it down, and one before the first keeps it down.
  const before = scaled[0]!.at > 0 ? [{ at: Math.max(0, scaled[0]!.at - 1), factor: 0 }] : [];
  const rising = [...before, ...scaled, { at: last.at + 1, factor: 0 }].filter(
    ({ at }, i, all) => i === all.length - 1 || all[i + 1]!.at > at,
  );
  return {
    kind: 'open',
    rate,
    curve: { kind: 'recorded', between: 'lines', points: rising.map(({ at, factor }) => ({ at: `${rounded(at)}ms`, factor })) },
  };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
