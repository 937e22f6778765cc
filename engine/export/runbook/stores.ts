import type { ResolvedNode } from '../../design/schema';
import { listed, percent, spanWords } from '../words';
import { type Basis, isStore, linkName, usesOf } from '../blueprint/basis';
import { copiesOf } from '../blueprint/boundaries';
import { callsTo, consumersThatNeed, pauseLine, whoWaits } from './facts';
import { alarmsOf, type Failure } from './failure';

/** Each store that somebody uses, caches included. */
export const storeFailures = (basis: Basis): Failure[] =>
  basis.resolved.nodes
    .filter((node) => callsTo(node.id, basis).length > 0)
    .flatMap((node): Failure[] => (node.kind === 'cache' ? [cacheFailure(node, basis)] : isStore(node) ? [storeFailure(node, basis)] : []));

function storeFailure(node: ResolvedNode, basis: Basis): Failure {
  const { name } = basis;
  const users = callsTo(node.id, basis);
  const writers = users.filter((link) => usesOf(link, basis).writes);
  return {
    title: `${name(node.id)} is slow or lost`,
    node: node.id,
    rehearsed: true,
    signal: alarmsOf(node, basis),
    check: [
      ...whoWaits(node.id, basis),
      `Connections and locks. It is used by ${listed(users.map(({ from }) => name(from)))}.`,
      `Copies: ${copiesOf(node)}.`,
      ...users.map(
        (link) => `${linkName(link, basis)} waits ${link.policy.timeout === undefined ? 'without end' : spanWords(link.policy.timeout)}.`,
      ),
    ],
    mitigate: mitigation(node, basis),
    rollBack: [`If it began with a change of schema or of a query, undo that in ${listed(users.map(({ from }) => name(from)))}.`],
    pause: consumersThatNeed(node.id, basis).map((link) => pauseLine(link, basis)),
    replay: lossWords(
      node,
      writers.map(({ from }) => name(from)),
    ),
  };
}

function mitigation(node: ResolvedNode, { name }: Basis): string[] {
  if (node.kind === 'key-value')
    return ['With the copies that are left it goes on as long as reads and writes find enough of them; replace the lost one.'];
  if (node.kind !== 'database') return [`Bring ${name(node.id)} back; nothing takes its place.`];
  const { replication } = node.params;
  if (!replication) return ['There is one copy only: bring it back, else restore the last backup.'];
  return [
    replication.failover
      ? `It fails over by itself after ${spanWords(replication.failover.after)}; until then writes fail. Do not start a second primary by hand.`
      : 'It does not fail over by itself: promote a replica, and make sure that the old primary stays down.',
    ...(replication.reads === 'primary'
      ? ['Reads go to the primary; where old data will do, send them to a replica to take load off.']
      : []),
  ];
}

function lossWords(node: ResolvedNode, writers: readonly string[]): string[] {
  if (node.kind !== 'database' || writers.length === 0) return [];
  const { replication } = node.params;
  if (replication?.mode === 'semi-sync') return ['Nothing to replay: what was answered is on a replica too.'];
  return [
    `Writes that no other copy had are gone, and their events may be out already: compare the data of ${listed(writers)} with the events of the minutes before, and mend by hand.`,
  ];
}

function cacheFailure(node: ResolvedNode, basis: Basis): Failure {
  const { name, view, measured } = basis;
  const behind = view.index.outgoing(node.id).map(({ to }) => to);
  const sources =
    behind.length > 0
      ? behind
      : callsTo(node.id, basis)
          .flatMap(({ from }) => view.index.outgoing(from).map(({ to }) => to))
          .filter((id) => isStore(view.index.nodes.get(id)!));
  const hit = (measured.node(node.id)?.figures ?? []).find(({ id }) => id === 'hit-ratio');
  return {
    title: `${name(node.id)} is cold or lost`,
    node: node.id,
    rehearsed: true,
    signal: [
      ...alarmsOf(node, basis),
      ...(hit?.kind === 'share' && hit.share !== null
        ? [{ text: `Hits: below ${percent(hit.share * 0.8)}`, why: `${percent(hit.share)} in the run` }]
        : []),
    ],
    check: [
      ...whoWaits(node.id, basis),
      ...(sources.length > 0 ? [`Can ${listed([...new Set(sources)].map(name))} carry every look-up? Watch it first.`] : []),
    ],
    mitigate: ['Let it warm up behind a rate limit rather than at once.', 'Do not restart all of its nodes together.'],
    rollBack: [],
    pause: [],
    replay: [],
  };
}
