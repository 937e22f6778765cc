import { causeCode } from '../../measure/stats';
import { figure } from '../../policies/figures';
import { partitionOf } from '../../policies/log/murmur2';
import type { Caller } from '../caller';
import type { Kernel } from '../kernel';
import type { LinkState } from '../link-state';
import { Kind, NEVER, Op, type Task } from '../task';
import type { Groups } from './groups';
import { forget } from './leave';
import { type Group, LogTimer, type LogPartition, type LogState, type Member, type Share } from './state';
import type { Storage } from './storage';

/** Failures after which a record has not been tried: the consumer was not reached, or did not begin. */
const NOT_TRIED =
  (1 << causeCode.unreachable) |
  (1 << causeCode.lost) |
  (1 << causeCode.crash) |
  (1 << causeCode.cancelled) |
  (1 << causeCode['queue-full']) |
  (1 << causeCode['rate-limited']) |
  (1 << causeCode.shed) |
  (1 << causeCode['breaker-open']) |
  (1 << causeCode['bulkhead-full']) |
  (1 << causeCode.throttled) |
  (1 << causeCode['concurrency-limited']);

/** Logs: what is published to them, and what their groups do with it. */
export class Logs {
  caller!: Caller;
  groups!: Groups;
  storage!: Storage;
  private readonly due: Member[] = [];

  constructor(private readonly kernel: Kernel) {}

  /** A message has come over its link. @returns whether its publisher may be told that it is there */
  arrive(message: Task, link: LinkState, log: LogState): boolean {
    const partition = this.partitionFor(message, log);
    if (log.removed || !partition.available) {
      log.stats.rejected += 1;
      this.turnAway(message, log, causeCode.unreachable);
      return false;
    }
    const size = message.step === null ? -1 : message.step.request;
    message.bytes = size >= 0 ? size : link.load.request;
    const { trouble } = log;
    if (trouble === null) this.append(message, partition, false);
    else if (trouble.loses()) {
      // Nobody hears of it.
      this.turnAway(message, log, causeCode.lost);
      return true;
    } else {
      const bad = trouble.isPoison(message);
      if (trouble.duplicates()) this.append(message, partition, bad);
      this.append(message, partition, bad);
    }
    this.kernel.pool.give(message);
    return true;
  }

  private turnAway(message: Task, log: LogState, cause: number): void {
    log.stats.arrived += 1;
    log.refused += 1;
    log.stats.fail(cause);
    this.kernel.pool.give(message);
  }

  private append(message: Task, partition: LogPartition, bad: boolean): void {
    const { log } = partition;
    partition.records.append(message, this.kernel.now, log.sequence, bad);
    log.sequence += 1;
    this.count(partition);
    this.storage.appended(partition);
    if (log.model.replicationDelay === 0) this.reveal(partition, partition.records.end);
    else this.storage.replicate(partition);
  }

  private partitionFor(message: Task, log: LogState): LogPartition {
    const { keyed, partitions: count } = log.model;
    const key = keyOf(message);
    if (keyed && key >= 0) return log.partitions[partitionOf(key, count)]!;
    log.unordered = true;
    log.cursor = log.cursor + 1 < count ? log.cursor + 1 : 0;
    return log.partitions[log.cursor]!;
  }

  /** Each group has one more record before it. Where there is none, it is just kept. */
  private count({ log, index }: LogPartition): void {
    const { stats, groups } = log;
    if (groups.length === 0) {
      stats.arrived += 1;
      stats.completed += 1;
      stats.total.record(0);
      return;
    }
    for (let i = 0; i < groups.length; i++) {
      groups[i]!.shares[index]!.progress.published += 1;
      stats.arrived += 1;
      stats.present.rise(this.kernel.now);
      stats.enqueue(this.kernel.now);
    }
  }

  /** Lets consumers see the records before an offset. */
  reveal(partition: LogPartition, to: number): void {
    partition.readable = to;
    const { groups } = partition.log;
    for (let i = 0; i < groups.length; i++) {
      const { owner } = groups[i]!.shares[partition.index]!;
      if (owner !== null) this.wake(owner);
    }
  }

  /** Lets a member look for records at the end of the event. */
  wake(member: Member): void {
    if (member.due) return;
    member.due = true;
    this.due.push(member);
    this.kernel.unsettled = true;
  }

  /** Brings a log in step with the design, after a start or an edit. @param links its groups' */
  fit(log: LogState, links: readonly LinkState[]): void {
    if (!log.removed) this.storage.fit(log);
    this.groups.fit(log, links);
    if (log.removed) this.storage.dispose(log);
    for (const partition of log.partitions) this.reveal(partition, partition.readable);
  }

  /** At the end of an event: groups look who is there, and members take what they have room for. */
  settle(): void {
    const { due } = this;
    this.groups.settle();
    // The list may grow meanwhile.
    for (let i = 0; i < due.length; i++) {
      const member = due[i]!;
      member.due = false;
      this.take(member);
    }
    due.length = 0;
  }

  private take(member: Member): void {
    if (!member.works) return;
    // An instance on demand has room for every partition.
    const room = member.replica === null ? member.shares.length : member.group.params.parallel;
    while (member.working < room) {
      const share = this.next(member);
      if (share === null) return;
      member.working += 1;
      if (share.pending) this.again(share);
      else this.begin(share, member);
    }
  }

  /** The next share with a record for it: the same one for a batch, then the others in turn. */
  private next(member: Member): Share | null {
    const { shares, group } = member;
    for (let looked = 0; looked <= shares.length; looked++) {
      if (member.cursor >= shares.length) member.cursor = 0;
      const share = shares[member.cursor];
      if (share === undefined) return null;
      if (member.taken < group.params.batch && isReady(share)) {
        member.taken += 1;
        return share;
      }
      if (member.taken > 0 && group.params.commit === 'batch') share.progress.commit();
      member.cursor += 1;
      member.taken = 0;
    }
    return null;
  }

  private begin(share: Share, member: Member): void {
    const { group, progress, partition } = share;
    const { stats } = group.log;
    const { now } = this.kernel;
    const before = progress.furthest;
    const offset = progress.take();
    const message = this.kernel.pool.take(Kind.message);
    partition.records.read(offset, message);
    message.link = group.link;
    message.slot = partition.index;
    message.asked = null;
    message.seen = -1;
    message.count = 1;
    message.cause = -1;
    message.deadline = NEVER;
    message.startedAt = now;
    message.arrivedAt = share.waitsSince(offset);
    message.waited = now - message.arrivedAt;
    message.permit = partition.records.isBad(offset) ? group.log.index + 1 : 0;
    if (offset < before) noteRedelivered(group);
    else {
      stats.queued.fall(now);
      const key = keyOf(message);
      if (group.log.unordered && key >= 0 && group.order.sees(key, partition.records.sequence(offset))) {
        group.outOfOrder += 1;
        stats.figures!.add(figure['records-out-of-order']);
      }
    }
    share.message = message;
    share.worker = member;
    share.offset = offset;
    share.first = offset >= share.doneTo;
    this.deliver(message, share);
  }

  private again(share: Share): void {
    const message = share.message!;
    share.pending = false;
    noteRedelivered(share.group);
    message.count += 1;
    message.cause = -1;
    this.deliver(message, share);
  }

  /** Hands a record to the member's own replica. */
  private deliver(message: Task, { group, worker }: Share): void {
    const { link } = group;
    this.caller.deliver(message, link, link.deliveries[message.need] ?? null, worker!.replica);
  }

  /** The pause after a failed delivery is over. */
  redeliver(message: Task): void {
    const share = message.link!.group!.shares[message.slot]!;
    if (share.message !== message) {
      this.kernel.pool.give(message);
      return;
    }
    share.pending = true;
    this.wake(share.worker!);
  }

  /** A consumer is done with a record, or has failed at it. */
  delivered(message: Task, link: LinkState, ok: boolean): void {
    const group = link.group!;
    const share = group.shares[message.slot]!;
    if (share.message !== message) {
      // Somebody else has taken over its partition meanwhile, and does it, too.
      if (ok) noteRepeated(group);
      this.kernel.pool.give(message);
      return;
    }
    if (ok && message.permit === group.log.index + 1) {
      // Its operation has no work to fail at.
      ok = false;
      message.cause = causeCode.error;
      message.reason = causeCode.error;
      message.blame = link.server!.index;
    }
    const worker = share.worker!;
    worker.working -= 1;
    this.wake(worker);
    if (ok) this.done(message, share);
    else if (worker.replica !== null && !worker.replica.up) forget(share, this.kernel);
    else this.failed(message, share);
    if (group.waits) this.groups.touch(group);
  }

  private done(message: Task, share: Share): void {
    const { group, progress, worker } = share;
    const { commit } = group.params;
    if (share.first) {
      this.leave(message, share);
      group.log.stats.completed += 1;
    } else noteRepeated(group);
    progress.done();
    share.message = null;
    share.worker = null;
    if (commit === 'record' || worker!.left) progress.commit();
    else if (commit === 'interval') this.groups.commitLater(worker!);
    this.kernel.pool.give(message);
  }

  private leave(message: Task, share: Share): void {
    const { stats } = share.group.log;
    stats.present.fall(this.kernel.now);
    stats.total.record(this.kernel.now - message.arrivedAt);
    stats.queueWait.record(message.waited);
    if (share.offset >= share.doneTo) share.doneTo = share.offset + 1;
    share.first = false;
  }

  private failed(message: Task, share: Share): void {
    const { group, progress } = share;
    const { onFailure, maxDeliveries, retryDelay } = group.params;
    if (((1 << message.reason) & NOT_TRIED) !== 0) message.count -= 1;
    if (onFailure === 'retry' || message.count < maxDeliveries) {
      message.link = group.link;
      message.cause = -1;
      this.kernel.schedule(message, Op.redeliver, retryDelay);
      return;
    }
    if (share.first) {
      this.leave(message, share);
      group.log.stats.fail(message.cause < 0 ? causeCode.error : message.cause);
    }
    const { stats } = group.log;
    stats.figures!.add(figure['records-parked']);
    if (onFailure === 'park') stats.deadLetters!.add('delivery-limit', message.need, message, this.kernel.now);
    progress.giveUp(onFailure === 'park' ? 'parked' : 'skipped');
    share.message = null;
    share.worker = null;
    this.kernel.pool.give(message);
  }

  /** A timer of a log has fired. */
  fire(timer: Task): void {
    switch (timer.count) {
      case LogTimer.replicated:
      case LogTimer.retention:
      case LogTimer.election:
        this.storage.fire(timer);
        break;
      default:
        this.groups.fire(timer);
    }
  }
}

function noteRedelivered(group: Group): void {
  group.redelivered += 1;
  group.log.stats.figures!.add(figure['records-redelivered']);
}

function noteRepeated(group: Group): void {
  group.duplicated += 1;
  group.log.stats.figures!.add(figure['records-repeated']);
}

/** What must stay in order: all that is about one thing, or else all that one request has said. */
const keyOf = ({ entity, request }: Task): number => (entity >= 0 ? entity : request);

/** Whether there is a record to be taken. */
function isReady({ partition, progress, stopped, message, pending }: Share): boolean {
  if (stopped || !partition.available) return false;
  return message === null ? !progress.busy && progress.next < partition.readable : pending;
}
