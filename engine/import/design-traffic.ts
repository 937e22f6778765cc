import type { z } from 'zod';
import { failure, type Result, success } from '../core/problem';
import { limits } from '../design/limits';
import type { zTraffic } from '../nodes/client/traffic';
import type { RecordedTraffic } from './trace';

/** Points of a curve, and values of a node, that a design may hold. The rest of the node needs some values too. */
const MOST_POINTS = 5000;
const MOST_VALUES = limits.valuesPerPart - 1000;

/** A recording as a design file holds it: times in milliseconds. Refused where it is too long for a design. */
export function designTraffic(trace: RecordedTraffic): Result<z.input<typeof zTraffic>> {
  if (trace.kind === 'open') {
    const { curve, ...stream } = trace;
    if (curve.kind !== 'recorded') return success({ ...stream, curve: { kind: 'constant' } });
    if (curve.points.length > MOST_POINTS) return failure(tooLong(curve.points.length, 'points', MOST_POINTS));
    const points = curve.points.map(({ at, factor }) => ({ at: inMs(at), factor }));
    return success({ ...stream, curve: { kind: 'recorded', between: curve.between, points } });
  }
  const { times, journeys, entities, tenants, columns = [] } = trace;
  const lists = 1 + columns.length + [journeys, entities, tenants].filter((list) => list !== undefined).length;
  if (times.length * lists > MOST_VALUES) return failure(tooLong(times.length, 'rows', Math.floor(MOST_VALUES / lists)));
  return success({
    kind: 'recorded',
    times: times.map(inMs),
    ...(journeys && { journeys: [...journeys] }),
    ...(entities && { entities: [...entities] }),
    ...(tenants && { tenants: [...tenants] }),
    ...(columns.length > 0 && {
      columns: columns.map((column) => ({ name: column.name, times: column.times.map((time) => (time === null ? null : inMs(time))) })),
    }),
  });
}

/** Nanoseconds as a file holds them. [ms] */
const inMs = (nanos: number): number => nanos / 1e6;

const tooLong = (found: number, of: string, most: number) =>
  ({
    code: 'recording-too-long',
    severity: 'error',
    where: 'trace',
    message: `The recording has ${found} ${of}; with these columns a design may hold ${most}.`,
    remedy:
      'Take a shorter stretch of it or fewer columns, or replay the file from the command line: faultline run design.json --trace file.csv.',
  }) as const;
