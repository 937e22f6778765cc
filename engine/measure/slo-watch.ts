import { type BudgetLook, allowedShare, budgetLeft, burnRate, lookAt, misses, objectiveOf, spending } from './error-budget';
import { sloColumns } from './columns';
import type { Mark, SloBlock, SloLine } from './frame';
import { type Slo, journeysOf, sloText } from './slo';
import type { Subjects } from './subjects';

/** Looks kept: an objective is held against the last five seconds. */
const LOOKS = 5;
/** Requests below which five seconds say nothing. */
const ENOUGH = 20;
/** Rows kept for a page that is slow to take them; the oldest are let go. */
const MOST_ROWS = 512;
/** Holds every objective against the last five seconds, once a second: marks where it is missed and met again, and keeps its error budget. */
export class SloWatch {
  private readonly looks: BudgetLook[][];
  private readonly missed: boolean[];
  /** Where the error budget begins: the end of the warm-up. */
  private begun: (BudgetLook | undefined)[];
  private lines: readonly SloLine[];
  private times: number[] = [];
  private rows: number[] = [];

  constructor(private readonly slos: readonly Slo[]) {
    this.looks = slos.map(() => []);
    this.missed = slos.map(() => false);
    this.begun = [];
    this.lines = slos.map((slo) => ({
      id: slo.id,
      text: sloText(slo),
      unit: slo.kind === 'latency' ? 'ms' : 'share',
      objective: objectiveOf(slo),
      allowed: allowedShare(slo),
      measured: Number.NaN,
      missed: false,
      bad: 0,
      counted: 0,
      budgetLeft: Number.NaN,
      burn: Number.NaN,
    }));
  }

  /** The error budget begins anew here. */
  begin(subjects: Subjects): void {
    this.begun = this.slos.map((slo) => lookAt(slo, journeysOf(slo, subjects.journeys)));
  }

  /** To be called once per simulated second. [ns] */
  look(subjects: Subjects, now: number): Mark[] {
    const marks: Mark[] = [];
    this.lines = this.slos.map((slo, i) => {
      const journeys = journeysOf(slo, subjects.journeys);
      const looks = this.looks[i]!;
      const before = looks[0];
      looks.push(lookAt(slo, journeys));
      if (looks.length > LOOKS) looks.shift();
      const all = spending(slo, journeys, this.begun[i]);
      const line = { ...this.lines[i]!, bad: all.bad, counted: all.counted, budgetLeft: budgetLeft(slo, all) };
      const lately = before && spending(slo, journeys, before);
      if (!lately || lately.counted < ENOUGH) return { ...line, measured: Number.NaN, burn: Number.NaN };
      const missed = misses(slo, lately);
      if (missed !== this.missed[i]) {
        marks.push({
          at: now,
          kind: missed ? 'slo-breach' : 'slo-recovered',
          subject: slo.id,
          text: `${sloText(slo)}: ${missed ? 'missed' : 'met again'}`,
        });
      }
      this.missed[i] = missed;
      return { ...line, measured: lately.measured, burn: burnRate(slo, lately), missed };
    });
    this.remember(now);
    return marks;
  }

  /** Where the objectives stand, and the rows since the last call. */
  take(): SloBlock {
    const block = { lines: this.lines, times: Float64Array.from(this.times), values: Float64Array.from(this.rows) };
    this.times = [];
    this.rows = [];
    return block;
  }

  private remember(now: number): void {
    if (this.lines.length === 0) return;
    this.times.push(now);
    for (const line of this.lines) for (const column of sloColumns) this.rows.push(Number(line[column]));
    if (this.times.length <= MOST_ROWS) return;
    this.times.shift();
    this.rows.splice(0, this.lines.length * sloColumns.length);
  }
}
