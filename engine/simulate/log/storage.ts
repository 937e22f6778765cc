import { causeCode } from '../../measure/stats';
import type { Mark } from '../../measure/frame';
import type { Kernel } from '../kernel';
import { Kind, Op, type Task } from '../task';
import { countOut, expire } from './leave';
import type { Logs } from './logs';
import { LogPartition, type LogState, LogTimer } from './state';

/** How logs keep their records: retention, copies, and the brokers that lead partitions. */
export class Storage {
  logs!: Logs;

  constructor(
    private readonly kernel: Kernel,
    private readonly nodes: readonly { readonly role: string }[],
    private readonly mark: (mark: Mark) => void,
  ) {}

  /** Brings partitions and their leaders in step with the model, after a start or an edit. */
  fit(log: LogState): void {
    const { model, partitions } = log;
    while (partitions.length < model.partitions) {
      // Keys move to other partitions: what comes now may overtake what lies in the old ones.
      if (log.sequence > 0) log.unordered = true;
      const partition = new LogPartition(log, partitions.length);
      partition.leader = partition.index % model.brokers;
      partitions.push(partition);
    }
    if (model.partitions < partitions.length && log.sequence > 0) log.unordered = true;
    for (let broker = log.downs.length; broker < model.brokers; broker++) log.downs.push(0);
    for (const partition of partitions) if (!this.copiesOf(partition).includes(partition.leader)) this.elect(partition);
    if (log.retention === null) this.armRetention(log);
    for (const partition of partitions) this.trim(partition);
  }

  /** A record has come. */
  appended(partition: LogPartition): void {
    const { log, records } = partition;
    const { model } = log;
    if (records.length > model.capacity && !log.full) {
      log.full = true;
      const text = `${log.id} holds as many records as it may (${model.capacity} in a partition): the oldest are removed`;
      this.mark({ at: this.kernel.now, kind: 'log', subject: log.id, text });
    }
    if (records.length > model.capacity || records.bytes > model.retentionBytes) this.trim(partition);
    if (log.retention === null && model.retention < Infinity) this.armRetention(log);
  }

  /** Lets consumers see the newest records when all copies have them. */
  replicate(partition: LogPartition): void {
    if (partition.replicated !== null || partition.readable >= partition.records.end) return;
    const at = partition.records.time(partition.readable) + partition.log.model.replicationDelay;
    partition.replicated = this.timer(LogTimer.replicated, at, partition.log, partition.index);
  }

  /** Loses brokers, the first ones that are up, and elects others. @returns what brings them back */
  loseBrokers(log: LogState, count: number): () => void {
    const all = [...log.downs.keys()].filter((broker) => broker < log.model.brokers);
    const isUp = (broker: number): boolean => log.downs[broker] === 0;
    // Those that are down already are kept down where too few are up.
    const lost = [...all.filter(isUp), ...all.filter((broker) => !isUp(broker))].slice(0, count);
    for (const broker of lost) {
      log.downs[broker]! += 1;
      for (const partition of log.partitions) if (partition.leader === broker) this.loseLeader(partition);
    }
    return () => {
      for (const broker of lost) log.downs[broker]! -= 1;
      for (const partition of log.partitions) if (partition.leader < 0) this.elect(partition);
    };
  }

  /** Stops a log whole: it takes no messages and gives none; what it holds stays. @returns what takes it back */
  stop(log: LogState): () => void {
    log.stops += 1;
    return () => {
      log.stops -= 1;
      for (const partition of log.partitions) this.logs.reveal(partition, partition.readable);
    };
  }

  /** The log is gone. */
  dispose(log: LogState): void {
    for (const partition of log.partitions) {
      this.give(partition.replicated);
      this.give(partition.election);
      partition.replicated = null;
      partition.election = null;
      partition.records.dropBefore(partition.records.end);
    }
    this.give(log.retention);
    log.retention = null;
  }

  fire(timer: Task): void {
    const log = this.nodes[timer.need] as LogState;
    const partition = log.partitions[timer.slot]!;
    this.kernel.pool.give(timer);
    switch (timer.count) {
      case LogTimer.replicated:
        partition.replicated = null;
        this.replicated(partition);
        break;
      case LogTimer.election:
        partition.election = null;
        this.lead(partition);
        break;
      default:
        log.retention = null;
        for (const each of log.partitions) this.trim(each);
        this.armRetention(log);
    }
  }

  private replicated(partition: LogPartition): void {
    const { records, log } = partition;
    const since = this.kernel.now - log.model.replicationDelay;
    let to = partition.readable;
    while (to < records.end && records.time(to) <= since) to += 1;
    this.logs.reveal(partition, to);
    this.replicate(partition);
  }

  /** What no copy has yet is gone with the leader, unless the publisher was to wait for all of them. */
  private loseLeader(partition: LogPartition): void {
    const { log, records } = partition;
    partition.leader = -1;
    if (log.model.acks === 'leader') {
      for (const { shares } of log.groups) {
        const share = shares[partition.index]!;
        countOut(share, partition.readable, records.end, causeCode.lost, this.kernel);
        share.progress.lost += records.end - partition.readable;
      }
      records.dropFrom(partition.readable);
      this.give(partition.replicated);
      partition.replicated = null;
    }
    this.elect(partition);
  }

  private elect(partition: LogPartition): void {
    const { log } = partition;
    if (log.sequence === 0 && this.kernel.now === 0) this.lead(partition);
    else partition.election ??= this.timer(LogTimer.election, this.kernel.now + log.model.electionTime, log, partition.index);
  }

  /** The first copy whose broker is up leads. */
  private lead(partition: LogPartition): void {
    partition.leader = this.copiesOf(partition).find((broker) => partition.log.downs[broker] === 0) ?? -1;
    this.logs.reveal(partition, partition.readable);
  }

  private copiesOf({ index, log: { model } }: LogPartition): number[] {
    return Array.from({ length: model.copies }, (_, copy) => (index + copy) % model.brokers);
  }

  private trim({ log, index, records }: LogPartition): void {
    const { retention, retentionBytes, capacity } = log.model;
    const first = records.firstKept(this.kernel.now - retention, retentionBytes, capacity);
    if (first === records.first) return;
    for (const { shares } of log.groups) expire(shares[index]!, first, this.kernel);
    records.dropBefore(first);
    const partition = log.partitions[index]!;
    if (partition.readable < first) partition.readable = first;
  }

  /** Looks again when the oldest record is old enough, and not more often than a hundred times in a retention. */
  private armRetention(log: LogState): void {
    const { retention } = log.model;
    if (retention === Infinity) return;
    let oldest = Infinity;
    for (const { records } of log.partitions) if (records.length > 0) oldest = Math.min(oldest, records.time(records.first));
    if (oldest === Infinity) return;
    const step = Math.max(1, Math.round(retention / 100));
    log.retention = this.timer(LogTimer.retention, Math.max(oldest + retention + 1, this.kernel.now + step), log, 0);
  }

  private timer(what: number, at: number, log: LogState, partition: number): Task {
    const { kernel } = this;
    const timer = kernel.pool.take(Kind.timer);
    timer.count = what;
    timer.need = log.index;
    timer.slot = partition;
    kernel.schedule(timer, Op.log, at - kernel.now);
    return timer;
  }

  private give(timer: Task | null): void {
    if (timer === null) return;
    this.kernel.cancel(timer);
    this.kernel.pool.give(timer);
  }
}
