import type { Sampler } from '../core/sampler';

/** A link's connections, each good for so many calls; the first call opens one. */
export class Connections {
  /** Calls that the present connection still carries. */
  private left = 0;

  constructor(
    private handshake: Sampler,
    private calls: number,
  ) {}

  /** What is open stays open, for no more calls than a new one would carry. */
  configure(handshake: Sampler, calls: number): void {
    this.handshake = handshake;
    this.calls = calls;
    this.left = Math.min(this.left, calls - 1);
  }

  /** The open connection is gone. */
  drop(): void {
    this.left = 0;
  }

  get isOpen(): boolean {
    return this.left > 0;
  }

  /** Takes a place on the open connection. @returns false when there is none */
  take(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }

  /** Opens a connection for this call and the next ones. @returns time of the handshake [ns] */
  open(): number {
    this.left = this.calls - 1;
    return this.handshake.sample();
  }
}
