/** Simulated time, held in one place: reading it from here costs nothing, handing it on as an argument would box it. */
export class Clock {
  /** [ns] */
  now = 0.5;

  constructor() {
    // Starts as a fraction so that the JIT keeps it as a double.
    this.now = 0;
  }
}
