import type { Problem } from '../core/problem';
import type { DesignIgnored } from './schema';

/** Whether a design lets a finding be: its code, at its place or at what that lies in. */
export const matches = ({ code, place }: DesignIgnored, finding: Pick<Problem, 'code' | 'where'>): boolean =>
  code === finding.code && (finding.where === place || finding.where.startsWith(`${place}.`));

/** Findings with the reason where the design lets them be. Errors stay errors: they do not run, whatever is said of them. */
export function withReasons(findings: readonly Problem[], ignored: readonly DesignIgnored[]): readonly Problem[] {
  if (ignored.length === 0) return findings;
  return findings.map((finding) => {
    const entry = finding.severity === 'error' ? undefined : ignored.find((one) => matches(one, finding));
    return entry ? { ...finding, ignored: entry.reason } : finding;
  });
}
