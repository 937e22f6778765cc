import { transmissionTime } from '../policies/transfer';
import { Fifo } from './fifo';
import type { Kernel } from './kernel';
import { Flag, Op, type Task } from './task';

/** One direction of a link with a bandwidth: sends one transfer after the other, first come first served. */
export class Wire {
  private readonly waiting = new Fifo();
  private sending: Task | null = null;
  private bandwidth = Infinity;
  private busyBefore = 0.5;
  private since = 0.5;

  constructor(private readonly kernel: Kernel) {
    this.busyBefore = 0;
    this.since = 0;
  }

  /** Transfers that wait for their turn. */
  get backlog(): number {
    return this.waiting.length;
  }

  /** Time that it has been sending. [ns] */
  get areaBusy(): number {
    return this.busyBefore + (this.sending === null ? 0 : this.kernel.now - this.since);
  }

  /** Whether a transfer put on it now would be through at once. */
  get free(): boolean {
    return this.bandwidth === Infinity && this.sending === null;
  }

  /** Changes how fast it sends, from now on: what is being sent goes on at the new rate. [Mbit/s] */
  setBandwidth(bandwidth: number): void {
    const { sending, kernel } = this;
    const before = this.bandwidth;
    this.bandwidth = bandwidth;
    if (sending === null || before === bandwidth) return;
    const left = kernel.dueAt(sending) - kernel.now;
    kernel.cancel(sending);
    // Without a bound there was no time left to stretch.
    kernel.schedule(sending, Op.transmitted, before === Infinity ? 0 : Math.ceil((left * before) / bandwidth));
  }

  /** Takes a transfer of `task.bytes`; `Op.transmitted` fires when it is through. */
  push(task: Task): void {
    task.flags |= Flag.wire;
    if (this.sending === null) this.send(task);
    else this.waiting.push(task);
  }

  /** Takes a transfer off, wherever it is. */
  remove(task: Task): void {
    if (this.sending !== task) this.waiting.remove(task);
    else {
      this.kernel.cancel(task);
      this.done(task);
    }
    task.flags &= ~Flag.wire;
  }

  /** The transfer is through, or was taken off: the next one begins. */
  done(task: Task): void {
    task.flags &= ~Flag.wire;
    this.busyBefore += this.kernel.now - this.since;
    this.sending = null;
    const next = this.waiting.shift();
    if (next !== null) this.send(next);
  }

  private send(task: Task): void {
    this.sending = task;
    this.since = this.kernel.now;
    this.kernel.schedule(task, Op.transmitted, transmissionTime(task.bytes, this.bandwidth));
  }
}
