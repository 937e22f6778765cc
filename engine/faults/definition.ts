import type { z } from 'zod';
import { invariant } from '../core/invariant';
import type { Nanos } from '../core/units';
import type { Role } from '../nodes/definition';

/** Two sets of names. */
export interface Sides {
  readonly one: string[];
  readonly other: string[];
}

export type FaultTarget =
  | { readonly node: string }
  | { readonly link: string }
  | { readonly zone: string }
  /** What lies between two sets of nodes, or of zones and regions. */
  | { readonly nodes: Sides }
  | { readonly zones: Sides };

/** Takes a fault back. Faults that overlap on one target each undo only themselves. */
export type Undo = () => void;

export interface Cut {
  readonly mode: 'black-hole' | 'refuse';
  /** Forward: from caller to callee, or from the first side to the second. */
  readonly direction: 'both' | 'forward' | 'backward';
}

/** A version of a node's code on some of its replicas. */
export interface Deployment {
  readonly version: number;
  readonly share: number;
  /** Share of its finished work that fails, on top of the node's. */
  readonly errorRate: number;
  readonly slowdown: number;
}

/** Which messages are bad: a share of them, or those about one entity. */
export type Poison = { readonly share: number } | { readonly entity: number };

/** Which share of messages comes late, and by how much. [ns] */
export interface Late {
  readonly share: number;
  readonly delay: Nanos;
}

/** What a fault may do to a running model. The simulation implements it. */
export interface FaultControls {
  /** Ends `count` replicas (all when there are fewer) and everything in them. Undo starts them again, empty. */
  crash(node: string, count: number): Undo;
  /** Multiplies every service time. */
  slow(node: string, factor: number): Undo;
  /** Makes every answer of a node, or every trip over a link, take longer. [ns] */
  delay(target: { readonly node: string } | { readonly link: string }, extra: Nanos): Undo;
  /** Lets a further share of a node's finished work fail. */
  fail(node: string, share: number): Undo;
  /** Cuts a link: calls, answers or both vanish (`black-hole`) or are refused at once (`refuse`). */
  cut(link: string, cut: Cut): Undo;
  /** Cuts all links between two sets of nodes. */
  cutNodes(sides: Sides, cut: Cut): Undo;
  /** Cuts what goes between replicas of two sets of zones. */
  cutZones(sides: Sides, cut: Cut): Undo;
  /** Stops everything in a zone. */
  loseZone(zone: string): Undo;
  /** Lets a further share of a link's trips be lost. */
  lose(link: string, share: number): Undo;
  /** Lets each direction of a link send no faster than this. [Mbit/s] */
  cap(link: string, bandwidth: number): Undo;
  /** Lets a share of a node's replicas run another version. */
  deploy(node: string, deployment: Deployment): Undo;
  /** Takes fields out of all that a node answers and publishes; every field where none is named. */
  breakContract(node: string, fields: readonly string[]): Undo;
  /** Ends the primary of a shard, counted from 1; the last shard where there are fewer. */
  killPrimary(node: string, shard: number): Undo;
  /** Ends all copies of a shard, counted from 1; the last shard where there are fewer. */
  loseShard(node: string, shard: number): Undo;
  /** Lets writes reach replicas later. [ns] */
  lagReplicas(node: string, extra: Nanos): Undo;
  /** Lets work that needs the disk take longer. [ns] @param reads share of the work other than writes that does */
  slowDisk(node: string, extra: Nanos, reads: number): Undo;
  /** Leaves each replica no more than so many workers. */
  exhaust(node: string, left: number): Undo;
  /** Ends each replica whenever it has lived so long, and starts it again. [ns] */
  leakMemory(node: string, lifetime: Nanos, restart: Nanos): Undo;
  /** Lets no new connection of a link be opened. */
  expireCertificate(link: string): Undo;
  /** Makes messages that come to a queue bad: consumers fail at them. */
  poison(queue: string, poison: Poison): Undo;
  /** Loses a share of the acknowledgements of a queue. */
  duplicate(queue: string, share: number): Undo;
  /** Loses a share of the messages that come to a queue. */
  loseMessages(queue: string, share: number): Undo;
  /** Lets a share of the messages come later to a queue. */
  holdBack(queue: string, late: Late): Undo;
  /** Multiplies the request rate (open traffic) or the number of users (closed traffic, whole users). */
  surge(client: string, factor: number): Undo;
  /** Makes a share of a client's requests be about one thing. */
  heat(client: string, share: number, entity: number): Undo;
  /** Makes a cache forget all that it keeps. There is nothing to undo. */
  flush(node: string): Undo;
  /** Takes brokers of a log down, or the one of a queue, whose messages are lost if they are not durable. */
  loseBrokers(node: string, count: number): Undo;
  /** Keeps consumers from taking messages: those of a queue or behind a link from it, or members of a log’s consumer group. */
  pauseConsumers(target: FaultTarget, count: number): Undo;
  /** Lets a consumer group share out its partitions again and again. @param every time from one to the next [ns] */
  rebalance(link: string, every: Nanos): Undo;
  /** Lets a consumer group go on with the first records that came at a time or later, as often as it is asked. [ns] */
  replay(link: string, from: Nanos): void;
}

/** What a fault can be on: a node of a role, or something else. A link from a queue is a delivery, one from a log a consumer group, too. */
export type TargetKind = Role | 'link' | 'delivery' | 'group' | 'zone' | 'nodes' | 'zones';

export interface FaultDefinition<A extends string, S extends z.ZodType> {
  readonly action: A;
  readonly title: string;
  /** One sentence for buttons and docs. */
  readonly description: string;
  /** What it can be put on. */
  readonly targets: readonly TargetKind[];
  /** Kinds of node that it can be put on; every kind of the roles above when left out. */
  readonly kinds?: readonly string[];
  /** Strict; unit, range, default and description on every field. */
  readonly params: S;
  readonly start: (target: FaultTarget, params: z.output<S>, controls: FaultControls) => Undo;
}

export const defineFault = <A extends string, S extends z.ZodType>(definition: FaultDefinition<A, S>) => definition;

/** The node that a fault is on. Only for faults whose targets are nodes. */
export function nodeOf(target: FaultTarget): string {
  invariant('node' in target, 'the fault is on a node');
  return target.node;
}

/** The link that a fault is on. Only for faults whose targets are links. */
export function linkOf(target: FaultTarget): string {
  invariant('link' in target, 'the fault is on a link');
  return target.link;
}

/** The zone that a fault is on. Only for faults whose targets are zones. */
export function zoneOf(target: FaultTarget): string {
  invariant('zone' in target, 'the fault is on a zone');
  return target.zone;
}

/** What a fault is on, by its ids: "orders", "eu-1a", "eu-1a | eu-1b, eu-1c". */
export function targetText(target: FaultTarget): string {
  if ('node' in target) return target.node;
  if ('link' in target) return target.link;
  if ('zone' in target) return target.zone;
  const { one, other } = 'nodes' in target ? target.nodes : target.zones;
  return `${one.join(', ')} | ${other.join(', ')}`;
}
