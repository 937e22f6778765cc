import type { Role } from '../nodes/definition';
import type { Ledger } from './ledger';
import type { GroupSubject } from './group-lines';
import type { JourneyStats, LinkStats, NodeStats } from './stats';

// What measuring needs to know of a running model, and no more. The simulation's tables have this shape.

export interface NodeSubject {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly role: Role;
  readonly removed: boolean;
  readonly stats: NodeStats;
  /** Replicas that take calls; servers only. */
  readonly up?: { readonly length: number };
  /** Set where replicas are started by the calls: to have none is nothing bad then. */
  readonly onDemand?: object | null;
  /** Workers per replica; servers only. Infinity without limit. */
  readonly workers?: number;
  /** Whether a worker is held while its downstream calls run; servers only. */
  readonly blocking?: boolean;
  /** Calls that may wait at one replica; servers only. */
  readonly queueLimit?: number;
  /** Backlogs; queues only. */
  readonly subscriptions?: { readonly length: number };
  /** Who reads it; logs only. Those that a server reads for are not its own. */
  readonly groups?: readonly GroupSubject[];
  readonly model: { readonly role: Role; readonly capacity?: number };
}

/** How a link carries bytes. */
export interface CarrierSubject {
  /** Headers included. [bytes] */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Of both: from zone to zone of one region, and from region to region. */
  readonly crossZoneBytes: number;
  readonly crossRegionBytes: number;
  /** Null where its ends are in no zones. */
  readonly zones: object | null;
  /** The design asks for the bytes to be counted, from the start. */
  readonly counted: boolean;
  /** Sends no faster than some rate. */
  readonly bounded: boolean;
  readonly out: WireSubject;
  readonly back: WireSubject;
}

interface WireSubject {
  /** Time that it has been sending. [ns] */
  readonly areaBusy: number;
  /** Transfers that wait. */
  readonly backlog: number;
}

export interface LinkSubject {
  readonly id: string;
  readonly from: { readonly id: string; readonly index: number };
  /** The callee, when it is a server. */
  readonly server: { readonly id: string; readonly index: number } | null;
  readonly to: { readonly id: string; readonly index: number };
  readonly removed: boolean;
  /** 0 not cut, 1 cut both ways, 2 calls only, 3 answers only. */
  readonly cut: number;
  /** Null where bytes do not matter. */
  readonly carrier: CarrierSubject | null;
  /** 0 closed, 1 half-open, 2 open: the breaker that stands furthest open. */
  breakerState(now: number): number;
  /** Adaptive limit on calls in flight; NaN without. */
  readonly concurrencyLimit: number;
  /** Times that its breakers opened. */
  readonly trips: number;
  readonly stats: LinkStats;
}

export interface JourneySubject {
  readonly id: string;
  readonly link: { readonly from: { readonly index: number }; readonly to: { readonly index: number } } | null;
  readonly stats: JourneyStats;
}

/** Whose requests are counted apart. */
export interface TenantSubject {
  readonly id: string;
  readonly stats: JourneyStats;
}

/** Things that had to be forgotten, since only so many are kept: from then on something about them is not seen. */
export interface Forgotten {
  /** Node or kind of entity that it is about; empty for the whole design. */
  readonly subject: string;
  /** What was forgotten, and what follows, in words. */
  readonly what: string;
  readonly count: number;
}

export interface Subjects {
  readonly structure: number;
  readonly nodes: readonly NodeSubject[];
  readonly links: readonly LinkSubject[];
  readonly journeys: readonly JourneySubject[];
  readonly tenants: readonly TenantSubject[];
  readonly ledger: Ledger;
  /** Bounds of memory that the run has hit; empty in most. Worked out when asked for. */
  readonly forgotten: readonly Forgotten[];
  /** Kind and number of a thing that the ledger knows by one number. */
  thing(key: number): { readonly entity: string; readonly number: number };
}

/** Calls that all queues of a node can hold together; Infinity without a bound worth the name. */
export function queueRoom(node: NodeSubject): number {
  if (node.role === 'server') return (node.queueLimit ?? 0) * (node.up?.length ?? 0);
  return (node.model.capacity ?? 0) * (node.subscriptions?.length ?? 0);
}
