import { finalize } from '../../core/finalize';

/** Whether a key is among the share for which there is nothing to find: always the same ones. */
export const isAbsent = (key: number, share: number): boolean => share > 0 && finalize(key ^ 0x5bd1e995) >>> 0 < share * 2 ** 32;
