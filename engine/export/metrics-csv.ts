import { success } from '../core/problem';
import type { RecordedRun } from '../simulate/recorded-run';
import type { RunExporter } from './definition';
import { csvOf } from './table/csv';

/** Every measure of every component, second by second, a line each. */
export const metricsCsv: RunExporter = {
  of: 'run',
  id: 'metrics-csv',
  title: 'Metrics as CSV',
  about: 'Every measure second by second, for spreadsheets, R and pandas',
  extension: 'csv',
  mime: 'text/csv',
  write: (recorded) =>
    success({
      text: csvOf(tableOf(recorded)),
      left: ['Percentiles are those of one second; the mean of many of them is no percentile. The report has those of the whole run.'],
    }),
};

function tableOf({ times, series }: RecordedRun) {
  const lines = series.flatMap(({ subject, of, measure, unit, values }) =>
    values.flatMap((value, i) => (value === null ? [] : [{ time: times[i]!, subject, of, measure, unit, value }])),
  );
  const words = (name: 'of' | 'subject' | 'measure' | 'unit') => ({
    name,
    kind: 'words' as const,
    values: lines.map((line) => line[name]),
  });
  const numbers = (name: string, of: 'time' | 'value') => ({ name, kind: 'number' as const, values: lines.map((line) => line[of]) });
  return {
    columns: [numbers('time_s', 'time'), words('of'), words('subject'), words('measure'), words('unit'), numbers('value', 'value')],
  };
}
