import { z } from 'zod';
import { type ArrivalsAt, arrivalsOf, type MeasuredLink, type Stream } from './arrival-streams';
import { allenCunneen, beyond, erlangLoss, md1, mg1, mmc, mmck, type Station, totalTail } from './queueing';
import type { ServerShape, Shapes } from './theory-shape';

export const zTheory = z
  .strictObject({
    formula: z.string().nullable().describe('Name of the formula; null where none applies.'),
    exact: z.boolean().describe('Whether utilization and mean wait are exact in steady state, and no approximation.'),
    why: z.string().describe('What the formula assumes, or why none applies.'),
    utilization: z.number().nullable().describe('Predicted share of worker time held.'),
    meanWait: z.number().nullable().describe('Predicted mean wait for a worker. [ms]'),
    waitP99: z.number().nullable().describe('Predicted p99 of the wait. [ms]'),
    totalP99: z
      .number()
      .nullable()
      .describe('Predicted p99 from arrival to answer, where the node calls nobody and the formula gives it. [ms]'),
    rejected: z.number().nullable().describe('Predicted share of calls that find the queue full.'),
  })
  .describe('What queueing theory says of this node at the measured arrival rate; docs/statistics/theory.md.');
export type Theory = z.infer<typeof zTheory>;

/** What a run says of a server that theory starts from, or that rules it out. */
export interface MeasuredServer {
  readonly id: string;
  /** [1/s] */
  readonly rate: number;
  /** Mean [ms] and squared coefficient of variation of the time worked; NaN without calls. */
  readonly service: { readonly mean: number; readonly scv: number };
  /** Share of its calls that were retries; that were held back before they came; that left before they were served. */
  readonly retried: number;
  readonly heldBack: number;
  readonly left: number;
}

/** What theory does not know of may happen to this share of the calls before it matters. */
const RARE = 0.01;
/** A full queue that is rarer than this is none. */
const NEVER_FULL = 1e-6;
/** The longest queue whose states are summed one by one. */
const MOST_ROOM = 10_000;
const MOST_ROOM_FOR_TOTAL = 1000;

/**
 * Predictions for every server, from the shape of the design and measured rates.
 * @param disturbed why the account is not of one steady system, or null
 */
export function theoriesOf(
  shapes: Shapes,
  servers: readonly MeasuredServer[],
  links: readonly MeasuredLink[],
  disturbed: string | null,
): ReadonlyMap<string, Theory> {
  const rates = new Map(servers.map(({ id, rate }) => [id, rate]));
  const arrivals = arrivalsOf(shapes, rates, links);
  return new Map(servers.map((server) => [server.id, theoryOf(shapes, server, arrivals, disturbed)]));
}

function theoryOf(shapes: Shapes, server: MeasuredServer, arrivals: ArrivalsAt, disturbed: string | null): Theory {
  const shape = shapes.get(server.id);
  if (shape?.role !== 'server') return none('It is not part of the design any more.');
  const why = shape.why ?? disturbed ?? whyNot(server);
  if (why !== null) return none(why);
  return predict(shape, server, arrivals(server.id));
}

function whyNot({ rate, retried, heldBack, left }: MeasuredServer): string | null {
  if (rate === 0) return 'Nothing arrived.';
  if (retried > RARE) return `Retries make ${percent(retried)} of its calls, and come when it is at its worst.`;
  if (heldBack > RARE)
    return `Its callers held back ${percent(heldBack)} of the calls (breaker, bulkhead or rate limit), so that arrivals depend on answers.`;
  if (left > RARE) return `${percent(left)} of the calls left its queue before they were served.`;
  return null;
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

const none = (why: string): Theory => ({
  formula: null,
  exact: false,
  why,
  utilization: null,
  meanWait: null,
  waitP99: null,
  totalP99: null,
  rejected: null,
});

/** One queue with its workers, as the formulas see it. */
interface Queue {
  /** [1/ms] */
  readonly lambda: number;
  readonly arrivals: Stream;
  readonly workers: number;
  readonly room: number;
  /** [ms] */
  readonly mean: number;
  readonly scv: number;
  readonly service: 'exponential' | 'constant' | 'other';
  readonly leaf: boolean;
}

function predict(shape: ServerShape, { rate, service: measured }: MeasuredServer, arrivals: Stream): Theory {
  const { replicas, spread, leaf } = shape;
  // Where a design has several kinds of work, only the run knows how they mix.
  const { kind: service, mean, scv } = shape.service ?? { kind: 'other' as const, ...measured };
  const queues = spread === 'shared' ? 1 : replicas;
  const queue: Queue = {
    lambda: rate / 1000 / queues,
    arrivals: queues === 1 ? arrivals : sharedOut(arrivals, queues, spread),
    workers: spread === 'shared' ? shape.workers * replicas : shape.workers,
    room: spread === 'shared' ? shape.room * replicas : shape.room,
    mean,
    scv,
    service,
    leaf,
  };
  const found = formulaFor(queue);
  if (typeof found === 'string') return none(found);
  const each = queues > 1 ? ` at each of ${queues} replicas` : '';
  const shared = spread === 'shared' && replicas > 1 ? ' The replicas are taken as one queue, which is a little better than they are.' : '';
  return { ...found, exact: found.exact && shared === '', why: `${found.why.replace('{each}', each)}${shared}` };
}

/** The stream to one of several replicas. In turn, each gets every n-th call: the gaps add up and even out. */
const sharedOut = ({ scv, poisson }: Stream, queues: number, spread: ServerShape['spread']): Stream =>
  spread === 'random' ? { scv: (scv - 1) / queues + 1, poisson } : { scv: scv / queues, poisson: false };

function formulaFor(queue: Queue): Theory | string {
  const { lambda, arrivals, workers, room, mean, scv, service } = queue;
  if (!(mean >= 0)) return 'Nothing was served.';
  if (workers === Infinity) {
    const words = 'As many calls are worked on at once as come, so nobody waits.';
    return { ...none(words), formula: 'M/G/∞', exact: true, meanWait: 0, waitP99: 0, totalP99: serviceP99(queue), rejected: 0 };
  }
  const rho = (lambda * mean) / workers;
  const poisson = arrivals.poisson
    ? 'Poisson arrivals'
    : `arrivals whose gaps have a squared coefficient of variation of ${short(arrivals.scv)}`;
  if (room === 0) {
    const words = `${poisson}{each}, ${workers} workers and no queue, whatever the service time. Of calls that get in.`;
    return filled('Erlang loss', arrivals.poisson, words, erlangLoss(lambda, mean, workers), queue);
  }
  const bounded = room <= MOST_ROOM;
  if (arrivals.poisson && service === 'exponential' && bounded) {
    const station = mmck(lambda, mean, workers, room);
    const words = `Poisson arrivals{each}, exponential service, ${counted(workers, 'worker')}`;
    if (station.loss > NEVER_FULL || rho >= 1) {
      return filled(`M/M/${workers}/${workers + room}`, true, `${words}, room for ${room} to wait. Of calls that get in.`, station, queue);
    }
  }
  if (rho >= 1)
    return `It is saturated: ${percent(rho)} of what its workers can do arrives, and the queue grows until calls are turned away.`;
  const { name, exact, words, station } = endless(queue, poisson);
  if (fullShare(station, lambda, room) > RARE / 10)
    return 'Its queue is full now and then, which no simple formula covers for this kind of service.';
  return filled(name, exact, words, station, queue);

  function endless(of: Queue, stream: string): { name: string; exact: boolean; words: string; station: Station } {
    const staff = counted(workers, 'worker');
    if (of.arrivals.poisson && service === 'exponential') {
      return {
        name: `M/M/${workers}`,
        exact: true,
        words: `Poisson arrivals{each}, exponential service, ${staff}.`,
        station: mmc(lambda, mean, workers),
      };
    }
    if (of.arrivals.poisson && workers === 1 && service === 'constant') {
      return { name: 'M/D/1', exact: true, words: 'Poisson arrivals{each}, constant service, one worker.', station: md1(lambda, mean) };
    }
    const spread = `service times of ${short(scv)}`;
    if (of.arrivals.poisson && workers === 1) {
      const words = `Poisson arrivals{each}, one worker, a squared coefficient of variation of the service time of ${short(scv)} (Pollaczek–Khinchine). The p99 is approximate.`;
      return { name: 'M/G/1', exact: true, words, station: mg1(lambda, mean, scv) };
    }
    const words = `An approximation for ${stream}{each}, ${spread}, and ${staff} (Allen–Cunneen).`;
    return { name: `G/G/${workers}`, exact: false, words, station: allenCunneen(lambda, mean, workers, of.arrivals.scv, scv) };
  }
}

function filled(formula: string, exact: boolean, why: string, station: Station, queue: Queue): Theory {
  return {
    formula,
    exact,
    why,
    utilization: station.utilization,
    meanWait: wholeNanos(station.meanWait),
    waitP99: wholeNanos(beyond(station.waitTail, 0.01, queue.mean)),
    totalP99: wholeNanos(totalP99(station, queue)),
    rejected: station.loss,
  };
}

/** What is shorter than a nanosecond does not happen here. [ms] */
function wholeNanos<T extends number | null>(ms: T): T {
  return (ms === null ? ms : Math.round(ms * 1e6) / 1e6) as T;
}

/** About how often a queue that is endless in theory would hold more than there is room for: geometric, with its own mean. */
function fullShare({ meanWait, waitTail }: Station, lambda: number, room: number): number {
  const wait = waitTail(0);
  if (!(wait > 0 && meanWait > 0)) return 0;
  const length = (lambda * meanWait) / wait;
  let share = wait;
  for (let i = 0; i < room && share > 1e-12; i++) share *= length / (1 + length);
  return share;
}

function totalP99(station: Station, queue: Queue): number | null {
  const { leaf, service, mean, room } = queue;
  if (!leaf || service === 'other') return null;
  if (station.waitTail(0) === 0) return serviceP99(queue);
  if (service === 'constant') return mean + beyond(station.waitTail, 0.01, mean);
  // Summing the states of a long queue again and again takes too long; without a bound it is quick.
  if (station.loss > 0 && room > MOST_ROOM_FOR_TOTAL) return null;
  return beyond(totalTail(station, mean), 0.01, mean);
}

/** ln 100: an exponential exceeds so many means once in a hundred times. */
const LN100 = 4.605170185988092;

function serviceP99({ leaf, service, mean }: Queue): number | null {
  if (!leaf || service === 'other') return null;
  return service === 'constant' ? mean : mean * LN100;
}

const short = (value: number): string => String(Number(value.toPrecision(2)));
const counted = (n: number, thing: string): string => (n === 1 ? `one ${thing}` : `${n} ${thing}s`);
