import type { z } from 'zod';
import { invariant } from '../core/invariant';
import type { Nanos } from '../core/units';
import type { Role } from '../nodes/definition';

/** Two sets of names. */
export interface Sides {
  readonly one: string[];
  readonly other: string[];
}

/** One place that a fault is on. */
export type FaultPlace =
  /** Replicas by their index, where the fault is on some of them only; it chooses itself when left out. */
  | { readonly node: string; readonly replicas?: readonly number[] }
  | { readonly link: string }
  | { readonly zone: string }
  | { readonly region: string }
  /** What lies between two sets of nodes, or of zones and regions. */
  | { readonly nodes: Sides }
  | { readonly zones: Sides };

/** What a fault of the design is aimed at. Kinds and groups stand for the nodes that they have when it starts. */
export type FaultTarget =
  /** Share of its replicas. */
  | { readonly node: string; readonly share?: number | undefined }
  | Exclude<FaultPlace, { readonly node: string }>
  /** Share of the nodes. */
  | { readonly kind: string; readonly share?: number | undefined }
  | { readonly group: string; readonly share?: number | undefined };

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

/** Which answers or trips come late, and by how much: any time between the two. [ns] */
export interface Lateness {
  readonly share: number;
  readonly least: number;
  readonly most: number;
}

export interface LookUpFailure {
  /** Time until a caller gives up the look-up; 0 when it hears at once. [ns] */
  readonly patience: Nanos;
  /** Time for which callers still know the address. [ns] */
  readonly cached: Nanos;
}

/** How many replicas, the first ones that are up; or which ones, by their index. */
export type ReplicaPick = number | readonly number[];

/** What a fault may do to a running model. The simulation implements it. */
export interface FaultControls {
  /** Ends replicas (all when there are fewer) and everything in them. Undo starts them again, empty. */
  crash(node: string, which: ReplicaPick): Undo;
  /** Stops replicas; what they have waits, and so does what comes. Undo lets them go on where they were. */
  freeze(node: string, which: ReplicaPick): Undo;
  /** Takes a share of their processors from replicas. */
  steal(node: string, which: ReplicaPick, share: number): Undo;
  /** Ends and starts all replicas, one after the other. @param down time until one is back @param pause time until the next goes [ns] */
  restart(node: string, down: number, pause: number): Undo;
  /** Makes some answers of a node, or trips over a link, late. */
  vary(target: { readonly node: string } | { readonly link: string }, lateness: Lateness): Undo;
  /** Refuses calls of a node beyond so many a second. [1/s] */
  limit(node: string, rate: number): Undo;
  /** Lets a share of a node's finished work fail for a moment, again and again. [ns] */
  blip(node: string, blip: { readonly share: number; readonly length: Nanos; readonly every: Nanos }): Undo;
  /** Lets every write that a node is asked for fail. */
  failWrites(node: string): Undo;
  /** Makes a share of the good answers over a link unreadable. */
  corrupt(link: string, share: number): Undo;
  /** Breaks all connections of a link, and with them the calls that are out; again every so often, unless null. [ns] */
  reset(link: string, every: Nanos | null): Undo;
  /** Keeps callers from finding a node, or the callee of a link, by its name. */
  hide(target: { readonly node: string } | { readonly link: string }, failure: LookUpFailure): Undo;
  /** Lets clients lose their connections and come back, each with a request. @param within time in which they do [ns] */
  reconnect(client: string, clients: number, within: number): Undo;
  /** Stops everything in all zones of a region. */
  loseRegion(region: string): Undo;
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
  pauseConsumers(target: FaultPlace, count: number): Undo;
  /** Lets a consumer group share out its partitions again and again. @param every time from one to the next [ns] */
  rebalance(link: string, every: Nanos): Undo;
  /** Lets a consumer group go on with the first records that came at a time or later, as often as it is asked. [ns] */
  replay(link: string, from: Nanos): void;
}

/** What a fault can be on: a node of a role, or something else. A link from a queue is a delivery, one from a log a consumer group, too. */
export type TargetKind = Role | 'link' | 'delivery' | 'group' | 'zone' | 'region' | 'nodes' | 'zones';

/** Tools that do such things to real systems. */
export type RealTool = 'AWS FIS' | 'Chaos Mesh' | 'Litmus' | 'Gremlin' | 'toxiproxy';

/** What a tool calls it: an action, a kind with its action, an experiment or fault, an experiment, a toxic. Tools without it are left out. */
export type Counterparts = Readonly<Partial<Record<RealTool, string>>>;

export interface FaultDefinition<A extends string, S extends z.ZodType> {
  readonly action: A;
  readonly title: string;
  /** One sentence for buttons and docs. */
  readonly description: string;
  /** What it can be put on. */
  readonly targets: readonly TargetKind[];
  /** Kinds of node that it can be put on; every kind of the roles above when left out. */
  readonly kinds?: readonly string[];
  /** Whether it is done to single replicas of a node, so that a share of them can be named. */
  readonly perReplica?: true;
  readonly tools: Counterparts;
  /** Strict; unit, range, default and description on every field. */
  readonly params: S;
  readonly start: (target: FaultPlace, params: z.output<S>, controls: FaultControls) => Undo;
}

export const defineFault = <A extends string, S extends z.ZodType>(definition: FaultDefinition<A, S>) => definition;

/** The node that a fault is on. Only for faults whose targets are nodes. */
export function nodeOf(target: FaultPlace): string {
  invariant('node' in target, 'the fault is on a node');
  return target.node;
}

/** The link that a fault is on. Only for faults whose targets are links. */
export function linkOf(target: FaultPlace): string {
  invariant('link' in target, 'the fault is on a link');
  return target.link;
}

/** The zone that a fault is on. Only for faults whose targets are zones. */
export function zoneOf(target: FaultPlace): string {
  invariant('zone' in target, 'the fault is on a zone');
  return target.zone;
}

/** The region that a fault is on. Only for faults whose targets are regions. */
export function regionOf(target: FaultPlace): string {
  invariant('region' in target, 'the fault is on a region');
  return target.region;
}

/** The replicas that it is on: those that the target names, else the first ones. */
export const replicasOf = (target: FaultPlace, count: number): ReplicaPick => ('node' in target ? target.replicas : undefined) ?? count;

/** What a fault is on, by its ids: "orders", "half of orders" as "50 % of orders", "every service", "all in eu", "eu-1a | eu-1b, eu-1c". */
export function targetText(target: FaultTarget, nameOf: (id: string) => string = itself): string {
  if ('node' in target) return `${shareText(target.share, '')}${nameOf(target.node)}`;
  if ('kind' in target) return `${shareText(target.share, 'every ')}${target.kind}`;
  if ('group' in target) return `${shareText(target.share, 'all')} in ${nameOf(target.group)}`.replace(' of  in', ' of all in');
  if ('link' in target) return nameOf(target.link);
  if ('zone' in target) return target.zone;
  if ('region' in target) return target.region;
  const { one, other } = 'nodes' in target ? target.nodes : target.zones;
  return `${one.map(nameOf).join(', ')} | ${other.map(nameOf).join(', ')}`;
}

const itself = (id: string): string => id;

const shareText = (share: number | undefined, whole: string): string =>
  share === undefined ? whole : `${Math.round(share * 1000) / 10} % of `;
