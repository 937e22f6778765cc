import type { Rng } from '../core/rng';

/** Linux's least retransmission timeout; each further one is twice as long (RFC 6298). [ns] */
const FIRST = 200e6;
const MOST = 6;

/**
 * What loss costs one trip: nothing, or the sum of the retransmission timeouts until a copy gets through.
 * @param loss share of copies that are lost, each independently of the others
 * @returns time added, a whole number, or -1 when the first copy and six more are lost: the sender gives up [ns]
 */
export function retransmissionDelay(rng: Rng, loss: number): number {
  let delay = 0;
  let pause = FIRST;
  for (let tries = 0; rng.next() < loss; tries++) {
    if (tries === MOST) return -1;
    delay += pause;
    pause *= 2;
  }
  return delay;
}
