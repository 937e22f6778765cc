import type { StoreModel } from '../nodes/definition';
import { figure } from '../policies/figures';
import { shardOf } from '../policies/shards';
import { keyOf, numberOf, plainRead, typeOf } from './access';
import type { Act } from './act';
import { CommitAct } from './commit-act';
import type { Machinery } from './machinery';
import type { Picker, Replica, ServerState } from './model';
import { RowLockAct } from './row-lock-act';
import { type Replication, Shard } from './shard';
import type { Store } from './store';
import type { Task } from './task';
import type { ZoneNet } from './zone-net';

type DatabaseModel = Extract<StoreModel, { kind: 'database' }>;

/**
 * An SQL-like database: primaries and their replicas in shards, locks on rows, and where reads and writes go. Each primary and replica is one
 * of the node's replicas, shard by shard, the first primary first.
 */
export class DatabaseStore implements Store, Picker {
  readonly after: Act;
  before: Act | null = null;
  readonly last = null;
  replication: Replication | null = null;
  private readonly locks: RowLockAct;
  private model: DatabaseModel = { kind: 'database', replication: null, shards: null, rowLocks: null };
  private shards: Shard[] = [];
  private counts: number[] = [];
  private hottest = 0;
  /** Some read asks for what its own request has written: replicas answer it, whatever `reads` says. */
  readsOwnWrites = false;

  constructor(
    private readonly node: ServerState,
    private readonly machinery: Machinery,
    private readonly zones: ZoneNet,
  ) {
    this.locks = new RowLockAct(node, machinery);
    this.after = new CommitAct(this, node, machinery);
  }

  configure(model: DatabaseModel): void {
    const { replication } = model;
    const before = this.model;
    this.model = model;
    this.before = model.rowLocks === null ? null : this.locks;
    this.locks.configure(model.rowLocks?.timeout ?? null);
    const extraLag = this.replication?.extraLag ?? 0;
    this.replication =
      replication === null ? null : { params: replication, lag: this.node.sampler('replication-lag', replication.lag), extraLag };
    // Copies that are spread or kept in another way begin with all that there is.
    if (shapeOf(before) !== shapeOf(model)) this.forget();
    else for (const shard of this.shards) shard.configure(this.replication);
  }

  /** Whether it matters which of its replicas a call goes to. */
  get routes(): boolean {
    return this.replication !== null || this.model.shards !== null;
  }

  readonly forgetting = 'writes that some copy has not got yet; that copy counts as having them';
  get forgotten(): number {
    return this.shards.reduce((sum, { log }) => sum + (log?.forgotten ?? 0), 0);
  }

  /** Rows that somebody has locked. */
  get lockedRows(): number {
    return this.locks.held;
  }

  /** Faults that add to the lag of replication. [ns] */
  addLag(extra: number): void {
    if (this.replication !== null) this.replication.extraLag += extra;
  }

  /** The members of a shard, its primary first; the last shard where there are fewer. */
  membersOf(number: number): Replica[] {
    const shard = this.shards[Math.min(number, this.shards.length - 1)];
    if (shard === undefined) return [];
    const primary = shard.members[shard.primary]!;
    return [primary, ...shard.members.filter((member) => member !== primary)];
  }

  /** Null while an edit is under way. */
  shardOf(key: number): Shard | null {
    const { shards } = this.model;
    return this.shards[shards === null ? 0 : shardOf(numberOf(key), typeOf(key), shards)] ?? null;
  }

  pick(task: Task): Replica | null {
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    const shard = this.shardOf(key);
    if (shard === null) return null;
    if (this.model.shards !== null) this.countQuery(shard.number);
    const { replication } = this;
    const { primary } = shard;
    if (access.write || replication === null || access.consistency === 'latest') return shard.member(primary);
    if (access.consistency === 'own-writes' && task.seenOf === key) return this.copyWith(task.seen, key, shard);
    switch (replication.params.reads) {
      case 'primary':
        return shard.member(primary);
      case 'replicas':
        return this.nextReplica(shard);
      case 'nearest':
        return this.nearest(task.zone, shard);
    }
  }

  /** A replica that gets no reads only stands by, until it is the primary. */
  serves(replica: Replica): boolean {
    if (this.replication === null || this.replication.params.reads !== 'primary' || this.readsOwnWrites) return true;
    const shard = this.shards.find(({ members }) => members.includes(replica));
    return shard === undefined || shard.members[shard.primary] === replica;
  }

  crashed(): void {
    // `fleetChanged` hears of it too.
  }

  fleetChanged(): void {
    const members = this.node.replicas.filter(({ retired }) => !retired);
    const { shards, replication } = this.model;
    const copies = 1 + (replication?.replicas ?? 0);
    const count = shards?.count ?? 1;
    // More or fewer in the middle of an edit.
    if (members.length !== count * copies) return;
    if (this.shards.length !== count || members.some((member, i) => this.shards[Math.floor(i / copies)]!.members[i % copies] !== member)) {
      this.forget();
      for (let number = 0; number < count; number++)
        this.shards.push(
          new Shard(this.node, this.machinery, number, members.slice(number * copies, (number + 1) * copies), this.replication),
        );
      this.counts = this.shards.map(() => 0);
    }
    for (const shard of this.shards) shard.look();
  }

  left(task: Task): void {
    this.locks.left(task);
  }

  private forget(): void {
    for (const shard of this.shards) shard.dispose();
    this.shards = [];
    this.hottest = 0;
  }

  private countQuery(shard: number): void {
    const count = this.counts[shard]! + 1;
    this.counts[shard] = count;
    if (count > this.counts[this.hottest]!) this.hottest = shard;
    this.node.stats.figures!.add(shard === this.hottest ? figure['hottest-shard-queries'] : figure['other-shard-queries']);
  }

  /** The replicas in turn; the primary where none is up. */
  private nextReplica(shard: Shard): Replica | null {
    const { members, primary } = shard;
    for (let i = 0; i < members.length; i++) {
      const place = (shard.turn + i) % members.length;
      if (place === primary || shard.member(place) === null) continue;
      shard.turn = place + 1;
      return shard.member(place);
    }
    return shard.member(primary);
  }

  /** The copies that are up and nearest by zone, in turn. */
  private nearest(zone: number, shard: Shard): Replica | null {
    const { members } = shard;
    let best = -1;
    let bestLatency = Infinity;
    for (let i = 0; i < members.length; i++) {
      const place = (shard.turn + i) % members.length;
      const member = shard.member(place);
      if (member === null) continue;
      const latency = zone < 0 || member.zone < 0 ? 0 : this.zones.latency[zone * this.zones.size + member.zone]!;
      if (latency >= bestLatency) continue;
      best = place;
      bestLatency = latency;
    }
    if (best < 0) return null;
    shard.turn = best + 1;
    return shard.member(best);
  }

  /** A copy that has at least this version of the thing: replicas in turn, then the primary. */
  private copyWith(version: number, key: number, shard: Shard): Replica | null {
    const { versions, kernel } = this.machinery;
    const { members, primary } = shard;
    const mayLack = versions.of(key) - version;
    for (let i = 0; i < members.length; i++) {
      const place = (shard.turn + i) % members.length;
      if (place === primary || shard.member(place) === null || shard.log!.behind(place, key, kernel.now) > mayLack) continue;
      shard.turn = place + 1;
      return shard.member(place);
    }
    return shard.member(primary);
  }
}

/** Two models of one shape keep what their copies have. */
const shapeOf = ({ shards, replication }: DatabaseModel): string =>
  JSON.stringify([shards, replication && [replication.replicas, replication.apply]]);
