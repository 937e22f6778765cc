/** Simulated seconds per second that the transport offers; Infinity is "as fast as it goes". */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 50, Number.POSITIVE_INFINITY] as const;

/** The next offered speed up or down; the ends stay. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const list: readonly number[] = direction === 1 ? speeds : [...speeds].reverse();
  return list.find((other) => (direction === 1 ? other > speed : other < speed)) ?? speed;
}

/** The simulation is clearly slower than asked. `pace` as measured; 0 means that nothing was measured. */
export const fallsBehind = (speed: number, pace: number): boolean => Number.isFinite(speed) && pace > 0 && pace < speed * 0.85;
