import { nearest } from '../design/nearest';
import { failure, type Problem, type Result, success } from '../core/problem';
import { type Nanos, rps, span } from '../core/units';
import type { RecordedArrivals, Traffic } from '../nodes/definition';
import { isClock, nanosPer, readNumber, TraceClock } from './trace-clock';
import { csvProblem, type CsvReader, readCsv } from './csv-table';

/** What a recording becomes: arrivals one by one, or a rate over time. */
export type RecordedTraffic = RecordedArrivals | Extract<Traffic, { readonly kind: 'open' }>;

/** Longest time since the start of the run, and longest recorded time of a step. [ns] */
const LONGEST = 7 * 86_400e9;
const LONGEST_STEP = 3_600e9;
const LONGEST_NAME = 64;
const MOST_TENANTS = 100;
type TimeUnit = keyof typeof nanosPer;
const plain = ['rate', 'journey', 'entity', 'tenant'] as const;
const timed = /^(.+)_(ns|us|ms|s)$/;

/**
 * Reads a recording from comma-separated values. Columns: when it was (`TraceClock` says how); for a rate over time `rate`, in
 * requests per second; else, all optional, `journey`, `entity`, `tenant`, and recorded times of steps, such as `service_ms`.
 * @param journeys ids that may be named; any when left out
 * @see docs/mechanisms/recorded-traffic.md
 */
export function readTrace(text: string, journeys?: readonly string[]): Result<RecordedTraffic> {
  const table = new TraceTable(journeys);
  const read = readCsv(text, table);
  return read.ok ? success(table.traffic()) : read;
}

interface TimeColumn {
  readonly name: string;
  readonly at: number;
  readonly nanos: number;
  readonly times: (Nanos | null)[];
}

class TraceTable implements CsvReader {
  private readonly times: Nanos[] = [];
  private readonly rates: number[] = [];
  private readonly journeys: string[] = [];
  private readonly entities: number[] = [];
  private readonly tenants: string[] = [];
  private readonly tenantNames = new Set<string>();
  private columns: TimeColumn[] = [];
  private clock: TraceClock | null = null;
  /** Places of the plain columns; -1 for those that are not there. */
  private at = { rate: -1, journey: -1, entity: -1, tenant: -1 };

  constructor(private readonly known: readonly string[] | undefined) {}

  header(names: readonly string[]): readonly Problem[] {
    const problems: Problem[] = [];
    names.forEach((name, at) => {
      if (names.indexOf(name) !== at) problems.push(header(`Two columns are called "${name}".`, 'Rename one of them.'));
      const [, stem = '', unit = 'ns'] = timed.exec(name) ?? [];
      const word = plain.find((one) => one === name);
      if (word) this.at[word] = at;
      else if (isClock(name)) this.clock = new TraceClock(name, at);
      else if (stem === '') problems.push(unknownColumn(name));
      else if (stem.length > LONGEST_NAME)
        problems.push(header(`The name of column ${at + 1} is too long.`, `Use at most ${LONGEST_NAME} letters.`));
      else this.columns.push({ name: stem, at, nanos: nanosPer[unit as TimeUnit], times: [] });
    });
    const clocks = names.filter(isClock);
    if (clocks.length !== 1)
      problems.push(
        header(
          clocks.length === 0 ? 'No column says when.' : `Several columns say when: ${clocks.join(', ')}.`,
          'Name one column time_ms or time_s: the time since the start of the run; or timestamp, in ISO 8601.',
        ),
      );
    if (this.at.rate >= 0 && names.length > 2)
      problems.push(
        header(
          'A table with a rate has columns of single requests too.',
          'Keep time_… and rate for a rate over time; else leave out rate.',
        ),
      );
    return problems;
  }

  row(cells: readonly string[], line: number): Problem | null {
    const cell = cells[this.clock!.at]!;
    const time = this.clock!.read(cell);
    if (time === null) return wrongTime(line, cell);
    if (time > LONGEST) return tooLate(line);
    const before = this.times.at(-1);
    if (before !== undefined && (this.at.rate < 0 ? time < before : time <= before)) return notRising(line);
    this.times.push(span(time));
    if (this.at.rate >= 0) return this.rate(cells[this.at.rate]!, line);
    return this.labels(cells, line) ?? this.steps(cells, line);
  }

  private rate(cell: string, line: number): Problem | null {
    const rate = readNumber(cell, 1, false);
    if (rate === null)
      return csvProblem('trace-not-a-number', line, `"${cell}" is no rate.`, 'Write requests per second, such as 120 or 0.5.');
    this.rates.push(rate);
    return null;
  }

  private labels(cells: readonly string[], line: number): Problem | null {
    const { journey, entity, tenant } = this.at;
    if (journey >= 0) {
      const id = cells[journey]!.trim();
      if (id !== '' && this.known && !this.known.includes(id)) return unknownJourney(line, id, this.known);
      this.journeys.push(id);
    }
    if (entity >= 0) {
      const cell = cells[entity]!.trim();
      const value = cell === '' ? -1 : Number(cell);
      if (!/^\d*$/.test(cell) || value > 1e9)
        return csvProblem(
          'trace-not-a-number',
          line,
          `"${cell}" is no entity.`,
          'Write a whole number from 0 to 1,000,000,000, or nothing.',
        );
      this.entities.push(value);
    }
    return tenant < 0 ? null : this.tenant(cells[tenant]!.trim(), line);
  }

  private tenant(name: string, line: number): Problem | null {
    if (name.length > LONGEST_NAME)
      return csvProblem('trace-name-too-long', line, 'The tenant’s name is too long.', `Use at most ${LONGEST_NAME} letters.`);
    if (name !== '') this.tenantNames.add(name);
    if (this.tenantNames.size > MOST_TENANTS)
      return csvProblem(
        'trace-too-many-tenants',
        line,
        `This is tenant ${MOST_TENANTS + 1}.`,
        `Name the ${MOST_TENANTS} largest, and leave the cell empty for the others.`,
      );
    this.tenants.push(name);
    return null;
  }

  private steps(cells: readonly string[], line: number): Problem | null {
    for (const { name, at, nanos, times } of this.columns) {
      const cell = cells[at]!;
      const time = cell.trim() === '' ? null : readNumber(cell, nanos);
      if (time === null && cell.trim() !== '')
        return csvProblem(
          'trace-not-a-number',
          line,
          `"${cell}" is no time for ${name}.`,
          'Write a number of at least 0, with a point for fractions, or nothing.',
        );
      if (time !== null && time > LONGEST_STEP)
        return csvProblem(
          'trace-step-too-long',
          line,
          `${name} took more than an hour.`,
          'Check the unit at the end of the column’s name.',
        );
      times.push(time === null ? null : span(time));
    }
    return null;
  }

  traffic(): RecordedTraffic {
    const { times, rates, at, columns } = this;
    if (at.rate >= 0) return rateOverTime(times, rates);
    return {
      kind: 'recorded',
      times,
      ...(at.journey >= 0 && { journeys: this.journeys }),
      ...(at.entity >= 0 && { entities: this.entities }),
      ...(at.tenant >= 0 && { tenants: this.tenants }),
      ...(columns.length > 0 && { columns: columns.map(({ name, times: recorded }) => ({ name, times: recorded })) }),
    };
  }
}

/** The mean of the points is the rate, so that the whole curve can be scaled by it. Rates are mostly counts per interval, so each holds until the next. */
function rateOverTime(times: readonly Nanos[], rates: readonly number[]): RecordedTraffic {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const points = times.map((time, i) => ({ at: time, factor: mean > 0 ? rates[i]! / mean : 0 }));
  return { kind: 'open', arrivals: 'poisson', rate: rps(mean), curve: { kind: 'recorded', between: 'steps', points } };
}

const header = (message: string, remedy: string): Problem => csvProblem('trace-columns', 1, message, remedy);

function unknownColumn(name: string): Problem {
  const near = nearest(name, plain);
  const guess = near ? `Did you mean "${near}"? ` : '';
  return header(
    `"${name}" is no column that a recording has.`,
    `${guess}A time says its unit at the end of its name: "${name}_ms" or "${name}_s". The other columns are rate, journey, entity and tenant.`,
  );
}
const wrongTime = (line: number, cell: string): Problem =>
  csvProblem(
    'trace-not-a-number',
    line,
    `"${cell}" is no time.`,
    'Write a number of at least 0, with a point for fractions; in a column timestamp write 2026-03-01T12:00:00.250Z.',
  );
const tooLate = (line: number): Problem =>
  csvProblem(
    'trace-too-late',
    line,
    'The time is more than seven days after the start.',
    'Check the unit. Seconds since 1970 belong into a column epoch_s, which counts from the first row.',
  );
const notRising = (line: number): Problem =>
  csvProblem('trace-not-rising', line, 'The time is not later than that of the line before.', 'Sort the table by time.');

function unknownJourney(line: number, id: string, known: readonly string[]): Problem {
  const near = nearest(id, known);
  const remedy =
    known.length > 0
      ? `${near ? `Did you mean "${near}"? ` : ''}The client has: ${known.join(', ')}.`
      : 'Write the journeys down in the design.';
  return csvProblem('trace-unknown-journey', line, `The client has no journey "${id}".`, remedy);
}

/** Refused: the recording is longer than what may be read. */
export const traceTooBig = (bytes: number): Result<never> =>
  failure({
    code: 'trace-too-big',
    severity: 'error',
    where: 'trace',
    message: `The recording is larger than ${Math.round(bytes / 1e6)} MB.`,
    remedy: 'Take a shorter stretch of it.',
  });
