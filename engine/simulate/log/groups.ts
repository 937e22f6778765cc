import { causeCode } from '../../measure/stats';
import { figure } from '../../policies/figures';
import type { Mark } from '../../measure/frame';
import { assign } from '../../policies/log/assignors';
import { plainGroup } from '../../policies/consumer-group-params';
import type { Kernel } from '../kernel';
import type { LinkState } from '../link-state';
import { Kind, Op, type Task } from '../task';
import { countOut, forget } from './leave';
import type { Logs } from './logs';
import { Group, type LogState, LogTimer, Member, Share, takesPart } from './state';

/** Consumer groups: who is in them, how they share out partitions, and when they commit. */
export class Groups {
  logs!: Logs;
  private readonly due: Group[] = [];

  constructor(
    private readonly kernel: Kernel,
    private readonly mark: (mark: Mark) => void,
  ) {}

  /** Brings the groups of a log in step with its links, after a start or an edit. */
  fit(log: LogState, links: readonly LinkState[]): void {
    for (const group of log.groups.filter(({ link }) => log.removed || !links.includes(link))) this.close(group);
    log.groups = links.flatMap((link) => {
      if (log.removed || link.server === null) return [];
      const params = link.policy.group ?? plainGroup;
      const group = link.group ?? new Group(log, link, link.server, params);
      if (link.group === null) {
        link.group = group;
        link.server.groups.push(group);
      }
      group.params = params;
      return [group];
    });
    for (const group of log.groups) {
      const known = group.shares.length;
      for (const { records, index } of log.partitions.slice(known)) {
        const earliest = group.params.startAt === 'earliest' || (known > 0 && index >= known);
        const share = new Share(group, log.partitions[index]!, earliest ? records.first : records.end, this.kernel.now);
        group.shares.push(share);
        this.countIn(share);
      }
      if (known > 0 && known < group.shares.length) this.rebalance(group);
      this.touch(group);
    }
  }

  /** Lets a group look at its members at the end of the event. */
  touch(group: Group): void {
    if (group.due || group.closed) return;
    group.due = true;
    this.due.push(group);
    this.kernel.unsettled = true;
  }

  /** At the end of an event: notices who has come and gone, and ends rebalances that waited for work. */
  settle(): void {
    const { due } = this;
    for (let i = 0; i < due.length; i++) {
      const group = due[i]!;
      group.due = false;
      if (group.closed) continue;
      this.look(group);
      if (group.rebalancing && group.waits) this.tryToFinish(group);
    }
    due.length = 0;
  }

  /** What a group is to read of what is there already. */
  private countIn({ progress, group, partition }: Share): void {
    const { stats } = group.log;
    for (let offset = progress.next; offset < partition.records.end; offset++) {
      stats.arrived += 1;
      stats.present.rise(this.kernel.now);
      stats.enqueue(this.kernel.now);
    }
  }

  private look(group: Group): void {
    const { members, consumer } = group;
    let changed = false;
    for (const member of members.slice()) {
      if (!member.alive || member.replica === null || takesPart(member.replica)) continue;
      if (member.replica.retired && member.replica.up) {
        this.leave(member);
        changed = true;
      } else this.miss(member);
    }
    const replicas = consumer.onDemand === null ? consumer.up : [null];
    for (const replica of replicas) {
      const member = members.find((known) => known.replica === replica);
      if (member?.alive || (member?.pauses ?? 0) > 0) continue;
      changed = true;
      if (member === undefined) members.push(new Member(group, replica, replica?.index ?? 0, this.kernel.now));
      else {
        member.alive = true;
        member.fresh = true;
        member.since = this.kernel.now;
      }
    }
    if (changed) this.rebalance(group);
  }

  /** A member goes as it should: it says so, and what it has done is safe. */
  private leave(member: Member): void {
    const { group } = member;
    for (const share of member.shares) {
      share.progress.commit();
      share.stopped = true;
    }
    this.strike(member);
    member.left = true;
    group.members.splice(group.members.indexOf(member), 1);
  }

  /** Nothing is heard of a member any more. */
  private miss(member: Member): void {
    member.alive = false;
    for (const share of member.shares) if (share.worker === member) forget(share, this.kernel);
    this.giveBack(member.committing);
    member.committing = null;
    this.watch(member);
  }

  private watch(member: Member): void {
    const { group } = member;
    member.session ??= this.timer(LogTimer.session, group.params.sessionTimeout, group, member.number);
  }

  private strike(member: Member): void {
    this.giveBack(member.committing);
    this.giveBack(member.session);
    member.committing = null;
    member.session = null;
  }

  /** Begins to share out anew, unless that goes on already. */
  rebalance(group: Group): void {
    if (group.closed || group.rebalancing) return;
    group.rebalancing = true;
    group.waits = false;
    group.startedAt = this.kernel.now;
    // At the start of a run the group is there already.
    if (this.kernel.now === 0) {
      this.finish(group);
      return;
    }
    group.rebalances += 1;
    group.log.stats.figures!.add(figure.rebalances);
    if (group.eager) for (const share of group.shares) share.stopped = true;
    group.timer = this.timer(LogTimer.rebalance, group.params.rebalanceTime, group, 0);
  }

  /** A member that is not heard of holds a rebalance up until its session is over; so does work that is to be finished first. */
  private tryToFinish(group: Group): void {
    group.waits = true;
    const silent = group.members.some(({ session }) => session !== null);
    if (silent) return;
    const busy = group.shares.some((share) => share.stopped && isOut(share));
    const left = group.startedAt + group.params.pollInterval - this.kernel.now;
    if (!busy || left <= 0) this.finish(group);
    else group.timer ??= this.timer(LogTimer.rebalance, left, group, 0);
  }

  private finish(group: Group): void {
    const { shares, params, log } = group;
    const members = group.members.filter(({ alive }) => alive).sort((a, b) => a.number - b.number);
    const holds = (member: Member | null): boolean => member !== null && member.alive && !member.fresh && members.includes(member);
    const { owners, followUp } = assign(params.assignor, {
      topics: [shares.length],
      members: members.map(({ number }) => number),
      owners: shares.map(({ owner }) => (owner !== null && holds(owner) ? owner.number : -1)),
    });
    if (followUp && this.holdUp(group, owners)) return;
    this.giveBack(group.timer);
    group.timer = null;
    group.rebalancing = false;
    group.waits = false;
    const byNumber = new Map(members.map((member) => [member.number, member]));
    shares.forEach((share, i) => {
      const owner = byNumber.get(owners[i]!) ?? null;
      if (owner !== share.owner || owner?.fresh === true) this.handOver(share, owner, holds(share.owner));
      share.stopped = false;
    });
    for (const member of members) {
      member.fresh = false;
      member.shares = shares.filter(({ owner }) => owner === member);
      member.cursor = 0;
      member.taken = 0;
      this.logs.wake(member);
    }
    if (this.kernel.now > 0) {
      const text = `${group.consumer.id} shares out ${log.id} anew: ${members.length} members`;
      this.mark({ at: this.kernel.now, kind: 'log', subject: log.id, text });
    }
    if (followUp) this.rebalance(group);
    this.armStorm(group);
  }

  /** A cooperative group lets what is in work in partitions that move be finished first. @returns whether there is any */
  private holdUp(group: Group, owners: readonly number[]): boolean {
    const left = group.startedAt + group.params.pollInterval - this.kernel.now;
    const moving = group.shares.filter(({ owner }, i) => owner !== null && owners[i] !== owner.number);
    if (left <= 0 || !moving.some(isOut)) return false;
    for (const share of moving) share.stopped = true;
    group.timer ??= this.timer(LogTimer.rebalance, left, group, 0);
    return true;
  }

  /** A partition goes to another member. What its old one has done is safe if that one is still there to say so. */
  private handOver(share: Share, owner: Member | null, kept: boolean): void {
    if (kept) share.progress.commit();
    forget(share, this.kernel);
    share.progress.restart(share.partition.records.first);
    share.owner = owner;
  }

  /** A member has done something that is not safe yet. */
  commitLater(member: Member): void {
    if (member.committing !== null || !member.alive) return;
    const { group, since } = member;
    const { commitInterval } = group.params;
    const passed = (this.kernel.now - since) % commitInterval;
    member.committing = this.timer(LogTimer.commit, commitInterval - passed, group, member.number);
  }

  /** Lets members stand still: nothing is heard of them, and they take nothing. @returns what lets them go on */
  pause(group: Group, count: number): () => void {
    const paused = group.members.filter(({ alive }) => alive).slice(0, count);
    for (const member of paused) {
      member.pauses += 1;
      this.watch(member);
    }
    return () => {
      for (const member of paused) {
        member.pauses -= 1;
        if (member.pauses > 0 || group.closed || !group.members.includes(member)) continue;
        if (member.alive) {
          this.giveBack(member.session);
          member.session = null;
          this.logs.wake(member);
          this.touch(group);
        }
      }
      // Those that were taken for dead come back.
      this.touch(group);
    };
  }

  /** Rebalances the group again and again. @returns what ends it */
  stormOf(group: Group, every: number): () => void {
    group.storms.push(every);
    this.rebalance(group);
    return () => {
      group.storms.splice(group.storms.indexOf(every), 1);
    };
  }

  /** Lets the group go on with the first records that came at `time` or later. [ns] */
  seek(group: Group, time: number): void {
    for (const share of group.shares) {
      const { partition, progress } = share;
      const to = Math.min(partition.readable, partition.records.offsetAt(time));
      forget(share, this.kernel);
      countOut(share, share.doneTo, to, causeCode.cancelled, this.kernel);
      if (share.doneTo < to) share.doneTo = to;
      progress.seek(to);
      if (share.owner !== null) this.logs.wake(share.owner);
    }
  }

  /** Nobody reads over this link any more. */
  private close(group: Group): void {
    for (const share of group.shares) {
      const { records } = share.partition;
      forget(share, this.kernel);
      countOut(share, share.doneTo, records.end, causeCode.unreachable, this.kernel);
      share.owner = null;
    }
    for (const member of group.members) {
      this.strike(member);
      member.alive = false;
    }
    this.giveBack(group.timer);
    this.giveBack(group.storm);
    group.timer = null;
    group.storm = null;
    group.closed = true;
    group.consumer.groups.splice(group.consumer.groups.indexOf(group), 1);
  }

  fire(timer: Task): void {
    const group = timer.link!.group!;
    const { count, slot } = timer;
    const member = group.members.find(({ number }) => number === slot)!;
    this.kernel.pool.give(timer);
    switch (count) {
      case LogTimer.session:
        this.silent(member);
        break;
      case LogTimer.commit:
        member.committing = null;
        for (const { progress } of member.shares) progress.commit();
        break;
      case LogTimer.storm:
        group.storm = null;
        if (group.storms.length > 0) this.rebalance(group);
        break;
      default:
        group.timer = null;
        this.tryToFinish(group);
    }
  }

  /** A member has not been heard of for too long. */
  private silent(member: Member): void {
    const { group } = member;
    member.session = null;
    if (member.alive && member.pauses > 0) {
      // What it still works on, it does for nobody.
      for (const share of member.shares) if (share.worker === member) forget(share, this.kernel);
      member.alive = false;
    }
    this.giveBack(member.committing);
    member.committing = null;
    this.rebalance(group);
    if (group.rebalancing && group.waits) this.tryToFinish(group);
  }

  private armStorm(group: Group): void {
    if (group.storms.length === 0 || group.storm !== null) return;
    group.storm = this.timer(LogTimer.storm, Math.min(...group.storms), group, 0);
  }

  private timer(what: number, delay: number, group: Group, slot: number): Task {
    const { kernel } = this;
    const timer = kernel.pool.take(Kind.timer);
    timer.count = what;
    timer.link = group.link;
    timer.slot = slot;
    kernel.schedule(timer, Op.log, delay);
    return timer;
  }

  private giveBack(timer: Task | null): void {
    if (timer === null) return;
    this.kernel.cancel(timer);
    this.kernel.pool.give(timer);
  }
}

/** Whether a record of the share is with its consumer. */
const isOut = ({ message }: Share): boolean => message !== null && message.child !== null;
