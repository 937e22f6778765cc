import { findingsOf } from '../findings';
import type { Design } from '../schema';

/** For the tests of advice: what is said of a design, `hint no-objectives slos`, and what of one rule only. */
export const advised = (design: Design, code?: string): string[] =>
  findingsOf(design).flatMap((finding) =>
    finding.severity === 'error' || code === undefined || finding.code === code
      ? [`${finding.severity} ${finding.code} ${finding.where}`]
      : [],
  );
