import { hint } from '../checks/check';
import { modelOf } from '../node-model';
import type { Advice } from './advice';
import { perSecond } from './words';

/** Caches before sources that could not do without them. */
export const cacheLoads: Advice = function* (view) {
  const { index, graph, verticesOf, demand } = view;
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
        message: `"${link.to}" can do ${perSecond(most)}, and ${perSecond(rate)} come to "${id}" before it: when the cache is empty or gone, "${link.to}" is swamped.`,
        remedy: params.contents
          ? 'Let misses of one key ask the source once (single flight), and limit what may go to the source at once.'
          : 'Limit what may go to the source at once, and warm the cache before traffic comes.',
      });
    }
  }
};
