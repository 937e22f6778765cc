import type { Problem, Result } from '../core/problem';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import type { RecordedRun } from '../simulate/recorded-run';
import type { ChaosShown } from './html/pages/chaos';
import type { PictureOptions } from './picture/picture';

/** What a file of another format came to be. */
export interface Exported {
  readonly text: string;
  /** What of this design the format cannot say, in whole sentences; empty when nothing is lost. */
  readonly left: readonly string[];
}

/** Requests whose traces are written where nobody says how many: enough to look at, and few enough for a file that others open. */
export const USUAL_REQUESTS = 1000;
/** Enough for a design to be read out of the traces again whose slowest requests are known to some per cent. */
export const MANY_REQUESTS = 20_000;

export interface ExportOptions extends PictureOptions {
  /** Journey that a sequence diagram is about; the first one when left out. */
  readonly journey?: string;
  /** What faults do to the design, for documents that tell risks; left out of them when left out. */
  readonly chaos?: ChaosShown;
  /** Of a studio on the web, which a link leads to. */
  readonly address?: string;
}

interface Format {
  /** Name on the command line. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it is good for. */
  readonly about: string;
  /** Of files, without the dot. */
  readonly extension: string;
  readonly mime: string;
}

/** A format that designs are written in. */
export interface DesignExporter extends Format {
  readonly of: 'design';
  /** What is wrong in a design does not stop it: a drawing with a mistake is still a drawing. It fails only where there is nothing to write. */
  readonly write: (design: Design, options: ExportOptions) => Result<Exported>;
}

/** A format that runs are written in. */
export interface RunExporter extends Format {
  readonly of: 'run';
  /** Whether it may hold more requests than usual, if somebody wants so many. */
  readonly anyNumber?: true;
  readonly write: (recorded: RecordedRun, options: ExportOptions) => Result<Exported>;
}

/** A design and the account of a run of it. */
export interface ReportedRun {
  readonly design: Design;
  readonly report: Report;
}

/** A format for which the account of a run is enough. */
export interface ReportExporter extends Format {
  readonly of: 'report';
  readonly write: (run: ReportedRun, options: ExportOptions) => Result<Exported>;
}

export type Exporter = DesignExporter | RunExporter | ReportExporter;

export const nothingToWrite = (message: string, remedy: string, where = 'journeys'): Problem => ({
  code: 'nothing-to-write',
  severity: 'error',
  where,
  message,
  remedy,
});
