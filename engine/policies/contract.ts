import type { ContractVersion } from './contract-params';

/**
 * What an answer or event of that version holds: the newest entry that is no newer; where all are newer, the oldest.
 * @returns null where nothing is declared
 */
export function fieldsOf(versions: readonly ContractVersion[], version: number): ContractVersion | null {
  let found: ContractVersion | null = null;
  let oldest: ContractVersion | null = null;
  for (const entry of versions) {
    if (entry.version <= version && (found === null || entry.version > found.version)) found = entry;
    if (oldest === null || entry.version < oldest.version) oldest = entry;
  }
  return found ?? oldest;
}

/** Fields that are needed and not there. Nothing lacks where nothing is declared. */
export const lacking = (needs: readonly string[], versions: readonly ContractVersion[], version: number): string[] => {
  const has = fieldsOf(versions, version);
  return has === null ? [] : needs.filter((field) => !has.fields.includes(field));
};
