import { Rng } from '../../engine/core/rng';

/** Draws for generators of random things: a seed gives the same draws in every JavaScript engine. */
export class Draw {
  private readonly rng: Rng;

  /** @param stream what is drawn: a further stream shifts no other's draws */
  constructor(seed: number, stream = 'swarm') {
    this.rng = Rng.root(seed).fork(stream);
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return this.rng.next() < probability;
  }

  /** Whole number, both ends included. */
  int(from: number, to: number): number {
    return from + this.rng.int(to - from + 1);
  }

  /** Number with three digits, so that a design that fails can be read. */
  between(from: number, to: number): number {
    return Number((from + (to - from) * this.rng.next()).toPrecision(3));
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.rng.int(choices.length)]!;
  }

  /** Some of the list, in its order; each with this probability. */
  some<T>(choices: readonly T[], probability: number): T[] {
    return choices.filter(() => this.chance(probability));
  }

  times<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count }, (_, i) => make(i));
  }

  /** The value with this probability, else nothing: for optional fields. */
  maybe<T extends object>(probability: number, make: () => T): T | Record<string, never> {
    return this.chance(probability) ? make() : {};
  }
}
