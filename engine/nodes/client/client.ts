import { z } from 'zod';
import { zCount, zFactor } from '../../core/fields';
import { defineNode } from '../definition';
import { zTraffic } from './traffic';

const zEntityCount = () => zCount('entities', 1, 1_000_000_000).default(10_000).describe('How many there are.');

const zEntities = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uniform'), count: zEntityCount() }).meta({ title: 'All alike' }),
  z
    .strictObject({
      kind: z.literal('zipf'),
      count: zEntityCount(),
      skew: zFactor(0, 5)
        .default(1)
        .describe(
          'How much more popular the first ones are: number k is asked for in proportion to 1 / k to this power. 0 makes all alike.',
        ),
    })
    .meta({ title: 'Few popular ones (Zipf)' }),
]);

const zTenant = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'A tenant’s name is 1 to 64 letters, digits and . _ -.' })
    .describe('Name of the tenant; the same name at two clients is the same tenant.'),
  share: zFactor(0, 1_000_000).default(1).describe('Share of the client’s traffic, against its other tenants.'),
});

export const client = defineNode({
  kind: 'client',
  title: 'Clients',
  group: 'traffic',
  role: 'source',
  description: 'Users or programs that send requests: an open stream at a rate, or a fixed number of users who wait and think.',
  alsoCalled: 'users browser app mobile load traffic',
  params: z.strictObject({
    traffic: zTraffic.prefault({ kind: 'open' }).describe('Who sends requests, and when.'),
    entities: zEntities
      .optional()
      .describe('The things that requests are about, such as orders or products: keys for caches, limits and shards. None when left out.'),
    tenants: z
      .array(zTenant)
      .min(1)
      .max(100)
      .optional()
      .describe('Customers who share the system, each counted apart. All requests are of nobody in particular when left out.'),
  }),
  model: ({ traffic, entities, tenants }) => ({ role: 'source', traffic, entities: entities ?? null, tenants: tenants ?? [] }),
});
