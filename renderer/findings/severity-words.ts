import { IconAlertTriangleFilled, IconBulb, IconCircleXFilled, type TablerIcon } from '@tabler/icons-react';
import type { Severity } from '../../engine/core/problem';

/** A kind of finding in word and shape. */
export const severityWords: Record<Severity, string> = { error: 'Error', warning: 'Warning', hint: 'Hint' };
export const severityIcons: Record<Severity, TablerIcon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, hint: IconBulb };

export const severityColors: Record<Severity, string> = {
  error: 'var(--state-failing)',
  warning: 'var(--state-saturated)',
  hint: 'var(--ink-soft)',
};

/** "2 errors, 1 warning" */
export const countWords = (counts: Readonly<Record<Severity, number>>): string =>
  (['error', 'warning', 'hint'] as const)
    .flatMap((severity) => (counts[severity] > 0 ? [`${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`] : []))
    .join(', ');
