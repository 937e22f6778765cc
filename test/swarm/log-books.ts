import { figure } from '../../engine/policies/figures';
import type { LogState } from '../../engine/simulate/log/state';

/** What must hold of a log at every moment: each record is accounted for once, per group and partition, and in its node's numbers. */
export function logBooks(log: LogState, say: (text: string) => void): void {
  let present = 0;
  let queued = 0;
  for (const { link, shares, members, rebalancing } of log.groups) {
    for (const { progress: p, partition, message, worker, owner, offset, first, doneTo } of shares) {
      const { end } = partition.records;
      const place = `${log.id}, ${link.id}, partition ${partition.index}`;
      const account = p.acked + p.parked + p.skipped + p.expired + p.lost + p.waiting(end) + p.inFlight;
      if (account !== p.published + p.replayed)
        say(`${place}: ${p.published} published and ${p.replayed} replayed, ${account} accounted for`);
      if (p.waiting(end) < 0 || p.inFlight < 0 || p.uncommitted < 0) say(`${place}: a negative number of records`);
      if (message !== null && !p.busy) say(`${place}: a record is with ${worker?.number}, and none in work`);
      if (message === null && p.busy && owner !== null && owner.works && !rebalancing) say(`${place}: a record in work is with nobody`);
      present += Math.max(0, end - Math.max(doneTo, partition.records.first));
      if (message !== null && first && offset < doneTo) present += 1;
      queued += end - p.furthest;
    }
    for (const member of members) {
      const out = shares.filter(({ message, worker }) => worker === member && message !== null && message.child !== null).length;
      if (out !== member.working) say(`${log.id}, ${link.id}: member ${member.number} has ${member.working} records in work, ${out} found`);
    }
  }
  const { figures } = log.stats;
  const total = (read: (group: LogState['groups'][number]) => number): number => log.groups.reduce((sum, group) => sum + read(group), 0);
  if (figures!.values[figure.rebalances]! < total((group) => group.rebalances)) say(`${log.id}: fewer rebalances than its groups know of`);
  if (log.removed) return;
  const { stats } = log;
  if (stats.inSystem !== present || stats.waiting !== queued)
    say(`${log.id}: ${stats.inSystem} in it and ${stats.waiting} waiting; its partitions say ${present} and ${queued}`);
}
