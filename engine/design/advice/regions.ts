import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { latencyBetween } from '../../policies/zones';
import { hint } from '../checks/check';
import type { ResolvedLink, ResolvedNode } from '../schema';
import type { Advice } from './advice';
import type { DesignView } from './view';

/** Where things run, in designs that say so. */
export const regions: Advice = function* (view) {
  const { design } = view.index;
  if (design.zones.length < 2) return;
  for (const node of design.nodes) yield* inOneZone(node, view);
  for (const link of design.links) yield* acrossRegions(link, view);
};

function* inOneZone({ id, kind, zones, params }: ResolvedNode, { index }: DesignView): Generator<Problem> {
  const several = 'replicas' in params && params.replicas > 1;
  if (kind === 'external' || index.roleOf(id) !== 'server' || zones.length !== 1 || !several) return;
  yield hint({
    code: 'replicas-in-one-zone',
    where: `nodes.${id}.zones`,
    message: `All ${params.replicas} replicas of "${id}" run in ${zones[0]}: when that zone is lost, so are all of them.`,
    remedy: 'Spread them over at least two zones.',
  });
}

function* acrossRegions({ id, from, to }: ResolvedLink, { index, graph, verticesOf }: DesignView): Generator<Problem> {
  if (index.roleOf(from) !== 'server' || index.roleOf(to) !== 'server') return;
  const zonesOf = (node: string) => index.design.zones.filter((zone) => index.nodes.get(node)?.zones.includes(zone.id));
  const [here, there] = [zonesOf(from), zonesOf(to)];
  const [one, other] = [here[0], there[0]];
  if (!one || !other || here.some(({ region }) => there.some((zone) => zone.region === region))) return;
  const calls = Math.max(
    ...verticesOf(from).map((place) =>
      graph[place]!.edges.reduce((sum, edge) => sum + (edge.link === id && !edge.message ? edge.weight : 0), 0),
    ),
  );
  if (calls <= 0) return;
  const trip = 2 * latencyBetween(one, other, index.design.zoneLatency);
  yield hint({
    code: 'call-across-regions',
    where: `links.${id}`,
    message: `"${from}" in ${one.region} waits for "${to}" in ${other.region}: ${formatDuration(Math.round(trip * Math.max(1, calls)))} on the way for each request${calls > 1 ? `, ${Math.round(calls)} calls one by one` : ''}.`,
    remedy: `Run a copy of "${to}" in ${one.region}, keep what is needed there by events, or do not wait for the answer.`,
  });
}
