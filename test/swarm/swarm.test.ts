import { describe, expect, test } from 'vitest';
import { zReport } from '../../engine/measure/report';
import { pinnedSeeds, swarmDigests } from './digests';
import { Drive, reportOf } from './drive';
import { swarmDesign } from './swarm-design';

const SEEDS = 300;
/** Simulations that one case may take: 20 times the most that has been seen. */
const MOST_EVENTS = 20_000_000;
const CHUNK = 20;

// Others than the first 300, `from-to`: npm run swarm:long asks for 2,000. To look at one case alone: FAULTLINE_SWARM_SEEDS=17-17
const [from = 1, to = SEEDS] = (process.env['FAULTLINE_SWARM_SEEDS'] ?? '').split('-').filter(Boolean).map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i);
const chunks = Array.from({ length: Math.ceil(seeds.length / CHUNK) }, (_, i) => seeds.slice(i * CHUNK, (i + 1) * CHUNK));

/**
 * Method: the seed draws design, traffic, policies, faults and changes. The case runs twice as the command line runs it, and once in steps
 * of random length, looked at after each; then its traffic and faults are turned off and it runs until nothing is left to happen.
 */
function mistakesOf(seed: number): string[] {
  const swarm = swarmDesign(seed);
  const first = reportOf(swarm);
  const second = reportOf(swarm);
  const drive = new Drive(swarm).whole();
  const wrong = [...drive.wrong];
  if (JSON.stringify(first) !== JSON.stringify(second)) wrong.push('two runs of the same give different reports');
  if (drive.digestAtEnd !== first.digest) wrong.push(`in steps the digest is ${drive.digestAtEnd}, in one go ${first.digest}`);
  if (first.events > MOST_EVENTS) wrong.push(`${first.events} events`);
  const parsed = zReport.safeParse(JSON.parse(JSON.stringify(first)));
  if (!parsed.success) wrong.push(`the report is not one: ${parsed.error.message}`);
  const { requests, nodes } = first.conservation;
  for (const { arrived, completed, failed, inFlight } of [requests, ...nodes])
    if (arrived !== completed + failed + inFlight) wrong.push('the report does not conserve');
  return wrong.map((mistake) => `seed ${seed}: ${mistake}`);
}

/** A case that throws must say which one it was, too. */
function caught(seed: number): string[] {
  try {
    return mistakesOf(seed);
  } catch (error) {
    return [`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

describe('swarm: nothing is lost or invented, everything ends, and the same is the same', () => {
  test.each(chunks.map((chunk) => ({ from: chunk[0], to: chunk.at(-1), chunk })))(
    'seeds $from to $to',
    { timeout: 120_000 },
    async ({ chunk }) => {
      const wrong: string[] = [];
      for (const seed of chunk) {
        const mistakes = caught(seed);
        if (mistakes.length > 0)
          wrong.push(...mistakes, `to see it: FAULTLINE_SWARM_SEEDS=${seed}-${seed} npx vitest run test/swarm -t seeds`);
        // A test runner that hears nothing for a minute takes its worker for dead.
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(wrong).toEqual([]);
    },
  );

  test('the swarm draws all there is', () => {
    const text = Array.from({ length: 120 }, (_, i) => JSON.stringify(swarmDesign(i + 1))).join('');
    const words = [
      'client',
      'bursty',
      'recorded',
      'step',
      'zipf',
      'tenants',
      'gateway',
      'service',
      'database',
      'cache',
      'external',
      'queue',
      'topic',
      'work',
      'wait',
      'call',
      'publish',
      'parallel',
      'choose',
      'try',
    ];
    const policies = [
      'consecutive',
      'count-window',
      'time-window',
      'bulkhead',
      'fallback',
      'budget',
      'cancelOnTimeout',
      'deadline',
      'rateLimit',
      'stepped-token-bucket',
      'windowed-token-bucket',
      'gcra',
      'leaky-bucket',
      'fixed-window',
      'sliding-log',
      'sliding-counter',
      'each-replica',
      'whenDown',
      'loss',
    ];
    const changes = [
      'inject',
      'heal',
      'add-node',
      'remove-node',
      'replace-node',
      'add-link',
      'remove-link',
      'replace-link',
      'set-faults',
      'set-journeys',
      'replace-design',
    ];
    const others = [
      'ramp',
      'spike',
      'daily',
      'closed',
      'fan-out',
      'compete',
      'lifo',
      'priority',
      'codel',
      'adaptive-lifo',
      'processor-sharing',
      'maxQueueWait',
      'blocking',
      'async',
      'replica-crash',
      'partition',
      'traffic-surge',
      'log',
      'broker-loss',
      'consumer-pause',
      'rebalance-storm',
      'replay',
      'cooperative-sticky',
      'slow-down',
      'error-rate',
      'added-latency',
      'weighted',
      'power-of-choices',
      'consistent-hashing',
      'function',
      'startup',
      'warmUp',
      'pauses',
      'healthCheck',
      'outlierEjection',
      'autoscaling',
      'cache-flush',
      'hot-key',
      'behind',
      'singleFlight',
      'negativeTtl',
      'sampled-lfu',
      'cdn',
      'object-store',
      'search-index',
      'read',
      'key-value',
      'sloppy',
      'readRepair',
      'write',
      'semi-sync',
      'independent',
      'nearest',
      'failover',
      'range',
      'splits',
      'rowLocks',
      'own-writes',
      'primary-failure',
      'shard-loss',
      'replica-lag',
      'slow-disk',
      'pool-exhaustion',
      'memory-leak',
      'consumer',
      'drop-head',
      'reject-publish-dlx',
      'position',
      'reject',
      'ttl',
      'consumerTimeout',
      'durable',
      'filters',
      'confirm',
      'consumer-pause',
      'broker-loss',
      'poison-message',
      'duplicate-delivery',
      'event-loss',
      'reordering',
    ];
    expect([...words, ...policies, ...changes, ...others].filter((word) => !text.includes(`"${word}"`))).toEqual([]);
  });

  // Where the engine has changed on purpose: npx vitest run test/swarm --update
  test('digests are what they were, and what Chromium finds (test/e2e/digest.web.spec.ts)', async () => {
    const digests = swarmDigests(pinnedSeeds);
    expect(new Set(Object.values(digests)).size).toBe(pinnedSeeds.length);
    await expect(`${JSON.stringify(digests, null, 2)}\n`).toMatchFileSnapshot('digests.json');
  });
});
