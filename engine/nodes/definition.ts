import type { z } from 'zod';
import type { Distribution } from '../core/distribution';
import type { CacheContents } from '../policies/cache-params';
import type { ConcurrencyLimitParams } from '../policies/concurrency-params';
import type { DisciplineParams } from '../policies/discipline-params';
import type { RateLimitParams } from '../policies/rate-limit-params';
import type {
  AutoscalingParams,
  HealthCheckParams,
  LoadBalancing,
  OutlierEjectionParams,
  PausesParams,
  WarmUpParams,
} from '../policies/replica-params';
import type { QuorumParams, ReplicationParams, RowLocksParams, ShardsParams } from '../policies/store-params';
import type { QueueRules } from '../policies/queue-params';
import type { Entities } from '../policies/entities';
import type { MmppParams } from '../policies/mmpp';
import type { FigureId } from '../policies/figures';
import type { RateCurve } from '../policies/rate-curve';
import type { Nanos, Rps } from '../core/units';

export type Traffic =
  | { readonly kind: 'open'; readonly arrivals: 'poisson' | 'constant'; readonly rate: Rps; readonly curve: RateCurve }
  | ({ readonly kind: 'bursty'; readonly rate: Rps; readonly curve: RateCurve } & MmppParams)
  | { readonly kind: 'closed'; readonly users: number; readonly thinkTime: Distribution }
  | RecordedArrivals;

/** Requests at times that were recorded, rising. Lists beside `times` are as long as it, one entry a request. */
export interface RecordedArrivals {
  readonly kind: 'recorded';
  readonly times: readonly Nanos[];
  /** By id. */
  readonly journeys?: readonly string[] | undefined;
  readonly entities?: readonly number[] | undefined;
  /** By name. */
  readonly tenants?: readonly string[] | undefined;
  readonly columns?: readonly RecordedColumn[] | undefined;
  readonly repeatEvery?: Nanos | undefined;
}

/** Recorded times of a step; null where there was none. */
export interface RecordedColumn {
  readonly name: string;
  readonly times: readonly (Nanos | null)[];
}

/** Where requests come from. */
export interface SourceModel {
  readonly role: 'source';
  readonly traffic: Traffic;
  readonly entities: Entities | null;
  readonly tenants: readonly { readonly id: string; readonly share: number }[];
}

/** How replicas come, ail and go. */
export interface ReplicaModel {
  /** Time from start to ready of a replica that starts while the run goes on. */
  readonly startup: Distribution | null;
  readonly warmUp: WarmUpParams | null;
  readonly pauses: PausesParams | null;
  readonly healthCheck: HealthCheckParams | null;
  readonly outlierEjection: OutlierEjectionParams | null;
  readonly autoscaling: AutoscalingParams | null;
  readonly onDemand: OnDemandModel | null;
}

/** Replicas that are started by the calls themselves. */
export interface OnDemandModel {
  /** Most at one time. */
  readonly limit: number;
  /** Kept warm even without calls. */
  readonly provisioned: number;
  readonly keepAlive: Nanos;
}

/** What a data node keeps, beyond what any server is. */
export type StoreModel =
  | {
      readonly kind: 'database';
      readonly replication: ReplicationParams | null;
      readonly shards: ShardsParams | null;
      readonly rowLocks: RowLocksParams | null;
    }
  | {
      readonly kind: 'key-value';
      readonly quorum: QuorumParams;
      /** Time for one copy. */
      readonly access: Distribution;
    }
  | {
      readonly kind: 'search-index';
      /** Time between two refreshes; 0 for at once. */
      readonly refresh: Nanos;
    };

/** Anything that answers calls: replicas × workers behind bounded queues. */
export interface ServerModel {
  readonly role: 'server';
  readonly replicas: number;
  /** Workers per replica; 0 means without limit. */
  readonly workers: number;
  /** A blocking worker is held while its downstream calls run, an async one only during `work`. */
  readonly blocking: boolean;
  /** Calls that may wait at one replica. */
  readonly queueLimit: number;
  readonly discipline: DisciplineParams;
  /** Longest wait for a worker, or null without bound. */
  readonly maxQueueWait: Distribution | null;
  /** Adaptive limit on the calls in one replica, or null without. */
  readonly concurrencyLimit: ConcurrencyLimitParams | null;
  readonly loadBalancing: LoadBalancing;
  readonly replicaCare: ReplicaModel;
  /** The work of the obvious operation. */
  readonly work: Distribution;
  /** Share of finished work that fails. */
  readonly errorRate: number;
  /** Work before every operation: is the caller who it says, and may it do this? Null or left out for none. */
  readonly tokenCheck?: Distribution | null;
  readonly rateLimit: RateLimitParams | null;
  /** Share of calls answered without going downstream, or null for a node that is no cache. */
  readonly hitRatio: number | null;
  /** What a cache keeps; null or left out for a node that keeps nothing key by key. */
  readonly contents?: CacheContents | null;
  /** Left out for a node that keeps nothing. */
  readonly store?: StoreModel | undefined;
}

/** The figures of whatever keeps messages. */
export const messageFigures = [
  'published',
  'acked',
  'dead-lettered',
  'messages-expired',
  'messages-dropped',
  'messages-lost',
  'messages-waiting',
  'messages-in-flight',
  'redelivered',
  'duplicated',
] as const satisfies readonly FigureId[];

/** Anything that keeps messages until a consumer acknowledges them. */
export interface QueueModel extends QueueRules {
  readonly role: 'queue';
  /** `compete`: each message goes to one of the links; `fan-out`: each link gets its own copy and backlog. */
  readonly delivery: 'compete' | 'fan-out';
  /** Unacknowledged messages per outgoing link, or per consumer. */
  readonly prefetch: number;
  readonly prefetchPer: 'link' | 'consumer';
  readonly redeliveryDelay: Nanos;
  /** Longest time that a delivery may take; null without bound. */
  readonly consumerTimeout: Nanos | null;
  /** Messages survive the loss of the broker. */
  readonly durable: boolean;
  /** Links to queues carry every message on; otherwise dead letters. */
  readonly forwards: boolean;
  /** Times that one message may leave as a dead letter for another queue. */
  readonly maxRounds: number;
  /** Events that links want, where they do not want all. */
  readonly filters: readonly { readonly link: string; readonly events: readonly string[] }[];
}

/** Anything that keeps records in partitions, for groups that each read all of them. */
export interface LogModel {
  readonly role: 'log';
  readonly partitions: number;
  /** The key decides on the partition; else each has its turn. */
  readonly keyed: boolean;
  /** Infinity for ever. */
  readonly retention: number;
  /** Of a partition; Infinity without bound. [bytes] */
  readonly retentionBytes: number;
  /** Records of a partition. */
  readonly capacity: number;
  readonly brokers: number;
  /** Of each partition, on so many brokers. */
  readonly copies: number;
  readonly acks: 'all' | 'leader';
  readonly replicationDelay: Nanos;
  readonly electionTime: Nanos;
}

/** What any node has beside what its role needs. */
interface Measured {
  /** Further measures that nodes of this kind have; none when left out. */
  readonly figures?: readonly FigureId[] | undefined;
}

export type NodeModel = (SourceModel | ServerModel | QueueModel | LogModel) & Measured;
export type Role = NodeModel['role'];
/** Whether messages are published to it. */
export const takesMessages = (role: Role | undefined): boolean => role === 'queue' || role === 'log';
export type NodeGroup = 'traffic' | 'edge' | 'compute' | 'data' | 'messaging' | 'external';

/** What a kind of node is: its words, its parameters, and which of the four machines it drives. */
export interface NodeDefinition<K extends string, S extends z.ZodType> {
  readonly kind: K;
  readonly title: string;
  readonly group: NodeGroup;
  readonly role: Role;
  /** One sentence for palette and docs. */
  readonly description: string;
  /** Other names that people have for it, products among them: the palette finds it by them. */
  readonly alsoCalled: string;
  /** Strict; unit, range, default and description on every field. Its input form is what files hold. */
  readonly params: S;
  readonly model: (params: z.output<S>) => NodeModel;
}

export const defineNode = <K extends string, S extends z.ZodType>(definition: NodeDefinition<K, S>) => definition;
