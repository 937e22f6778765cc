import { unreachable } from '../../core/invariant';
import type { Assignor } from '../consumer-group-params';

/** A group that shares out what it reads. Everybody in it reads every topic. */
export interface Sharing {
  /** Partitions of each topic. The partitions are numbered through: those of the first topic, then those of the second. */
  readonly topics: readonly number[];
  /** Numbers of the members, rising. */
  readonly members: readonly number[];
  /** By partition: the member that has it until now; -1 for nobody. */
  readonly owners: readonly number[];
}

/** What comes of a rebalance. */
export interface Shared {
  /** By partition: its member; -1 for nobody. */
  readonly owners: number[];
  /** A partition was taken from a member that is still there, and can be given on only in a further rebalance. */
  readonly followUp: boolean;
}

/** Shares out partitions among members as Kafka's clients do (4.0). @see engine/SOURCES.md#log */
export function assign(assignor: Assignor, sharing: Sharing): Shared {
  const { topics, members, owners } = sharing;
  if (members.length === 0) return { owners: owners.map(() => -1), followUp: false };
  switch (assignor) {
    case 'range':
      return { owners: range(topics, members), followUp: false };
    case 'round-robin':
      return { owners: owners.map((_, partition) => members[partition % members.length]!), followUp: false };
    case 'sticky':
      return { owners: sticky(sharing), followUp: false };
    case 'cooperative-sticky':
      return givenUpFirst(sharing, sticky(sharing));
    default:
      return unreachable(assignor);
  }
}

/** Each topic in runs, the first members with one more. */
function range(topics: readonly number[], members: readonly number[]): number[] {
  return topics.flatMap((count) => {
    const least = Math.floor(count / members.length);
    const more = count % members.length;
    return members.flatMap((member, i) => new Array<number>(least + (i < more ? 1 : 0)).fill(member));
  });
}

/** What a member holds that is still with another one stays with nobody until that one has given it up. */
function givenUpFirst({ members, owners }: Sharing, wanted: readonly number[]): Shared {
  const taken = (partition: number): boolean => members.includes(owners[partition]!) && owners[partition] !== wanted[partition];
  return {
    owners: wanted.map((member, partition) => (taken(partition) ? -1 : member)),
    followUp: wanted.some((_, partition) => taken(partition)),
  };
}

/**
 * Even shares, with as much as possible left where it is: members keep what they had up to their share, and the rest goes round among those who
 * have less.
 */
function sticky(sharing: Sharing): number[] {
  const { members, owners } = sharing;
  const total = owners.length;
  const least = Math.floor(total / members.length);
  const most = Math.ceil(total / members.length);
  const out = new Array<number>(total).fill(-1);
  const held = new Map<number, number>();
  const underLeast: number[] = [];
  const atLeast: number[] = [];
  let larger = total % members.length;
  for (const member of members) {
    const had = ownedBy(sharing, member);
    let keep = had.length;
    if (had.length < least) underLeast.push(member);
    else if (had.length >= most && larger > 0) {
      larger -= 1;
      keep = most;
      if (larger === 0) atLeast.length = 0;
    } else {
      keep = least;
      if (larger > 0) atLeast.push(member);
    }
    for (const partition of had.slice(0, keep)) out[partition] = member;
    held.set(member, keep);
  }
  let turn = 0;
  for (let partition = 0; partition < total; partition++) {
    if (out[partition] !== -1) continue;
    if (turn >= underLeast.length) turn = 0;
    const member = underLeast.length > 0 ? underLeast[turn]! : atLeast.shift()!;
    const count = held.get(member)! + 1;
    out[partition] = member;
    held.set(member, count);
    if (count !== least) turn += 1;
    else {
      // It goes out of the round, so its place is the next one's.
      const i = underLeast.indexOf(member);
      if (i >= 0) underLeast.splice(i, 1);
      atLeast.push(member);
    }
  }
  return out;
}

/** A member's partitions by their number in their topic, then by topic. */
function ownedBy({ topics, owners }: Sharing, member: number): number[] {
  const firsts = topics.map((_, topic) => topics.slice(0, topic).reduce((sum, count) => sum + count, 0));
  const topicOf = (partition: number): number => firsts.findLastIndex((first) => first <= partition);
  const rank = (partition: number): number => {
    const topic = topicOf(partition);
    return (partition - firsts[topic]!) * topics.length + topic;
  };
  return owners.flatMap((owner, partition) => (owner === member ? [partition] : [])).sort((a, b) => rank(a) - rank(b));
}
