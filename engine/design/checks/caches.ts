import { nodeKinds } from '../../nodes/registry';
import type { Problem } from '../../core/problem';
import type { DesignIndex } from '../design-index';
import type { ResolvedDesign, ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import { type Check, warning } from './check';

type Cache = Extract<ResolvedNode, { kind: 'cache' }>;
type Contents = NonNullable<Cache['params']['contents']>;

/** Caches that keep keys: whether there are keys, whether they can grow old unnoticed, and what is lost with them. */
export const caches: Check = function* (index) {
  const { design } = index;
  const keys = drawsEntities(design);
  for (const node of design.nodes) {
    if (node.kind === 'cdn' && !keys) yield withoutKeys(node);
    if (node.kind !== 'cache' || !node.params.contents) continue;
    const { contents } = node.params;
    if (!keys) yield withoutKeys(node);
    const bypass = contents.ttl === undefined ? bypassing(node, index) : null;
    if (bypass !== null) yield bypass;
    if (contents.writes === 'behind') yield behind(node, contents, index);
  }
  for (const { id, action, target } of design.faults) {
    const node = 'node' in target ? index.nodes.get(target.node) : undefined;
    if (action === 'cache-flush' && node && !(node.kind === 'cdn' || (node.kind === 'cache' && node.params.contents)))
      yield nothingToFlush(id, node);
    if (action === 'hot-key' && node?.kind === 'client' && node.params.entities === undefined) yield nothingToHeat(id, node);
  }
};

const drawsEntities = ({ nodes, entities }: ResolvedDesign): boolean =>
  entities.some(({ by }) => by === 'request') ||
  nodes.some((node) => node.kind === 'client' && (node.params.entities !== undefined || node.params.traffic.kind === 'recorded'));

const withoutKeys = ({ id }: ResolvedNode): Problem =>
  warning({
    code: 'cache-without-keys',
    where: `nodes.${id}.params.contents`,
    message: `"${id}" keeps keys, but no client draws entities: every look-up is about the same key.`,
    remedy: 'Give a client entities, or take the contents away and state a hit ratio.',
  });

/** Somebody writes to what the cache reads from, and tells the cache nothing. */
function bypassing(cache: Cache, index: DesignIndex): Problem | null {
  const sources = sourcesOf(cache, index);
  for (const node of index.design.nodes) {
    if (node.id === cache.id) continue;
    const written = [...stepsOf(node)].flatMap(({ step }) => (step.kind === 'write' ? [index.links.get(step.link)?.to] : []));
    const source = written.find((to) => to !== undefined && sources.has(to));
    if (source === undefined || written.includes(cache.id)) continue;
    return warning({
      code: 'cache-never-fresh',
      where: `nodes.${cache.id}.params.contents.ttl`,
      message: `"${node.id}" writes to "${source}" past "${cache.id}", whose entries have no time to live: they stay old until they are evicted.`,
      remedy: `Set a time to live, write through "${cache.id}", or write to it after the write to "${source}".`,
    });
  }
  return null;
}

/** What the cache reads through to, and what its callers read when they miss. */
function sourcesOf(cache: Cache, index: DesignIndex): Set<string> {
  const sources = new Set(index.outgoing(cache.id).map(({ to }) => to));
  for (const node of index.design.nodes) {
    for (const { step } of stepsOf(node)) {
      if (step.kind !== 'choose' || step.by !== 'cache-hit' || index.links.get(step.link)?.to !== cache.id) continue;
      for (const missed of step.miss) {
        const to = missed.kind === 'read' || missed.kind === 'call' ? index.nodes.get(index.links.get(missed.link)?.to ?? '') : undefined;
        if (to && nodeKinds[to.kind].group === 'data') sources.add(to.id);
      }
    }
  }
  return sources;
}

function behind({ id }: Cache, { flushAfter }: Contents, index: DesignIndex): Problem {
  const where = `nodes.${id}.params.contents.writes`;
  if (index.outgoing(id).length === 0) {
    return warning({
      code: 'write-behind-nowhere',
      where,
      message: `"${id}" is to write behind, but is linked to nothing that it could write to.`,
      remedy: 'Link it to the source, or choose another way of writing.',
    });
  }
  return warning({
    code: 'write-behind-loses',
    where,
    message: `"${id}" acknowledges writes before the source has them. If it dies, those of the last ${flushAfter / 1e9} s are lost.`,
    remedy: 'Write through where a write must not be lost. The report counts the lost ones.',
  });
}

const nothingToFlush = (fault: string, { id }: ResolvedNode): Problem =>
  warning({
    code: 'flush-of-nothing',
    where: `faults.${fault}.target`,
    message: `"${id}" keeps nothing key by key, so there is nothing to flush.`,
    remedy: 'Aim it at a cache, and give that contents.',
  });

const nothingToHeat = (fault: string, { id }: ResolvedNode): Problem =>
  warning({
    code: 'hot-key-without-entities',
    where: `faults.${fault}.target`,
    message: `"${id}" draws no entities, so none of them can become hot.`,
    remedy: `Give "${id}" entities.`,
  });
