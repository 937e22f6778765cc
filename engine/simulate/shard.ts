import { figure } from '../policies/figures';
import { ReplicationLog } from '../policies/replication';
import type { ReplicationParams } from '../policies/store-params';
import type { Sampler } from '../core/sampler';
import type { Machinery } from './machinery';
import type { Replica, ServerState } from './model';

/** How the copies of a shard get the writes. */
export interface Replication {
  readonly params: ReplicationParams;
  readonly lag: Sampler;
  /** Added by faults. [ns] */
  extraLag: number;
}

/** A primary and its replicas: who is which, who has what, and what happens when the primary dies. */
export class Shard {
  /** Place of the primary among the members. */
  primary = 0;
  /** Null for a primary alone. */
  readonly log: ReplicationLog | null;
  /** Semi-sync: writes wait for replicas. */
  synced = true;
  /** Takes turns among the replicas. */
  turn = 0;
  private readonly alive: boolean[];
  /** Takes back the failover that is to come. */
  private pending: (() => void) | null = null;
  /** The time for a failover has passed, and there was nobody to take the primary's place. */
  private overdue = false;

  constructor(
    private readonly node: ServerState,
    private readonly machinery: Machinery,
    readonly number: number,
    readonly members: readonly Replica[],
    private replication: Replication | null,
  ) {
    this.log = replication === null ? null : new ReplicationLog(members.length, replication.params.apply === 'in-order');
    this.alive = members.map(() => true);
    this.look();
  }

  /** Under new parameters that leave its shape as it is. */
  configure(replication: Replication | null): void {
    this.replication = replication;
    if (replication?.params.failover) return;
    this.dispose();
    this.overdue = false;
  }

  /** The member, if it can answer. */
  member(place: number): Replica | null {
    return this.alive[place] === true ? this.members[place]! : null;
  }

  /** Finds out which members have died or come back. */
  look(): void {
    this.members.forEach(({ up, starting, retired }, place) => {
      const alive = up && !retired && starting === null;
      if (alive === this.alive[place]) return;
      this.alive[place] = alive;
      if (alive) this.cameBack(place);
      else this.died(place);
    });
  }

  /** The shard is no more. */
  dispose(): void {
    this.pending?.();
    this.pending = null;
  }

  private died(place: number): void {
    const { log, replication } = this;
    if (log === null || replication === null) return;
    const { kernel, alarms } = this.machinery;
    log.disconnect(place, kernel.now);
    if (place !== this.primary) return;
    // Who is still up has what it has got so far, and gets no more.
    for (let other = 0; other < this.members.length; other++) log.disconnect(other, kernel.now);
    const { failover } = replication.params;
    if (failover) this.pending = alarms.set(failover.after, () => this.failOver());
  }

  private cameBack(place: number): void {
    if (this.log === null) return;
    if (place === this.primary) {
      this.dispose();
      this.overdue = false;
      this.log.connect(place, this.machinery.kernel.now, 0);
      this.connectOthers();
    } else if (this.alive[this.primary] === true) this.connect(place);
    else if (this.overdue) this.failOver();
  }

  private connect(place: number): void {
    const { lag, extraLag } = this.replication!;
    this.log!.connect(place, this.machinery.kernel.now, lag.sample() + extraLag);
  }

  private connectOthers(): void {
    for (let place = 0; place < this.members.length; place++) if (place !== this.primary && this.alive[place] === true) this.connect(place);
  }

  /** The replica that lacks least becomes primary; what it lacks is gone. */
  private failOver(): void {
    this.pending = null;
    const log = this.log!;
    const { kernel, versions, mark } = this.machinery;
    const { now } = kernel;
    let best = -1;
    for (let place = 0; place < this.members.length; place++)
      if (this.alive[place] === true && (best < 0 || log.lacking(place, now) < log.lacking(best, now))) best = place;
    this.overdue = best < 0;
    if (best < 0) return;
    let lost = 0;
    const things = new Set<number>();
    log.promote(best, now, (key, acked) => {
      versions.lose(key);
      if (!acked) return;
      lost += 1;
      things.add(key);
    });
    this.primary = best;
    this.synced = true;
    this.connectOthers();
    this.machinery.server.fleet.measureCapacity(this.node);
    const figures = this.node.stats.figures!;
    figures.add(figure.failovers);
    figures.add(figure['lost-writes'], lost);
    figures.add(figure['lost-things'], things.size);
    const { id } = this.node;
    const what =
      lost === 0
        ? 'no write was lost'
        : `${lost} answered ${lost === 1 ? 'write' : 'writes'} lost, of ${things.size} ${things.size === 1 ? 'thing' : 'things'}`;
    mark({ at: now, kind: 'failover', subject: id, text: `${id}: a replica of shard ${this.number + 1} became primary, ${what}` });
  }
}
