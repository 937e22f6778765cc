/** Counts what passed and failed over all kinds of checks, and says it at the end. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  #notes = [];

  /** One check that either passes or fails. */
  check(name, ok, seconds) {
    if (ok) this.passed += 1;
    else this.failed += 1;
    this.#notes.push(`${ok ? '  ok  ' : 'FAILED'}  ${name}${seconds === undefined ? '' : `  ${seconds.toFixed(0)} s`}`);
  }

  /** A suite of many tests. */
  suite(name, { passed, failed, skipped, reasons = [] }, seconds) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    this.#notes.push(
      `${failed === 0 ? '  ok  ' : 'FAILED'}  ${name}: ${counts}  ${seconds.toFixed(0)} s`,
      ...reasons.map((reason) => `        ${reason}`),
    );
  }

  /** Prints the summary; its last line stands alone: `N passed, N failed`. Sets the exit code. */
  finish() {
    console.log(`\n${this.#notes.join('\n')}\n`);
    console.log(`${this.passed} passed, ${this.failed} failed${this.skipped ? `, ${this.skipped} skipped` : ''}`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** Runs `work` and tells how long it took. [s] */
export async function timed(work) {
  const startedAt = Date.now();
  const value = await work();
  return { value, seconds: (Date.now() - startedAt) / 1000 };
}
