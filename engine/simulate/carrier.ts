import { type Encoding, wireBytes } from '../policies/transfer';
import { CROSS_REGION, CROSS_ZONE } from '../policies/zones';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { Task } from './task';
import { Wire } from './wire';
import type { ZoneNet } from './zone-net';

/** What a trip that does not get through takes. */
export const LOST = -1;
export const REFUSED = -2;

/** What a link says of payload and bandwidth. */
export interface CarrierParams extends Encoding {
  /** Payload of a request or message, and of an answer, where step and operation say nothing. [bytes] */
  readonly request: number;
  readonly answer: number;
  /** Infinity without a bound. [Mbit/s] */
  readonly bandwidth: number;
  /** Whether the design asks for the bytes to be counted. */
  readonly counted: boolean;
}

/** How a link carries bytes, where size or bandwidth matter: both directions, and what has been sent over them. */
export class Carrier {
  readonly out: Wire;
  readonly back: Wire;
  /** Bandwidths that faults allow; the least counts. [Mbit/s] */
  readonly caps: number[] = [];
  sentBytes = 0;
  receivedBytes = 0;
  /** Of both: from one zone of a region to another, and from region to region. */
  crossZoneBytes = 0;
  crossRegionBytes = 0;
  /** Null where the link's ends are in no zones. */
  zones: ZoneNet | null = null;

  constructor(
    kernel: Kernel,
    private readonly link: LinkState,
    public params: CarrierParams,
  ) {
    this.out = new Wire(kernel);
    this.back = new Wire(kernel);
    this.recount();
  }

  get counted(): boolean {
    return this.params.counted || this.zones !== null;
  }

  /** Whether the link sends no faster than some rate now. */
  get bounded(): boolean {
    return Math.min(this.params.bandwidth, ...this.caps) < Infinity;
  }

  configure(params: CarrierParams): void {
    this.params = params;
    this.recount();
  }

  /** To be called after any change of bandwidth. */
  recount(): void {
    const bandwidth = Math.min(this.params.bandwidth, ...this.caps);
    this.out.setBandwidth(bandwidth);
    this.back.setBandwidth(bandwidth);
  }

  /** Weighs and counts a call on its way out, or a message. @returns whether it has to be sent bit by bit */
  loadRequest(task: Task): boolean {
    task.bytes = wireBytes(this.requestPayload(task), this.params);
    this.sentBytes += task.bytes;
    return !this.out.free;
  }

  /** The same for an answer. A failure carries no payload. */
  loadAnswer(task: Task, ok: boolean): boolean {
    task.bytes = wireBytes(ok ? this.answerPayload(task) : 0, this.params);
    this.receivedBytes += task.bytes;
    return !this.back.free;
  }

  /** Counts what a trip takes from zone to zone. @returns its extra time; -1 when it vanishes, -2 when it is refused [ns] */
  cross(net: ZoneNet, from: number, to: number, bytes: number): number {
    if (from < 0 || to < 0) return 0;
    const at = from * net.size + to;
    const distance = net.distance[at];
    if (distance === CROSS_ZONE) this.crossZoneBytes += bytes;
    else if (distance === CROSS_REGION) this.crossRegionBytes += bytes;
    if (net.refusals[at] !== 0) return REFUSED;
    return net.holes[at] === 0 ? net.latency[at]! : LOST;
  }

  /** Step, operation, link: the first that says something counts. */
  private requestPayload(task: Task): number {
    const { server } = this.link;
    // A message keeps the step that published it; a call is the doing of the step that its parent stands at.
    const doing = server === null ? task : task.parent;
    const step = doing === null ? null : doing.step;
    if (step !== null && step.request >= 0) return step.request;
    const operation = server === null ? null : (task.called ?? server.operations[0]!);
    return operation !== null && operation.request >= 0 ? operation.request : this.params.request;
  }

  private answerPayload(task: Task): number {
    const step = task.parent === null ? null : task.parent.step;
    if (step !== null && step.answer >= 0) return step.answer;
    const operation = task.called ?? this.link.server!.operations[0]!;
    return operation.answer >= 0 ? operation.answer : this.params.answer;
  }
}
