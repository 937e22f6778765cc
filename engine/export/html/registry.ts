import type { Design } from '../../design/schema';
import { type Page, pageHtml } from './page';
import { anythingPage } from './pages/anything';
import { chaosPage } from './pages/chaos';
import { comparisonPage } from './pages/comparison';
import { critiquePage } from './pages/critique';
import { kneePage } from './pages/knee';
import { metastabilityPage } from './pages/metastability';
import { replicationsPage } from './pages/replications';
import { reportPage } from './pages/report';
import { sweepPage } from './pages/sweep';
import { tornadoPage } from './pages/tornado';

/** The page of each document, by its format. */
export const pages = {
  'faultline-report-1': reportPage,
  'faultline-replications-2': replicationsPage,
  'faultline-compare-1': comparisonPage,
  'faultline-sweep-1': sweepPage,
  'faultline-tornado-1': tornadoPage,
  'faultline-knee-1': kneePage,
  'faultline-chaos-1': chaosPage,
  'faultline-metastability-1': metastabilityPage,
  'faultline-critique-1': critiquePage,
} as const;

/** A document that tells what it is. */
export interface Document {
  readonly format: string;
}

/**
 * A self-contained report of any document that the command line answers with: no script, nothing loaded, every text escaped.
 * @param design whose diagram stands in it; null for none
 */
export function htmlReport(document: Document, design: Design | null, version: string): string {
  const make = (pages as Readonly<Record<string, unknown>>)[document.format] as ((of: Document, design: Design | null) => Page) | undefined;
  return pageHtml(make ? make(document, design) : anythingPage({ ...document }), version);
}
