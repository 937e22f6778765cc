import { unreachable } from '../core/invariant';
import { boundedLimit, KetamaRing, pointOfKey } from '../policies/ketama';
import { leastOfDrawn } from '../policies/power-of-choices';
import { type LoadBalancing, simpleBalancers } from '../policies/replica-params';
import { WeightedRoundRobin } from '../policies/weighted-round-robin';
import type { Picker, Replica, ServerState } from './model';
import type { Task } from './task';

/** Takes over a way of balancing. */
export function configureBalancer(node: ServerState, balancing: LoadBalancing): void {
  node.picker = null;
  if (typeof balancing === 'string') {
    node.balancer = simpleBalancers.indexOf(balancing);
    return;
  }
  switch (balancing.kind) {
    case 'weighted':
      node.picker = new Weighted(node, balancing.weights);
      return;
    case 'power-of-choices':
      node.picker = new BestOfDrawn(node, balancing.choices);
      return;
    case 'consistent-hashing':
      node.picker = new Hashed(node, balancing);
      return;
    default:
      unreachable(balancing);
  }
}

type Weights = readonly { readonly weight: number }[];

class Weighted implements Picker {
  private readonly turns: WeightedRoundRobin;

  constructor(
    private readonly node: ServerState,
    weights: Weights,
  ) {
    this.turns = new WeightedRoundRobin(weights.map(({ weight }) => weight));
  }

  pick(): Replica | null {
    const { targets: up } = this.node;
    return up.length === 0 ? null : up[this.turns.choose(up)]!;
  }
}

class BestOfDrawn implements Picker {
  constructor(
    private readonly node: ServerState,
    private readonly choices: number,
  ) {}

  pick(): Replica | null {
    const { targets: up, balanceRng } = this.node;
    return up.length === 0 ? null : leastOfDrawn(up, this.choices, balanceRng);
  }
}

/** Entities whose points are remembered: a power of two. */
const REMEMBERED = 8192;

/** By the entity that the call is about; calls about nothing take turns. */
class Hashed implements Picker {
  private ring = new KetamaRing([]);
  private members: readonly Replica[] = [];
  private readonly known = new Map<string, Uint32Array>();
  /** The last entity that fell on each place, and its point: an MD5 for each call would cost more than the rest of it. */
  private readonly entities = new Float64Array(REMEMBERED).fill(-1);
  private readonly points = new Float64Array(REMEMBERED);
  private shares: number[] = [];
  private loads = new Float64Array(0);
  private limits = new Float64Array(0);
  private readonly bound: number;

  constructor(
    private readonly node: ServerState,
    private readonly params: Extract<LoadBalancing, { kind: 'consistent-hashing' }>,
  ) {
    this.bound = params.boundedLoad ?? 0;
  }

  pick(task: Task): Replica | null {
    const { node } = this;
    const { targets: up } = node;
    if (up.length === 0) return null;
    if (task.entity < 0) return up[node.cursor++ % up.length]!;
    if (this.members !== up) this.rebuild(up);
    const point = this.pointOf(task.entity);
    if (this.bound === 0) return up[this.ring.owner(point)]!;
    this.measure(up);
    return up[this.ring.ownerWithRoom(point, this.loads, this.limits)]!;
  }

  private rebuild(up: readonly Replica[]): void {
    const { weights, virtualNodes } = this.params;
    this.members = up;
    const servers = up.map(({ index }) => ({
      name: `${this.node.id}-${index}`,
      weight: weights === undefined ? 1 : weights[index % weights.length]!.weight,
    }));
    // A ring without a point would own nothing.
    const ring = new KetamaRing(servers, virtualNodes, this.known);
    this.ring =
      ring.size > 0
        ? ring
        : new KetamaRing(
            servers.map(({ name }) => ({ name, weight: 1 })),
            virtualNodes,
            this.known,
          );
    const total = servers.reduce((sum, { weight }) => sum + weight, 0);
    this.shares = servers.map(({ weight }) => (total > 0 ? weight / total : 1 / servers.length));
    this.loads = new Float64Array(up.length);
    this.limits = new Float64Array(up.length);
  }

  private measure(up: readonly Replica[]): void {
    const { loads, limits, shares } = this;
    let inFlight = 0;
    for (let i = 0; i < up.length; i++) {
      loads[i] = up[i]!.inFlight;
      inFlight += loads[i]!;
    }
    for (let i = 0; i < up.length; i++) limits[i] = boundedLimit(this.bound, inFlight, shares[i]!);
  }

  private pointOf(entity: number): number {
    const place = entity % REMEMBERED;
    if (this.entities[place] !== entity) {
      this.entities[place] = entity;
      this.points[place] = pointOfKey(String(entity));
    }
    return this.points[place]!;
  }
}
