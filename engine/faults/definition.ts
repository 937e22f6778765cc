import type { z } from 'zod';
import type { Nanos } from '../core/units';
import type { Role } from '../nodes/definition';

export type FaultTarget = { readonly node: string } | { readonly link: string };

/** Takes a fault back. Faults that overlap on one target each undo only themselves. */
export type Undo = () => void;

export interface Cut {
  readonly mode: 'black-hole' | 'refuse';
  readonly direction: 'both' | 'calls' | 'answers';
}

/** What a fault may do to a running model. The simulation implements it. */
export interface FaultControls {
  /** Ends `count` replicas (all when there are fewer) and everything in them. Undo starts them again, empty. */
  crash(node: string, count: number): Undo;
  /** Multiplies every service time. */
  slow(node: string, factor: number): Undo;
  /** Makes every answer of a node, or every trip over a link, take longer. [ns] */
  delay(target: FaultTarget, extra: Nanos): Undo;
  /** Lets a further share of a node's finished work fail. */
  fail(node: string, share: number): Undo;
  /** Cuts a link: calls, answers or both vanish (`black-hole`) or are refused at once (`refuse`). */
  cut(link: string, cut: Cut): Undo;
  /** Lets a further share of a link's trips be lost. */
  lose(link: string, share: number): Undo;
  /** Lets each direction of a link send no faster than this. [Mbit/s] */
  cap(link: string, bandwidth: number): Undo;
  /** Multiplies the request rate (open traffic) or the number of users (closed traffic, whole users). */
  surge(client: string, factor: number): Undo;
}

export interface FaultDefinition<A extends string, S extends z.ZodType> {
  readonly action: A;
  readonly title: string;
  /** One sentence for buttons and docs. */
  readonly description: string;
  /** What it can be put on: nodes of these roles, or links. */
  readonly targets: readonly (Role | 'link')[];
  /** Strict; unit, range, default and description on every field. */
  readonly params: S;
  readonly start: (target: FaultTarget, params: z.output<S>, controls: FaultControls) => Undo;
}

export const defineFault = <A extends string, S extends z.ZodType>(definition: FaultDefinition<A, S>) => definition;

/** The node that a fault is on. Only for faults whose targets are nodes. */
export const nodeOf = (target: FaultTarget): string => ('node' in target ? target.node : target.link);
/** The link that a fault is on. Only for faults whose targets are links. */
export const linkOf = (target: FaultTarget): string => ('link' in target ? target.link : target.node);
