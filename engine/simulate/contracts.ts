import { causeCode } from '../measure/stats';
import type { ContractVersion } from '../policies/contract-params';
import { type Act, KEPT } from './act';
import type { ServerState } from './model';
import type { Step } from './operation';
import type { Steps } from './steps';
import { Flag, Kind, type Task } from './task';

/** An event of the catalog. */
export interface EventContract {
  /** Who publishes it; null where that is nobody in particular. */
  readonly owner: ServerState | null;
  readonly versions: readonly ContractVersion[];
}

/** What a caller needs of an answer. */
export interface Needs {
  readonly fields: readonly string[];
  readonly versions: readonly ContractVersion[];
}

/** Whether the answer that the call brings lacks what its caller needs. */
export function breaksContract(task: Task, { fields, versions }: Needs): boolean {
  const callee = task.link!.server!;
  return callee.releases !== null && callee.releases.lacks(fields, versions, task.version) !== null;
}

/** Stands before the steps of an operation that consumes events: fails when the event lacks what it needs. */
export class ReadEvent implements Act {
  constructor(
    private readonly fields: readonly string[],
    /** By number of the event; null for one that no catalog speaks of. */
    private readonly contract: (event: number) => EventContract | null,
    private readonly steps: Steps,
  ) {}

  run(task: Task, step: Step): Step | null {
    const message = messageOf(task);
    // Called, not fed: then there is no event that could lack anything.
    if (message === null) return step.next;
    const contract = this.contract(message.need);
    const publisher = contract === null ? null : contract.owner;
    if (contract === null || publisher === null || publisher.releases === null) return step.next;
    if (publisher.releases.lacks(this.fields, contract.versions, message.version) === null) return step.next;
    task.cause = causeCode.contract;
    task.blame = publisher.index;
    this.steps.fail(task, causeCode.contract);
    return KEPT;
  }

  forsake(): void {
    // It keeps nobody.
  }
}

/** The message that a call delivers; null for any other call. A watched delivery goes out in copies. */
function messageOf(task: Task): Task | null {
  const parent = (task.flags & Flag.copy) !== 0 ? task.parent!.parent : task.parent;
  return parent !== null && parent.kind === Kind.message ? parent : null;
}
