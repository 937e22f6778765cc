import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import type { RecordedArrivals } from '../../nodes/definition';
import type { RateCurve } from '../../policies/rate-curve';
import { journeyIds, unusedColumns } from '../recordings';
import type { ResolvedDesign } from '../schema';
import { type Check, error, warning } from './check';

/** What a client says about its traffic must agree with itself: recordings, curves, tenants. */
export const clientTraffic: Check = function* (index) {
  for (const node of index.design.nodes) {
    if (node.kind !== 'client') continue;
    const { traffic, tenants = [] } = node.params;
    const where = `nodes.${node.id}.params`;
    if (traffic.kind === 'recorded') yield* recording(traffic, node.id, `${where}.traffic`, index.design);
    else if (traffic.kind !== 'closed') yield* curve(traffic.curve, `${where}.traffic.curve`);
    for (const [i, { id }] of tenants.entries()) {
      if (tenants.findIndex((tenant) => tenant.id === id) === i) continue;
      yield error({
        code: 'duplicate-tenant',
        where: `${where}.tenants.${i}.id`,
        message: `"${node.id}" names tenant "${id}" twice.`,
        remedy: 'Rename one of them, or add their shares up and remove one.',
      });
    }
  }
};

function* curve(of: RateCurve, where: string): Generator<Problem> {
  if (of.kind !== 'recorded') return;
  const at = of.points.findIndex((point, i) => i > 0 && point.at <= of.points[i - 1]!.at);
  if (at > 0) {
    yield error({
      code: 'recording-not-rising',
      where: `${where}.points.${at}.at`,
      message: `Point ${at + 1} of the recorded rate, at ${formatDuration(of.points[at]!.at)}, is not later than the one before it.`,
      remedy: 'Sort the points by time, and keep one of those at the same time.',
    });
  }
  yield* repeat(of.repeatEvery, of.points.at(-1)!.at, where);
}

function* recording(of: RecordedArrivals, client: string, where: string, design: ResolvedDesign): Generator<Problem> {
  const { times } = of;
  const at = times.findIndex((time, i) => i > 0 && time < times[i - 1]!);
  if (at > 0) {
    yield error({
      code: 'recording-not-rising',
      where: `${where}.times.${at}`,
      message: `Recorded request ${at + 1}, at ${formatDuration(times[at]!)}, comes before the one above it.`,
      remedy: 'Sort the recording by time, with all that belongs to each request.',
    });
  }
  yield* repeat(of.repeatEvery, times.at(-1)!, where);
  yield* columns(of, where);
  yield* unknownJourneys(of, client, where, design);
  yield* tenantsAndColumns(of, where, design);
}

function* repeat(every: number | undefined, last: number, where: string): Generator<Problem> {
  if (every === undefined || every >= last) return;
  yield error({
    code: 'recording-repeats-too-soon',
    where: `${where}.repeatEvery`,
    message: `The recording starts over every ${formatDuration(every)}, but lasts ${formatDuration(last)}.`,
    remedy: `Write at least ${formatDuration(last)}, or shorten the recording.`,
  });
}

function* columns({ times, journeys, entities, tenants, columns: named = [] }: RecordedArrivals, where: string): Generator<Problem> {
  const lists = [
    { path: 'journeys', list: journeys },
    { path: 'entities', list: entities },
    { path: 'tenants', list: tenants },
    ...named.map((column, i) => ({ path: `columns.${i}.times`, list: column.times })),
  ];
  for (const { path, list } of lists) {
    if (list === undefined || list.length === times.length) continue;
    yield error({
      code: 'recording-uneven',
      where: `${where}.${path}`,
      message: `This list has ${list.length} entries, but ${times.length} requests were recorded.`,
      remedy: 'Give one entry for each request, or leave the list out.',
    });
  }
  const twice = named.findIndex(({ name }, i) => named.findIndex((column) => column.name === name) !== i);
  if (twice < 0) return;
  yield error({
    code: 'duplicate-column',
    where: `${where}.columns.${twice}.name`,
    message: `Two columns of the recording are called "${named[twice]!.name}".`,
    remedy: 'Rename one of them.',
  });
}

function* unknownJourneys({ journeys }: RecordedArrivals, client: string, where: string, design: ResolvedDesign): Generator<Problem> {
  if (journeys === undefined) return;
  const own = journeyIds(design, client);
  const known = new Set(own);
  const missing = journeys.findIndex((id) => id !== '' && !known.has(id));
  if (missing < 0) return;
  yield warning({
    code: 'recording-of-missing-journey',
    where: `${where}.journeys.${missing}`,
    message: `Recorded request ${missing + 1} is of journey "${journeys[missing]}", which "${client}" does not have; such requests take any of its journeys.`,
    remedy: own.length > 0 ? `Name one of its journeys: ${own.join(', ')}.` : 'Write the journeys down in the design.',
  });
}

/** Each tenant has counters and a histogram of its own. */
const MOST_TENANTS = 100;

function* tenantsAndColumns(
  { tenants = [], columns: named = [] }: RecordedArrivals,
  where: string,
  design: ResolvedDesign,
): Generator<Problem> {
  const count = new Set(tenants).size;
  if (count > MOST_TENANTS) {
    yield error({
      code: 'too-many-tenants',
      where: `${where}.tenants`,
      message: `The recording names ${count} tenants; at most ${MOST_TENANTS} can be counted apart.`,
      remedy: `Name the ${MOST_TENANTS} largest, and leave the others empty.`,
    });
  }
  const [unused] = unusedColumns(
    design,
    named.map(({ name }) => name),
  );
  if (unused === undefined) return;
  yield warning({
    code: 'unused-column',
    where: `${where}.columns.${named.findIndex(({ name }) => name === unused)}.name`,
    message: `Nothing takes its time from the recorded column "${unused}".`,
    remedy: `Name the column like the node whose work it is, or write "recorded": "${unused}" into the step whose time it is.`,
  });
}
