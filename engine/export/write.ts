import type { Result } from '../core/problem';
import type { Design } from '../design/schema';
import { recordRun, type RecordOptions } from '../simulate/recorded-run';
import { run } from '../simulate/run';
import type { Exported, Exporter, ExportOptions } from './definition';

/** Writes a design in a format. Where a run is to be written, it is made first, and takes as long as it takes. */
export function writeIn(exporter: Exporter, design: Design, how: RecordOptions, options: ExportOptions): Result<Exported> {
  switch (exporter.of) {
    case 'design':
      return exporter.write(design, options);
    case 'report': {
      const { requests: _requests, ...alone } = how;
      const report = run(design, alone);
      return report.ok ? exporter.write({ design, report: report.value }, options) : report;
    }
    case 'run': {
      const recorded = recordRun(design, how);
      return recorded.ok ? exporter.write(recorded.value, options) : recorded;
    }
  }
}
