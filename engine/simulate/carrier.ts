import { type Encoding, wireBytes } from '../policies/transfer';
import type { Kernel } from './kernel';
import type { LinkState } from './model';
import type { Task } from './task';
import { Wire } from './wire';

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
    return this.params.counted;
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

  /** Step, operation, link: the first that says something counts. */
  private requestPayload(task: Task): number {
    const { server } = this.link;
    // A message keeps the step that published it; a call is the doing of the step that its parent stands at.
    const step = task.parent === null ? task.step : task.parent.step;
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
