import { apply, type Edit } from '../../engine/design/edits';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignFault, DesignJourney, DesignLink, DesignNode } from '../../engine/design/schema';
import type { RunChange } from '../../engine/simulate/record';
import { Draw } from './draw';
import { randomFault } from './parts/faults';
import { randomLink } from './parts/links';
import { withRandomBusiness } from './parts/business';
import { randomCatalog } from './parts/contracts';
import { moreFaults } from './parts/more-faults';
import { randomGroupLink, randomLog, randomLogFault, withRandomLogs } from './parts/logs';
import { isDrawn, randomServer } from './parts/nodes';
import { withMissFlights, withSwitchedFlights } from './parts/miss-flights';
import { backLinks, endsOf, isServer, keepsMessages, randomQueue, randomTopic, withFilters } from './parts/queues';
import { withRandomStores } from './parts/rate-limits';
import { withRandomStock } from './parts/stocks';
import { operationOf, type Outgoing, randomOperations } from './parts/steps';
import { randomClient } from './parts/traffic';
import { entities } from './parts/stores';
import { placed, randomZones } from './parts/zones';

/** One member of the swarm: everything that a run depends on. */
export interface SwarmCase {
  readonly design: Design;
  readonly seed: number;
  /** [s] */
  readonly duration: number;
  readonly changes: readonly RunChange[];
}

/** A random valid design with random traffic, policies, faults and changes: the same for the same seed, in every engine. */
export function swarmDesign(seed: number): SwarmCase {
  const draw = new Draw(seed);
  const duration = draw.int(2, 5);
  let design = withRandomStores(draw, randomDesign(draw, duration));
  while (!resolve(design).ok) design = withRandomStores(draw, randomDesign(draw, duration));
  const drawLogs = new Draw(seed, 'logs');
  const without = design;
  do design = withRandomLogs(drawLogs, without);
  while (!resolve(design).ok);
  const drawBusiness = new Draw(seed, 'business');
  const bare = design;
  do design = withRandomBusiness(drawBusiness, bare);
  while (!resolve(design).ok);
  design = withRandomStock(new Draw(seed, 'stock'), design);
  // With draws of its own, so that it shifts nobody's.
  const drawFlights = new Draw(seed, 'miss-flights');
  design = withMissFlights(drawFlights, design);
  const changes = withSwitchedFlights(drawFlights, randomChanges(draw, design, duration));
  // After all else, for the same reason.
  const more = moreFaults(new Draw(seed, 'faults'), design, duration);
  const faults = more.faults.filter((fault) => !isUndone(fault, changes));
  design = { ...design, faults: [...(design.faults ?? []), ...faults] };
  return { design, seed, duration, changes: [...changes, ...more.changes].toSorted((a, b) => a.at - b.at) };
}

/** Whether a later edit makes another thing of the client that it is done to: the design would then be refused. */
const isUndone = ({ action, target }: DesignFault, changes: readonly RunChange[]): boolean =>
  action === 'reconnect-storm' &&
  changes.some(
    (change) =>
      change.kind === 'edit' &&
      change.edit.kind === 'replace-node' &&
      change.edit.node.kind !== 'client' &&
      'node' in target &&
      target.node === change.edit.node.id,
  );

const randomKeeper = (draw: Draw, place: string): DesignNode =>
  draw.chance(0.3) ? randomTopic(draw, `topic-${place}`) : randomQueue(draw, `queue-${place}`);

/** Nodes in layers, links only onward: no call can come back to where it came from. */
function randomDesign(draw: Draw, duration: number): Design {
  const clients = draw.times(draw.int(1, 3), (i) => randomClient(draw, `client-${i}`, duration));
  const layers: DesignNode[][] = draw.times(draw.int(1, 4), (layer) =>
    draw.times(draw.int(1, 3), (i) =>
      layer > 0 && draw.chance(0.35) ? randomKeeper(draw, `${layer}-${i}`) : randomServer(draw, `server-${layer}-${i}`),
    ),
  );
  const links: DesignLink[] = [];
  const connect = (from: DesignNode, to: DesignNode): DesignLink => {
    const link = randomLink(draw, `${from.id}-to-${to.id}`, from.id, to.id);
    links.push(link);
    return link;
  };
  // From the last layer to the first, so that an operation's callees have theirs already.
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const further = layers.slice(layer + 1).flat();
    layers[layer] = layers[layer]!.map((node) => {
      if (keepsMessages(node)) {
        const own = endsOf(draw, node, further).map((to) => ({ link: connect(node, to).id }));
        return node.kind === 'topic' ? withFilters(draw, node, own) : node;
      }
      const ends = draw.some(further, 0.5).slice(0, 3);
      const outgoing: Outgoing[] = ends.map((to) => ({ link: connect(node, to).id, to }));
      if (draw.chance(0.35)) return node;
      return { ...node, operations: randomOperations(draw, outgoing) };
    });
  }
  links.push(...backLinks(draw, layers.flat(), links, (from, to) => randomLink(draw, `${from}-back-to-${to}`, from, to)));
  const entries = layers.flat().filter((node) => !keepsMessages(node));
  const journeys: DesignJourney[] = [];
  for (const client of clients) {
    const ways = [draw.one(layers[0]!), ...draw.some(entries, 0.2)].filter((node, i, all) => all.indexOf(node) === i);
    const own = ways.map((to) => ({ link: connect(client, to).id, to }));
    if (draw.chance(0.6)) {
      for (const [i, { link, to }] of own.entries()) {
        journeys.push({
          id: `journey-${client.id}-${i}`,
          client: client.id,
          link,
          ...operationOf(draw, to),
          weight: draw.int(0, 4),
          priority: draw.int(0, 9),
          ...draw.maybe(0.5, () => ({ deadline: draw.one(['5ms', '50ms', '1s']) })),
        });
      }
    }
  }
  const geography = draw.maybe(0.4, () => randomZones(draw));
  const nodes = [...clients, ...layers.flat()].map((node) => placed(draw, node, geography.zones));
  return {
    version: 1,
    name: 'Swarm',
    ...geography,
    ...draw.maybe(0.4, () => randomCatalog(draw, nodes)),
    run: { duration: `${duration}s`, warmup: `${draw.one([0, 0, 0.5, 1])}s` },
    entities: entities.map((entity) => ({ ...entity })),
    nodes,
    links,
    journeys,
    slos: [
      { id: 'fast', kind: 'latency', percentile: 95, below: '50ms' },
      { id: 'up', kind: 'availability', atLeast: 0.9 },
    ],
    faults: draw
      .times(draw.int(0, 4), (i) => randomFault(draw, `fault-${i}`, nodes, links, duration, geography.zones))
      .filter((fault) => fault !== null),
  };
}

function randomChanges(draw: Draw, start: Design, duration: number): RunChange[] {
  let design = start;
  const changes: RunChange[] = [];
  const times = draw.times(draw.int(0, 8), () => draw.int(0, duration * 1e9)).sort((a, b) => a - b);
  for (const [i, at] of times.entries()) {
    const nodes = design.nodes ?? [];
    const links = design.links ?? [];
    if (draw.chance(0.3)) {
      const log = nodes.find(({ kind }) => kind === 'log');
      const id = `hand-${draw.int(0, 2)}`;
      const fault =
        log && draw.chance(0.3)
          ? randomLogFault(
              draw,
              id,
              log,
              links.filter(({ from }) => from === log.id),
            )
          : randomFault(draw, id, nodes, links, 1, design.zones);
      if (fault) changes.push({ at, kind: 'inject', fault });
      continue;
    }
    if (draw.chance(0.2)) {
      changes.push({ at, kind: 'heal', fault: draw.one(['hand-0', 'hand-1', 'hand-2', 'fault-0', 'nothing']) });
      continue;
    }
    const edits = randomEdits(draw, design, i, duration);
    const after = edits.reduce(apply, design);
    // Every step on the way must be a design that can run.
    if (!edits.every((_, n) => resolve(edits.slice(0, n + 1).reduce(apply, design)).ok)) continue;
    changes.push(...edits.map((edit) => ({ at, kind: 'edit', edit }) as const));
    design = after;
  }
  return changes;
}

const fromLog = (nodes: readonly DesignNode[], link: DesignLink): boolean =>
  nodes.some(({ id, kind }) => id === link.from && kind === 'log');

function randomEdits(draw: Draw, design: Design, number: number, duration: number): Edit[] {
  const nodes = design.nodes ?? [];
  const links = design.links ?? [];
  if (nodes.length === 0 || links.length === 0) return [];
  const node = draw.one(nodes);
  const link = draw.one(links);
  const again = (old: DesignNode): DesignNode => {
    if (old.kind === 'client') return randomClient(draw, old.id, duration);
    if (old.kind === 'queue') return randomQueue(draw, old.id);
    if (old.kind === 'log') return randomLog(draw, old.id);
    if (old.kind === 'topic') return randomTopic(draw, old.id);
    return isDrawn(old) ? { ...randomServer(draw, old.id, old.kind), ...(old.operations && { operations: old.operations }) } : old;
  };
  switch (draw.int(0, 12)) {
    case 0:
      return [{ kind: 'remove-node', id: node.id }];
    case 1:
      return [{ kind: 'remove-link', id: link.id }];
    case 2: {
      const fresh = randomServer(draw, `extra-${number}`);
      const caller = draw.one(nodes);
      return [
        { kind: 'add-node', node: fresh },
        { kind: 'add-link', link: randomLink(draw, `extra-link-${number}`, caller.id, fresh.id) },
      ];
    }
    case 3: {
      const outgoing = links.filter((l) => l.from === node.id).map((l) => ({ link: l.id, to: nodes.find((n) => n.id === l.to)! }));
      if (!isServer(node)) return [];
      return [{ kind: 'replace-node', node: { ...node, operations: randomOperations(draw, outgoing) } }];
    }
    case 4:
      return [
        {
          kind: 'set-faults',
          faults: draw.times(draw.int(0, 3), (i) => randomFault(draw, `fault-${i}`, nodes, links, duration)).filter((f) => f !== null),
        },
      ];
    case 5:
      return [
        { kind: 'set-journeys', journeys: draw.some(design.journeys ?? [], 0.6) },
        { kind: 'set-slos', slos: [] },
      ];
    case 6:
      return [
        { kind: 'replace-design', design: { ...withRandomStores(draw, design), name: 'Swarm, replaced' } },
        { kind: 'set-info', description: 'Edited.' },
      ];
    case 12: {
      // Somewhere else, or nowhere in particular.
      const geography = draw.chance(0.7) ? randomZones(draw) : { zones: [] };
      const moved = nodes.map((old) => placed(draw, { ...old, zones: [] }, geography.zones));
      return [{ kind: 'replace-design', design: { ...design, ...geography, nodes: moved, faults: [] } }];
    }
    case 7: {
      // The same name, another thing.
      const kind = draw.one(['service', 'cache', 'external'] as const);
      return [
        { kind: 'replace-node', node: { ...randomServer(draw, node.id, kind), ...(node.operations && { operations: node.operations }) } },
      ];
    }
    case 8:
    case 9:
      return [{ kind: 'replace-link', link: (fromLog(nodes, link) ? randomGroupLink : randomLink)(draw, link.id, link.from, link.to) }];
    default:
      return [{ kind: 'replace-node', node: again(node) }];
  }
}
