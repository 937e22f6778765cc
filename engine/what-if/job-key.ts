import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Name of a job: the same for the same design, options, task and engine, on every machine, so that a result is stored and counted once.
 * @param job plain data; the order of an object's fields does not matter
 * @param version of the engine: another one may give another result
 * @returns 64 hexadecimal digits (SHA-256)
 */
export const jobKey = (task: string, job: object, version: string): string => digestOf({ task, job, version });

/** Name of a design, or of any plain data, by what is in it. */
export const digestOf = (data: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(data))));

/** JSON whose fields stand in the order of their names; what is undefined is left out. A map is written as its entries. */
function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
