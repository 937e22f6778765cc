import type { Deployment } from '../faults/definition';
import { fieldsOf } from '../policies/contract';
import type { ContractVersion, ReleaseParams } from '../policies/contract-params';
import type { Replica, ServerState } from './model';

/** Which version of its code each replica of a node runs, and what that does to its work and to its contracts. */
export class Releases {
  /** Versions rolled out by faults, the latest last. */
  readonly deployed: Deployment[] = [];
  /** Fields that faults have taken out of its answers and events; one list per fault, an empty one for all fields. */
  readonly broken: (readonly string[])[] = [];
  private main = 1;
  private canary: Deployment | null = null;

  constructor(private readonly node: ServerState) {}

  configure(release: ReleaseParams | undefined): void {
    this.main = release?.version ?? 1;
    this.canary = release?.canary ?? null;
  }

  /** Whether any replica's work can fail by its version. */
  get faulty(): boolean {
    return (this.canary !== null && this.canary.errorRate > 0) || this.deployed.some(({ errorRate }) => errorRate > 0);
  }

  /** The version that a replica runs. */
  versionOf(replica: Replica): number {
    return this.of(replica)?.version ?? this.main;
  }

  errorRateOf(replica: Replica): number {
    return this.of(replica)?.errorRate ?? 0;
  }

  slowed(replica: Replica, time: number): number {
    const deployment = this.of(replica);
    return deployment === null || deployment.slowdown === 1 ? time : Math.round(time * deployment.slowdown);
  }

  /** The first of the fields needed that an answer or event of that version lacks; null when all are there. */
  lacks(needs: readonly string[], versions: readonly ContractVersion[], version: number): string | null {
    const has = fieldsOf(versions, version);
    for (const field of needs) {
      if (has !== null && !has.fields.includes(field)) return field;
      for (const gone of this.broken) if (gone.length === 0 || gone.includes(field)) return field;
    }
    return null;
  }

  /** What was rolled out last to this replica; null for the node's own version. */
  private of({ index }: Replica): Deployment | null {
    const { length } = this.node.replicas;
    for (let i = this.deployed.length - 1; i >= 0; i--) if (covers(this.deployed[i]!, index, length)) return this.deployed[i]!;
    return this.canary !== null && covers(this.canary, index, length) ? this.canary : null;
  }
}

/** The node's versions; made where nothing spoke of them before. */
export function releasesOf(node: ServerState): Releases {
  node.releases ??= new Releases(node);
  return node.releases;
}

/** The first replicas get it, as many as make up the share. */
const covers = ({ share }: Deployment, index: number, replicas: number): boolean => index < Math.ceil(share * replicas);
