import type { Problem } from '../../core/problem';
import { calledOperation } from '../call-graph';
import type { DesignIndex } from '../design-index';
import type { ResolvedJourney } from '../schema';
import { type Check, error, warning } from './check';

export const journeys: Check = function* (index) {
  for (const journey of index.design.journeys) {
    const problem = wrongClient(journey, index) ?? wrongEntry(journey, index);
    if (problem) yield problem;
  }
  for (const node of index.design.nodes) {
    const own = index.design.journeys.filter((journey) => journey.client === node.id);
    if (own.length > 0 && own.every((journey) => journey.weight === 0)) {
      yield warning({
        code: 'journeys-without-weight',
        where: `journeys.${own[0]!.id}.weight`,
        message: `All journeys of "${node.id}" have weight 0, so each gets an equal share.`,
        remedy: 'Give at least one of them a weight above 0.',
      });
    }
  }
};

function wrongClient({ id, client }: ResolvedJourney, index: DesignIndex): Problem | null {
  if (index.unreadable.nodes.has(client)) return null;
  const role = index.roleOf(client);
  if (role === 'source') return null;
  const clients = index.design.nodes.filter((node) => index.roleOf(node.id) === 'source').map((node) => node.id);
  return error({
    code: role ? 'journey-of-no-client' : 'journey-of-missing-client',
    where: `journeys.${id}.client`,
    message: role
      ? `Journey "${id}" begins at "${client}", which is not a client.`
      : `Journey "${id}" begins at "${client}", which is not in this design.`,
    remedy: clients.length > 0 ? `Name one of the clients: ${clients.join(', ')}.` : 'Add a client to the design and name it here.',
  });
}

function wrongEntry({ id, client, link: linkId, operation }: ResolvedJourney, index: DesignIndex): Problem | null {
  const link = index.links.get(linkId);
  const own = index.outgoing(client).map((candidate) => candidate.id);
  const remedy =
    own.length > 0
      ? `Name a link that starts at "${client}": ${own.join(', ')}.`
      : `Draw a link from "${client}" to what its users ask first.`;
  if (!link) {
    if (index.unreadable.links.has(linkId)) return null;
    const message = `Journey "${id}" enters by link "${linkId}", which is not in this design.`;
    return error({ code: 'journey-over-missing-link', where: `journeys.${id}.link`, message, remedy });
  }
  if (link.from !== client) {
    const message = `Journey "${id}" of "${client}" enters by link "${linkId}", which starts at "${link.from}".`;
    return error({ code: 'journey-over-foreign-link', where: `journeys.${id}.link`, message, remedy });
  }
  const callee = index.nodes.get(link.to);
  if (!callee || calledOperation(callee, operation)) return null;
  return error({
    code: 'missing-operation',
    where: `journeys.${id}.operation`,
    message: `Journey "${id}" asks "${callee.id}" for "${operation}", which it does not offer.`,
    remedy: `It offers: ${callee.operations?.map(({ name }) => name).join(', ')}. Use one of these, or add "${operation}" to it.`,
  });
}
