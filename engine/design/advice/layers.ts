import { hint } from '../checks/check';
import type { Advice } from './advice';

/** Services that only hand on what they get: a layer has become a program of its own. */
export const layers: Advice = function* ({ index, graph, verticesOf }) {
  for (const { id, kind } of index.design.nodes) {
    if (kind !== 'service' || new Set(index.incoming(id).map(({ from }) => from)).size !== 1) continue;
    const [caller] = index.incoming(id);
    const [callee] = index.outgoing(id);
    const isService = (node: string | undefined) => index.nodes.get(node ?? '')?.kind === 'service';
    if (!callee || index.outgoing(id).length !== 1 || !isService(caller?.from) || !isService(callee.to)) continue;
    // Who else asks for it shows that it stands for something of its own.
    if (index.incoming(callee.to).length !== 1) continue;
    const handsOn = verticesOf(id).every((place) => {
      const { edges } = graph[place]!;
      return edges.length === 1 && edges[0]!.weight === 1 && !edges[0]!.message;
    });
    if (!handsOn) continue;
    yield hint({
      code: 'layer-as-service',
      where: `nodes.${id}`,
      message: `All that "${id}" does is to ask "${callee.to}" for "${caller!.from}": a layer that has become a service, with a hop, a timeout and a deployment of its own.`,
      remedy: `Make it a part of "${caller!.from}" or of "${callee.to}", or draw the boundary by what belongs together.`,
    });
  }
};
