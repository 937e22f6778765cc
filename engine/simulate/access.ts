import type { Consistency } from '../design/step-schema';
import type { Outgoing } from './outbox';
import type { Task } from './task';

/** Room for kinds of entities within one number that names a thing. */
export const MOST_KINDS = 64;

/** Kind of the rows in which sagas keep their progress; designs number theirs from 0 and have far fewer. */
export const SAGA_ROWS = MOST_KINDS - 2;

/** A read or a write of one thing, as a step asks for it. */
export class Access {
  /** What is published together with a write, through outboxes. */
  outgoing: readonly Outgoing[] | null = null;
  constructor(
    readonly write: boolean,
    /** Number of the kind of entity; 0 for what the client draws, where the step names none. */
    readonly type: number,
    /** Each request is about a new one. */
    readonly byRequest: boolean,
    readonly consistency: Consistency,
    /** A write that takes the thing out. */
    readonly remove = false,
  ) {}
}

/** A call that says nothing of data reads what its request is about. */
export const plainRead = new Access(false, 0, false, 'any');

/** In a step: asks for what was asked of the one who asks. */
export const relayed = new Access(false, 0, false, 'any');

/** The thing that the access of a task is about: one number for kind and which one. */
export function keyOf(task: Task, { byRequest, type }: Access): number {
  return ((byRequest ? task.request : task.entity) + 1) * MOST_KINDS + type;
}

/** Which one of its kind a thing is: the number of a request, or what the client drew; -1 where it draws nothing. */
export const numberOf = (key: number): number => Math.floor(key / MOST_KINDS) - 1;
/** The kind of a thing. */
export const typeOf = (key: number): number => key % MOST_KINDS;
