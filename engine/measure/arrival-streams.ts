import type { ServerShape, Shapes } from './theory-shape';

/** How calls come. */
export interface Stream {
  /** Squared coefficient of variation of the gaps. */
  readonly scv: number;
  /** Exactly Poisson, as far as theory knows. */
  readonly poisson: boolean;
}

export interface MeasuredLink {
  readonly from: string;
  readonly to: string;
  /** Attempts. [1/s] */
  readonly rate: number;
}

export type ArrivalsAt = (node: string) => Stream;

const UNKNOWN: Stream = { scv: 1, poisson: false };

/**
 * How calls come to each node, followed from the sources down the links: what leaves a queue is as uneven as what came in where it is idle, and
 * as its service where it is busy.
 * @see Whitt, "The queueing network analyzer", Bell System Technical Journal 62 (1983); Burke 1956 for what stays exactly Poisson
 */
export function arrivalsOf(shapes: Shapes, rates: ReadonlyMap<string, number>, links: readonly MeasuredLink[]): ArrivalsAt {
  const known = new Map<string, Stream>();
  const sourceRates = new Map<string, number>();
  for (const { from, rate } of links) if (shapes.get(from)?.role === 'source') sourceRates.set(from, (sourceRates.get(from) ?? 0) + rate);

  const arrivals: ArrivalsAt = (node) => {
    const found = known.get(node);
    if (found) return found;
    // Calls that come back in a circle find this.
    known.set(node, UNKNOWN);
    const incoming = links.filter(({ to, rate }) => to === node && rate > 0);
    const streams = incoming.map((link) => ({ rate: link.rate, ...along(link) }));
    const total = streams.reduce((sum, { rate }) => sum + rate, 0);
    const independent = incoming.length === 1 || incoming.every(({ from }) => shapes.get(from)?.role === 'source');
    const made: Stream =
      total === 0
        ? UNKNOWN
        : {
            scv: streams.reduce((sum, { rate, scv }) => sum + (rate / total) * scv, 0),
            poisson: independent && streams.every(({ poisson }) => poisson),
          };
    known.set(node, made);
    return made;
  };

  /** The part of a node's departures that takes this link: chance thins them. */
  const along = ({ from, rate }: MeasuredLink): Stream => {
    const shape = shapes.get(from);
    if (!shape) return UNKNOWN;
    const before = shape.role === 'source' ? shape : departures(from, shape);
    const of = (shape.role === 'source' ? sourceRates.get(from) : rates.get(from)) ?? 0;
    const share = of > 0 ? Math.min(1, rate / of) : 1;
    // Several calls for one that came are no stream of their own.
    const once = of > 0 && rate <= of * 1.01;
    return { scv: share * before.scv + 1 - share, poisson: before.poisson && once };
  };

  const departures = (node: string, shape: ServerShape): Stream => {
    const before = arrivals(node);
    if (shape.workers === Infinity) return before;
    const workers = shape.workers * shape.replicas;
    const { mean = 0, scv = 1, kind = 'other' } = shape.service ?? {};
    const rho = Math.min(1, ((rates.get(node) ?? 0) * mean) / 1000 / workers);
    const oneQueue = shape.replicas === 1 || shape.spread === 'random';
    return {
      scv: 1 + (1 - rho * rho) * (before.scv - 1) + ((rho * rho) / Math.sqrt(workers)) * (scv - 1),
      poisson: before.poisson && kind === 'exponential' && oneQueue && shape.why === null,
    };
  };

  return arrivals;
}
