import type { Problem } from '../core/problem';
import { hint } from './checks/check';
import { matches } from './ignored';
import type { DesignIgnored } from './schema';

/** Entries that let be what is no longer there: they would hide it, should it return. */
export const staleEntries = (ignored: readonly DesignIgnored[], findings: readonly Problem[]): readonly Problem[] =>
  ignored.flatMap((entry, i) =>
    findings.some((finding) => matches(entry, finding))
      ? []
      : [
          hint({
            code: 'ignored-nothing',
            where: `ignored.${i}`,
            message: `The design lets "${entry.code}" at ${entry.place} be, and there is no such finding any more.`,
            remedy: 'Remove the entry.',
          }),
        ],
  );
