import { z } from 'zod';
import { zDistribution } from '../../core/distribution';
import { zCount, zDuration, zFactor, zRate } from '../../core/fields';
import { zCurve } from './curve';

const zAnyCurve = () => zCurve.prefault({ kind: 'constant' }).describe('How the rate changes over time.');
const mostArrivals = 20_000;

/** Requests at times that were recorded. Lists beside `times` are as long as it, one entry a request. */
const zRecorded = z
  .strictObject({
    kind: z.literal('recorded'),
    times: z
      .array(zDuration({ max: '7d' }))
      .min(1)
      .max(mostArrivals)
      .describe('When each request is sent, since the start of the run; times may not fall.'),
    journeys: z
      .array(z.string().max(64))
      .max(mostArrivals)
      .optional()
      .describe('Journey of each request, by id. Left out: drawn by weight, as for other traffic.'),
    entities: z
      .array(zCount('entity', -1, 1_000_000_000))
      .max(mostArrivals)
      .optional()
      .describe('Number of the thing that each request is about, -1 for none. Left out: as `entities` of the client says.'),
    tenants: z
      .array(z.string().max(64))
      .max(mostArrivals)
      .optional()
      .describe('Tenant of each request, by name. Left out: as `tenants` of the client says.'),
    columns: z
      .array(
        z.strictObject({
          name: z
            .string()
            .min(1)
            .max(64)
            .describe(
              'What steps call it by. Named like a node, it is the work of that node; with ".2" at its end it is for the second attempt.',
            ),
          times: z
            .array(zDuration({ max: '1h' }).nullable())
            .max(mostArrivals)
            .describe('How long it took for each request; null where it was not recorded.'),
        }),
      )
      .max(64)
      .optional()
      .describe('Recorded times of steps. None when left out: times are drawn.'),
    repeatEvery: zDuration({ min: '1ms', max: '7d' }).optional().describe('Starts over after this long; plays once when left out.'),
  })
  .meta({ title: 'Recorded arrivals' });

/** Who sends requests, and when. */
export const zTraffic = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('open'),
      arrivals: z
        .enum(['poisson', 'constant'])
        .default('poisson')
        .describe('Poisson: independent users, random gaps. Constant: equal gaps.'),
      rate: zRate(0, 100_000).prefault(100).describe('Requests per second, before the curve.'),
      curve: zAnyCurve(),
    })
    .meta({ title: 'Open stream' }),
  z
    .strictObject({
      kind: z.literal('bursty'),
      rate: zRate(0, 100_000).prefault(50).describe('Requests per second while it is calm, before the curve.'),
      factor: zFactor(0, 1000).default(5).describe('Multiple of the rate in a burst.'),
      calm: zDuration({ min: '1ms', max: '1d' }).prefault('9s').describe('Mean time between two bursts; each time is random.'),
      burst: zDuration({ min: '1ms', max: '1d' }).prefault('1s').describe('Mean length of a burst; each length is random.'),
      curve: zAnyCurve(),
    })
    .meta({ title: 'Bursty stream' }),
  z
    .strictObject({
      kind: z.literal('closed'),
      users: zCount('users', 1, 100_000).default(50).describe('Users, each with at most one request in flight.'),
      thinkTime: zDistribution
        .prefault({ kind: 'exponential', mean: '1s' })
        .describe('Pause between an answer and the user’s next request.'),
    })
    .meta({ title: 'Fixed users' }),
  zRecorded,
]);
