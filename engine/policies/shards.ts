import { finalize } from '../core/finalize';
import { invariant } from '../core/invariant';
import type { ShardsParams } from './store-params';

const GOLDEN = 0x9e3779b9;

/** Which of the shards keeps a thing: 0 … count − 1. @param number which one of its kind it is; below 0 for none @param type its kind */
export function shardOf(number: number, type: number, shards: ShardsParams): number {
  const { by, count } = shards;
  invariant(count >= 1, 'there is at least one shard');
  if (count === 1) return 0;
  if (by === 'hash') {
    const hash = finalize(Math.imul(number | 0, GOLDEN) ^ finalize(type + Math.floor(number / 2 ** 32) + 1));
    return (hash >>> 0) % count;
  }
  if (number < 0) return 0;
  const { splits, keys } = shards;
  if (splits === undefined) return Math.min(count - 1, Math.floor((number * count) / keys));
  let shard = 0;
  while (shard < splits.length && shard < count - 1 && number >= splits[shard]!) shard += 1;
  return shard;
}
