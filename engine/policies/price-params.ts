import { z } from 'zod';

/** An amount of money, in the design's currency. */
const zPrice = (per: string) =>
  z
    .number()
    .min(0)
    .max(1_000_000)
    .default(0)
    .meta({ unit: `per ${per}` });

/** What a node costs. */
export const zNodePrices = z
  .strictObject({
    replicaHour: zPrice('hour').describe('One replica for an hour; for a queue, topic or log the whole of it.'),
    millionCalls: zPrice('million').describe('A million calls that arrive, or messages.'),
    gigabyte: zPrice('GB').describe('A gigabyte that it sends: its calls, messages and answers, headers included.'),
    partitionHour: zPrice('hour').describe('One partition of a log for an hour.'),
  })
  .meta({ title: 'Prices' });

/** What the design as a whole says of money. */
export const zPrices = z
  .strictObject({
    currency: z.string().min(1).max(8).default('USD').describe('Unit of all prices. Only shown; nothing is converted.'),
    crossZoneGigabyte: zPrice('GB').describe('A gigabyte from one zone of a region to another.'),
    crossRegionGigabyte: zPrice('GB').describe('A gigabyte from one region to another.'),
  })
  .meta({ title: 'Prices' });

export type NodePrices = z.output<typeof zNodePrices>;
export type Prices = z.output<typeof zPrices>;
