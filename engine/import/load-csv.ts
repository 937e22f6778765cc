import { success } from '../core/problem';
import { designFromSketch } from './design-from-sketch';
import { designTraffic } from './design-traffic';
import type { Importer } from './definition';
import { counted, notesOf } from './note-taker';
import { readTrace } from './trace';
import { isClock } from './trace-clock';

const fields = (line: string): string[] =>
  line
    .slice(0, 2000)
    .split(',')
    .map((cell) => cell.trim().replaceAll('"', ''));

/** Recorded load as a table: a rate over time, or arrivals one by one. @see docs/mechanisms/recorded-traffic.md */
export const loadCsv: Importer = {
  id: 'load-csv',
  title: 'Load as CSV',
  about: 'Clients that send as was recorded: a rate over time, or every request on its own',
  extensions: ['csv'],
  detects: (text, fileName) => {
    const [header = ''] = text.slice(0, 4000).split(/\r?\n/, 1);
    return fields(header).some(isClock) && (/\.csv$/i.test(fileName) || header.includes(','));
  },
  read: (text, { fileName }) => {
    const notes = notesOf();
    const recorded = readTrace(text);
    if (!recorded.ok) return recorded;
    const traffic = designTraffic(recorded.value);
    if (!traffic.ok) return traffic;
    const { value } = traffic;
    // Names of journeys and steps mean something in the system that was recorded, and that is not here.
    const plain =
      value.kind === 'recorded'
        ? {
            kind: value.kind,
            times: value.times,
            ...(value.entities && { entities: value.entities }),
            ...(value.tenants && { tenants: value.tenants }),
          }
        : value;
    if (value.kind === 'recorded' && value.journeys)
      notes.missing(
        'Which journey each request was: this design has one. Replay the table on a design that has them: faultline run FILE --trace.',
      );
    if (value.kind === 'recorded' && value.columns)
      notes.missing(`Recorded times of ${counted(value.columns.length, 'step')}: this design has no steps that they belong to.`);
    notes.inferred(
      value.kind === 'recorded'
        ? `${counted(value.times.length, 'request')}, each at its recorded time.`
        : 'The rate of the clients over time.',
    );
    notes.missing('What the clients ask: “System under test” stands for it. Copy the clients to a design that has the system.');
    const made = designFromSketch(
      {
        name: null,
        parts: [
          { key: 'clients', name: 'Recorded clients', kind: 'client', params: { traffic: plain } },
          { key: 'system', name: 'System under test', kind: 'service' },
        ],
        links: [{ from: 'clients', to: 'system', protocol: 'rest' }],
      },
      fileName,
      notes,
    );
    if (!made.ok) return made;
    return success({ ...made.value, design: { ...made.value.design, run: { duration: `${endOf(value)}s`, warmup: '0s' } } });
  },
};

type Traffic = Extract<ReturnType<typeof designTraffic>, { ok: true }>['value'];

/** Time that the recording covers, a second more for what came last. [s] */
function endOf(traffic: Traffic): number {
  const last =
    traffic.kind === 'recorded'
      ? traffic.times.at(-1)
      : traffic.kind === 'open' && traffic.curve?.kind === 'recorded'
        ? traffic.curve.points.at(-1)?.at
        : 60_000;
  return Math.min(7 * 86_400, Math.ceil(Number(last ?? 0) / 1000) + 1);
}
