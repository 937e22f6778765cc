import type { Lane } from '../core/lane';
import type { Replica } from './model';
import type { Outbox } from './outbox';
import type { Task } from './task';
import { TaskFacts } from './task-facts';

/** What few tasks have. */
class Extras {
  count = 0;
  need = 0;
  permit = 0;
  slot = 0;
  tenant = 0;
  priority = 0;
  seen = -1;
  seenOf = -1;
  version = 1;
  row = -1;
  bytes = 0;
  zone = -1;
  chosen: Replica | null = null;
  sibling: Task | null = null;
  lane: Lane<Task> | null = null;
  outbox: Outbox | null = null;
  backoff = 0.5;
  expiresAt = 0.5;

  constructor() {
    // Begin as fractions, so that V8 keeps them as doubles.
    this.backoff = 0;
    this.expiresAt = Infinity;
  }
}

/** What few tasks have lies apart, and only once it is other than usual. A task that has extras keeps them when it is used again. */
export abstract class TaskExtras extends TaskFacts {
  private extras: Extras | null = null;

  private own(): Extras {
    return (this.extras ??= new Extras());
  }

  /** Takes over what the request is about. */
  inheritExtras(from: TaskExtras): void {
    if (from.extras === null && this.extras === null) return;
    this.tenant = from.tenant;
    this.priority = from.priority;
    this.row = from.row;
    this.seen = from.seen;
    this.seenOf = from.seenOf;
    this.version = from.version;
  }

  /** Branches still out; deliveries so far for a message. */
  get count(): number {
    return this.extras === null ? 0 : this.extras.count;
  }
  set count(value: number) {
    if (this.extras !== null || value !== 0) this.own().count = value;
  }

  /** Branches that must still succeed; event number for a message; source's number for a source's timer. */
  get need(): number {
    return this.extras === null ? 0 : this.extras.need;
  }
  set need(value: number) {
    if (this.extras !== null || value !== 0) this.own().need = value;
  }

  /** What its link's breaker gave it; of a message that is bad, number of the queue at whose consumers it fails, and one more. */
  get permit(): number {
    return this.extras === null ? 0 : this.extras.permit;
  }
  set permit(value: number) {
    if (this.extras !== null || value !== 0) this.own().permit = value;
  }

  /** Place among the calls that share a replica's cores; of a message, in the order of coming to its queue. */
  get slot(): number {
    return this.extras === null ? 0 : this.extras.slot;
  }
  set slot(value: number) {
    if (this.extras !== null || value !== 0) this.own().slot = value;
  }

  /** Number of the tenant that the request belongs to. */
  get tenant(): number {
    return this.extras === null ? 0 : this.extras.tenant;
  }
  set tenant(value: number) {
    if (this.extras !== null || value !== 0) this.own().tenant = value;
  }

  /** 0 … 9; higher is served first where a queue looks at it. */
  get priority(): number {
    return this.extras === null ? 0 : this.extras.priority;
  }
  set priority(value: number) {
    if (this.extras !== null || value !== 0) this.own().priority = value;
  }

  /** Version of the thing last read or written in its name; -1 before that. */
  get seen(): number {
    return this.extras === null ? -1 : this.extras.seen;
  }
  set seen(value: number) {
    if (this.extras !== null || value !== -1) this.own().seen = value;
  }

  /** Which thing that was. */
  get seenOf(): number {
    return this.extras === null ? -1 : this.extras.seenOf;
  }
  set seenOf(value: number) {
    if (this.extras !== null || value !== -1) this.own().seenOf = value;
  }

  /** Version of the code that answered it, or that published it. */
  get version(): number {
    return this.extras === null ? 1 : this.extras.version;
  }
  set version(value: number) {
    if (this.extras !== null || value !== 1) this.own().version = value;
  }

  /** Row of the recording that the request came from; -1 without. */
  get row(): number {
    return this.extras === null ? -1 : this.extras.row;
  }
  set row(value: number) {
    if (this.extras !== null || value !== -1) this.own().row = value;
  }

  /** Size of what is being sent for it, headers included. [bytes] */
  get bytes(): number {
    return this.extras === null ? 0 : this.extras.bytes;
  }
  set bytes(value: number) {
    if (this.extras !== null || value !== 0) this.own().bytes = value;
  }

  /** Between zones: number of the caller's zone, and the replica that its caller has chosen. */
  get zone(): number {
    return this.extras === null ? -1 : this.extras.zone;
  }
  set zone(value: number) {
    if (this.extras !== null || value !== -1) this.own().zone = value;
  }

  get chosen(): Replica | null {
    return this.extras === null ? null : this.extras.chosen;
  }
  set chosen(value: Replica | null) {
    if (this.extras !== null || value !== null) this.own().chosen = value;
  }

  /** The next branch of the same fork, or copy of the same call. */
  get sibling(): Task | null {
    return this.extras === null ? null : this.extras.sibling;
  }
  set sibling(value: Task | null) {
    if (this.extras !== null || value !== null) this.own().sibling = value;
  }

  /** The outbox whose record or timer it is. */
  get outbox(): Outbox | null {
    return this.extras === null ? null : this.extras.outbox;
  }
  set outbox(value: Outbox | null) {
    if (this.extras !== null || value !== null) this.own().outbox = value;
  }

  /** Of a sentinel: the lane that it stands for. */
  get lane(): Lane<Task> | null {
    return this.extras === null ? null : this.extras.lane;
  }
  set lane(value: Lane<Task> | null) {
    if (this.extras !== null || value !== null) this.own().lane = value;
  }

  /** What its backoff remembers from retry to retry. */
  get backoff(): number {
    return this.extras === null ? 0 : this.extras.backoff;
  }
  set backoff(value: number) {
    if (this.extras !== null || value !== 0) this.own().backoff = value;
  }

  /** When a message expires; Infinity for one that does not. [ns] */
  get expiresAt(): number {
    return this.extras === null ? Infinity : this.extras.expiresAt;
  }
  set expiresAt(value: number) {
    if (this.extras !== null || value !== Infinity) this.own().expiresAt = value;
  }
}
