import { byFindings, byWords, type Criterion, type Judgement } from './criterion';
import type { Told, Truth } from './document';
import { calls, hasBroker, stores } from './parts';

/** How a drawing fares under the prompt's faults: what goes on meanwhile, and whether it is well again afterwards. */
const underFaults: Criterion = {
  id: 'under-faults',
  dimension: 'resilience',
  title: 'Goes on while something fails, and recovers',
  level: 'mid',
  weight: 5,
  mistake: 'One failure takes everything down',
  judge: ({ faults, resolved, prompt }): Judgement | null => {
    if (!resolved || prompt.breaks.length === 0) return null;
    const hit = faults.filter(({ hit: places }) => places.length > 0);
    const stronger = [...hit].toSorted((a, b) => shareOf(a) - shareOf(b))[0]?.happens ?? '';
    if (hit.length === 0) {
      return {
        share: 0,
        evidence: [{ text: 'The drawing has none of the parts that the task breaks.' }],
        stronger: prompt.breaks[0]!.happens,
      };
    }
    return { share: hit.reduce((sum, truth) => sum + shareOf(truth), 0) / hit.length, evidence: hit.flatMap(toldOf), stronger };
  },
};

/** Of what a good design keeps. */
const KEEPS = 0.6;

const shareOf = ({ kept, recovered, bar, well }: Truth): number => KEEPS * reached(kept, bar) + (1 - KEEPS) * reached(recovered, well);

/** Where nobody can keep anything, nothing is asked for. */
const reached = (share: number | null, bar: number): number => (bar < 0.05 ? 1 : Math.min(1, (share ?? 0) / bar));

const toldOf = ({ break: at, title, kept, recovered, first, hit }: Truth): Told[] => [
  {
    text: `${title}: ${percent(kept)} go on being answered in time${first === null ? '' : `; "${first}" fails first`}.`,
    where: hit[0]!,
    measure: { run: `fault ${at}`, path: 'requests.ok', value: kept },
  },
  {
    text: `Ten seconds after it, ${percent(recovered)} are.`,
    measure: { run: `after fault ${at}`, path: 'requests.ok', value: recovered },
  },
];

const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)} %`;

export const resilience: readonly Criterion[] = [
  underFaults,
  byFindings({
    id: 'timeouts',
    dimension: 'resilience',
    title: 'Every wait has an end, and they fall along the chain',
    level: 'junior',
    weight: 2,
    mistake: 'Ignored timeouts',
    codes: ['no-timeout', 'timeout-above-callers', 'timeout-above-deadline', 'timeout-below-answer', 'attempts-outlast-caller'],
    applies: (design) => calls(design).length > 0,
    good: 'Each call has a timeout that fits those around it.',
    stronger: 'Writes down a time budget for each route, and sets timeouts by it.',
  }),
  byFindings({
    id: 'guards',
    dimension: 'resilience',
    title: 'Third parties and slow callees are guarded',
    level: 'mid',
    weight: 2,
    mistake: 'No breaker or bulkhead around what is not yours',
    codes: [
      'third-party-unguarded',
      'breaker-never-trips',
      'breaker-sees-too-few-calls',
      'breaker-blind-to-slowness',
      'no-slow-calls',
      'bulkhead-never-full',
      'bulkhead-above-callee',
    ],
    applies: ({ nodes, links }) =>
      nodes.some(({ kind }) => kind === 'external') ||
      links.some(({ policy }) => policy.breaker !== undefined || policy.bulkhead !== undefined),
    good: 'Breakers and bulkheads stand where they can help.',
    stronger: 'Puts timeout, breaker and bulkhead around each third party.',
  }),
  byFindings({
    id: 'retries',
    dimension: 'resilience',
    title: 'Retries with jitter and a budget',
    level: 'mid',
    weight: 1,
    mistake: 'Retries without bounds',
    codes: ['retry-without-budget', 'retry-without-jitter', 'retries-multiply', 'hedge-after-timeout', 'wait-above-cap'],
    applies: ({ links }) => links.some(({ policy }) => policy.retry !== undefined || policy.hedge !== undefined),
    good: 'Retries are bounded and spread.',
    stronger: 'Retries at one hop, with jitter and a budget.',
  }),
  byFindings({
    id: 'dead-letters',
    dimension: 'resilience',
    title: 'What cannot be done is kept aside',
    level: 'mid',
    weight: 1,
    mistake: 'No dead letters',
    codes: ['queue-without-dead-letters', 'dead-letter-loop', 'poison-loops', 'record-blocks-partition'],
    applies: hasBroker,
    good: 'A message that cannot be handled does not block the others, and is not lost.',
    stronger: 'Gives up after a few deliveries, and keeps the message as a dead letter.',
  }),
  byFindings({
    id: 'bounds',
    dimension: 'resilience',
    title: 'Every waiting line has an end',
    level: 'senior',
    weight: 1,
    mistake: 'Queues without a bound',
    codes: ['queue-without-limit', 'queue-without-bound', 'queue-outlasts-callers', 'limit-below-load', 'cache-hides-load'],
    applies: (design) => calls(design).length > 0 || hasBroker(design),
    good: 'Waiting lines are bounded by what callers wait.',
    stronger: 'Refuses early what cannot be served in time.',
  }),
  byFindings({
    id: 'copies',
    dimension: 'resilience',
    title: 'Nothing runs only once',
    level: 'junior',
    weight: 1,
    mistake: 'A single point of failure',
    codes: [
      'single-replica',
      'store-with-one-copy',
      'primary-without-failover',
      'failover-loses-writes',
      'log-with-one-copy',
      'replicas-in-one-zone',
      'quorum-above-copies',
    ],
    applies: (design) => calls(design).length > 0 || stores(design).length > 0,
    good: 'Each part that answers has a second one.',
    stronger: 'Gives each part a second replica, and each store a copy that can take over.',
  }),
  byWords('resilience', 3),
];
