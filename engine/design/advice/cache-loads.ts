import { hint } from '../checks/check';
import { modelOf } from '../node-model';
import type { Problem } from '../../core/problem';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import type { DesignView } from './view';
import { perSecond } from './words';

/** Caches before sources that could not do without them, or beside them. */
export const cacheLoads: Advice = function* (view) {
  yield* before(view);
  yield* beside(view);
};

function* before({ index, graph, verticesOf, demand }: DesignView): Generator<Problem> {
  for (const { id, kind, params } of index.design.nodes) {
    if (kind !== 'cache' || params.contents?.singleFlight) continue;
    const rate = demand.nodeRate(id) * demand.peak;
    for (const link of index.outgoing(id)) {
      const places = demand.places(link.to);
      const source = index.nodes.get(link.to);
      const asked = verticesOf(id)
        .flatMap((place) => graph[place]!.edges)
        .find((edge) => edge.link === link.id && !edge.message);
      if (!source || !asked || modelOf(source).role !== 'server') continue;
      const most = (places * 1e9) / demand.held(asked.to);
      if (rate <= most) continue;
      yield hint({
        code: 'cache-hides-load',
        where: params.contents ? `nodes.${id}.params.contents.singleFlight` : `nodes.${id}`,
        message: swamped({ source: link.to, most, rate, cache: id, place: 'before it' }),
        remedy: params.contents
          ? 'Let misses of one key ask the source once (single flight), and limit what may go to the source at once.'
          : 'Limit what may go to the source at once, and warm the cache before traffic comes.',
      });
    }
  }
}

/** Cache-aside: whoever looks up asks the source itself when it misses. */
function* beside({ index, graph, verticesOf, demand }: DesignView): Generator<Problem> {
  for (const node of index.design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'choose' || step.by !== 'cache-hit' || step.singleFlight) continue;
      const cache = index.links.get(step.link)?.to ?? '';
      const place = verticesOf(node.id).find((at) =>
        where.startsWith(`nodes.${node.id}.operations.${operationAt(node.operations, graph[at]!.operation)}.`),
      );
      if (place === undefined) continue;
      const lookUp = graph[place]!.edges.find(({ link }) => link === step.link);
      if (!lookUp) continue;
      const rate = demand.rate(place) * Math.min(lookUp.weight, 1) * demand.peak;
      for (const missed of step.miss) {
        if (missed.kind !== 'read' && missed.kind !== 'call') continue;
        const asked = graph[place]!.edges.find(({ link, message }) => link === missed.link && !message);
        const source = index.links.get(missed.link)?.to ?? '';
        if (!asked || index.roleOf(source) !== 'server') continue;
        const most = (demand.places(source) * 1e9) / demand.held(asked.to);
        if (rate <= most) continue;
        yield hint({
          code: 'cache-hides-load',
          where: `${where}.singleFlight`,
          message: swamped({ source, most, rate, cache, place: 'beside it' }),
          remedy: 'Let misses of one key do these steps once in each replica (single flight), and limit what may go to the source at once.',
        });
        break;
      }
    }
  }
}

const operationAt = (operations: readonly { readonly name: string }[] | undefined, name: string | null): number =>
  operations?.findIndex((operation) => operation.name === name) ?? -1;

interface Swamped {
  readonly source: string;
  /** [1/s] */
  readonly most: number;
  readonly rate: number;
  readonly cache: string;
  readonly place: string;
}

const swamped = ({ source, most, rate, cache, place }: Swamped): string =>
  `"${source}" can do ${perSecond(most)}, and ${perSecond(rate)} come to "${cache}" ${place}: when the cache is empty or gone, "${source}" is swamped.`;
