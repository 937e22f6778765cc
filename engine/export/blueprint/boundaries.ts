import { stepsOf } from '../../design/steps';
import type { ResolvedNode } from '../../design/schema';
import { nodeKinds } from '../../nodes/registry';
import type { Cell, PlainSection } from '../html/page';
import { capital, listed } from '../words';
import { type Basis, boundaryOf, isStore, usesOf } from './basis';
import { isService } from './offered';

/** Who is responsible for what, and who keeps which data. */
export const boundaries = (basis: Basis): PlainSection[] => [...boundaryTable(basis), ...entityTable(basis), ...storeTable(basis)];

function boundaryTable(basis: Basis): PlainSection[] {
  const { resolved, name } = basis;
  const members = new Map<string, ResolvedNode[]>();
  for (const node of resolved.nodes) {
    if (node.kind === 'client' || node.kind === 'external') continue;
    const boundary = boundaryOf(node, basis);
    members.set(boundary, [...(members.get(boundary) ?? []), node]);
  }
  const titles = new Map((resolved.groups ?? []).map((group) => [group.id, group.name ?? group.id]));
  const rows = [...members].flatMap(([id, nodes]): Cell[][] => {
    const services = nodes.filter(isService);
    if (services.length === 0) return [];
    const ids = new Set(nodes.map((node) => node.id));
    const owned = resolved.entities.filter(({ owner }) => owner !== undefined && ids.has(owner)).map((entity) => entity.name ?? entity.id);
    const events = resolved.events.filter(({ owner }) => owner !== undefined && ids.has(owner)).map((event) => event.id);
    return [
      [
        titles.get(id) ?? name(id),
        listed(services.map((node) => name(node.id))),
        listed(owned) || '–',
        listed(storesOf(services, basis)) || '–',
        listed(events) || '–',
      ],
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Boundaries',
      columns: ['Boundary', 'Services', 'Owns', 'Stores', 'Publishes'].map((title) => ({ title })),
      rows,
    },
  ];
}

/** Stores that services read or write, through a cache or not. */
const storesOf = (services: readonly ResolvedNode[], { view, name }: Basis): string[] => {
  const used = services.flatMap(({ id }) => view.index.outgoing(id)).map(({ to }) => to);
  const behind = used
    .filter((id) => view.index.nodes.get(id)?.kind === 'cache')
    .flatMap((id) => view.index.outgoing(id).map(({ to }) => to));
  return [...new Set([...used, ...behind])].filter((id) => isStore(view.index.nodes.get(id)!)).map(name);
};

function entityTable(basis: Basis): PlainSection[] {
  const { resolved, view, name } = basis;
  const rows = resolved.entities.map(({ id, name: title = id, owner }): Cell[] => {
    const keeps = new Set<string>();
    const users = new Set<string>();
    for (const node of resolved.nodes) {
      for (const { step } of stepsOf(node)) {
        if ((step.kind !== 'read' && step.kind !== 'write') || step.entity !== id) continue;
        const store = view.index.links.get(step.link)?.to;
        if (owner !== undefined && node.id !== owner) users.add(name(node.id));
        else if (step.kind === 'write' && store !== undefined) keeps.add(name(store));
      }
    }
    return [
      capital(title),
      owner === undefined ? { text: 'nobody yet', tone: 'warn' } : name(owner),
      listed([...keeps]) || '–',
      listed([...users]) || '–',
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Data ownership',
      note: 'One system of record for each; others keep what they need of it under its key, by contract or by event.',
      columns: ['Data', 'System of record', 'Kept in', 'Used by'].map((title) => ({ title })),
      rows,
    },
  ];
}

function storeTable(basis: Basis): PlainSection[] {
  const { resolved, view, name } = basis;
  const rows = resolved.nodes.filter(isStore).map((store): Cell[] => {
    const users = view.index.incoming(store.id).map((link) => ({ from: view.index.nodes.get(link.from)!, ...usesOf(link, basis) }));
    const writers = users.filter(({ writes }) => writes);
    const sides = new Set(writers.map(({ from }) => boundaryOf(from, basis)));
    const written = listed(writers.map(({ from }) => name(from.id))) || '–';
    return [
      name(store.id),
      nodeKinds[store.kind].title,
      sides.size > 1 ? { text: `${written}: shared`, tone: 'bad' } : written,
      listed(users.filter(({ reads }) => reads).map(({ from }) => name(from.id))) || '–',
      copiesOf(store),
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Stores',
      columns: ['Store', 'Kind', 'Written by', 'Read by', 'Copies'].map((title) => ({ title })),
      rows,
    },
  ];
}

/** How many copies there are, and what a write waits for. */
export function copiesOf(store: ResolvedNode): string {
  if (store.kind === 'key-value') {
    const { n, r, w } = store.params.quorum;
    return `${n} copies; a write waits for ${w}, a read for ${r}`;
  }
  if (store.kind !== 'database') return '–';
  const { replication, shards } = store.params;
  const parts = shards ? `${shards.count} shards; ` : '';
  if (!replication) return `${parts}one copy`;
  const { mode, replicas, acks, failover } = replication;
  const waits = mode === 'async' ? 'a write waits for none' : `a write waits for ${acks}`;
  return `${parts}primary and ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}; ${waits}; ${failover ? 'fails over by itself' : 'no failover'}`;
}
