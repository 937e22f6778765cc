import { type Result, success } from '../../core/problem';
import { sharedCrew } from '../../what-if/crew';
import type { HiredCrew } from '../io';
import { connect } from './connect';
import { engineId } from './engine-id';
import type { Say } from './queued-runs';
import { PASSWORD_VARIABLE, redisAddress, shownAddress } from './redis-url';
import type { Host } from './serve';

/** Runs in the queue at a time, those included whose turn has not come: enough for some hundred workers, and some megabytes of designs. */
const WIDTH = 1_000;

/** A crew of whoever works for this queue. */
export async function hireQueue(url: string, { version, filename }: Host, say: Say): Promise<Result<HiredCrew>> {
  const address = redisAddress(url, process.env[PASSWORD_VARIABLE]);
  if (!address.ok) return address;
  const redis = await connect(address.value);
  if (!redis.ok) return redis;
  const { QueuedRuns } = await import('./queued-runs');
  const runs = new QueuedRuns(redis.value, engineId(version, filename), shownAddress(address.value), say);
  return success({ run: sharedCrew(runs.work, WIDTH), dismiss: () => runs.dismiss() });
}
