import Papa from 'papaparse';
import { failure, type Problem, type Result, success } from '../core/problem';

/** Bounds on a recording from outside. */
export const traceLimits = { bytes: 100_000_000, rows: 1_000_000, columns: 64, problems: 20 } as const;

/** Hears the rows of a table one by one, so that a long one is never held as text. */
export interface CsvReader {
  /** @returns what is wrong with the names of the columns */
  header(names: readonly string[]): readonly Problem[];
  /** @returns what is wrong with a row that has a cell for each column */
  row(cells: readonly string[], line: number): Problem | null;
}

/**
 * Reads comma-separated values (RFC 4180) strictly: a header, then rows with a cell for each column. Blank lines are passed over.
 * @returns the number of rows, or the first problems, each with its line
 */
export function readCsv(text: string, reader: CsvReader): Result<number> {
  const problems: Problem[] = [];
  let line = 0;
  let rows = 0;
  let columns = 0;
  Papa.parse<string[]>(text, {
    delimiter: ',',
    step: ({ data: cells, errors }, parser) => {
      line += 1;
      const here = line;
      for (const cell of cells) line += newlines(cell);
      if (errors.length > 0) problems.push(wrongQuotes(here));
      else if (cells.length > 1 || cells[0]!.trim() !== '') {
        if (columns === 0) {
          columns = cells.length;
          problems.push(...headerProblems(cells, reader));
          if (problems.length > 0) parser.abort();
        } else if (cells.length !== columns) problems.push(uneven(here, cells.length, columns));
        else {
          rows += 1;
          const problem = rows > traceLimits.rows ? tooManyRows() : reader.row(cells, here);
          if (problem) problems.push(problem);
          if (rows > traceLimits.rows) parser.abort();
        }
      }
      if (problems.length >= traceLimits.problems) parser.abort();
    },
  });
  if (problems.length > 0) return failure(...problems);
  if (rows === 0) return failure(empty());
  return success(rows);
}

function newlines(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function headerProblems(names: readonly string[], reader: CsvReader): readonly Problem[] {
  if (names.length > traceLimits.columns) {
    const message = `The table has ${names.length} columns; it may have ${traceLimits.columns}.`;
    return [csvProblem('trace-too-wide', 1, message, 'Leave out the columns that no step uses.')];
  }
  if (names.length === 1 && /[;\t]/.test(names[0]!)) {
    const message = 'The columns are not separated by commas.';
    return [csvProblem('trace-not-commas', 1, message, 'Save the table as comma-separated values, with a point in numbers: 1.5.')];
  }
  return reader.header(names.map((name) => name.trim()));
}

/** A problem in a line of the table, the header being line 1. */
export const csvProblem = (code: string, line: number, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: `trace line ${line}`,
  message,
  remedy,
});

const wrongQuotes = (line: number): Problem =>
  csvProblem(
    'trace-quotes',
    line,
    'Quotation marks do not match.',
    'Put a text that holds a comma or a quotation mark in "…", and double the marks inside.',
  );
const uneven = (line: number, cells: number, columns: number): Problem =>
  csvProblem(
    'trace-uneven',
    line,
    `The line has ${cells} cells, the header ${columns}.`,
    'Give each line one cell for each column; a cell may be empty.',
  );
const tooManyRows = (): Problem =>
  csvProblem(
    'trace-too-long',
    traceLimits.rows + 1,
    `The table has more than ${traceLimits.rows.toLocaleString('en')} rows.`,
    'Take a shorter stretch of the recording.',
  );
const empty = (): Problem =>
  csvProblem(
    'trace-empty',
    1,
    'The table has no rows.',
    'The first line names the columns, such as time_ms; each further line is one request.',
  );
