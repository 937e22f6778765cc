/** What a design says of a source that theory needs. */
export interface SourceShape {
  readonly role: 'source';
  /** Squared coefficient of variation of the gaps between arrivals: 1 for Poisson, 0 for equal gaps. */
  readonly scv: number;
  readonly poisson: boolean;
}

export interface ServiceShape {
  readonly kind: 'exponential' | 'constant' | 'other';
  /** [ms] */
  readonly mean: number;
  /** Squared coefficient of variation: variance over squared mean. */
  readonly scv: number;
}

/** What a design says of a server that theory needs. */
export interface ServerShape {
  readonly role: 'server';
  /** Why no formula can apply, whatever a run shows; else null. */
  readonly why: string | null;
  readonly replicas: number;
  /** Per replica; Infinity without limit. */
  readonly workers: number;
  /** Calls that may wait at one replica. */
  readonly room: number;
  /** How calls come to the replicas; `shared`: as good as one queue for all of them. */
  readonly spread: 'random' | 'in-turn' | 'shared';
  /** Null where operations differ, so that only a run knows. */
  readonly service: ServiceShape | null;
  /** It calls nobody: an answer takes a wait and a service. */
  readonly leaf: boolean;
}

/** By node id; queues have none. */
export type Shapes = ReadonlyMap<string, SourceShape | ServerShape>;
