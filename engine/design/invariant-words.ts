import { businessInvariantText, zBusinessInvariant } from '../policies/business-invariants';
import type { DesignInvariant } from './schema';

/** A claim over the ledger in words, as the design file has it; '' for one that cannot be read yet. */
export function invariantWords(invariant: DesignInvariant): string {
  const parsed = zBusinessInvariant.safeParse(invariant);
  return parsed.success ? businessInvariantText(parsed.data) : '';
}
