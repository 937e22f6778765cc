import { z } from 'zod';
import { zDuration, zZoneId } from '../core/fields';

/** A place where replicas run, and the region that it is in. */
export const zZone = z
  .strictObject({
    id: zZoneId().describe('Name in this file: "eu-1a".'),
    region: zZoneId().default('main').describe('Region that it is in; zones of one region are near each other.'),
  })
  .meta({ title: 'Zone' });

export const zZoneLatency = z
  .strictObject({
    sameZone: zDuration({ max: '10s' }).prefault('0ms').describe('Added to each trip within a zone.'),
    crossZone: zDuration({ max: '10s' }).prefault('500us').describe('Added to each trip between two zones of one region.'),
    crossRegion: zDuration({ max: '10s' }).prefault('35ms').describe('Added to each trip between two regions.'),
    pairs: z
      .array(
        z.strictObject({
          one: zZoneId().describe('A zone or region.'),
          other: zZoneId().describe('Another, or the same.'),
          latency: zDuration({ max: '10s' }).prefault('10ms').describe('Added to each trip between the two, in both directions.'),
        }),
      )
      .max(1000)
      .prefault([])
      .describe('Pairs with a latency of their own. A pair of zones goes before a pair of regions.'),
  })
  .meta({ title: 'Latency between zones' });

type Zone = z.output<typeof zZone>;
type ZoneLatency = z.output<typeof zZoneLatency>;

export const SAME_ZONE = 0;
export const CROSS_ZONE = 1;
export const CROSS_REGION = 2;
export type Distance = typeof SAME_ZONE | typeof CROSS_ZONE | typeof CROSS_REGION;

/** How far apart two zones are. */
export const distanceOf = (one: Zone, other: Zone): Distance =>
  one.id === other.id ? SAME_ZONE : one.region === other.region ? CROSS_ZONE : CROSS_REGION;

/** What a trip between two zones takes on top of its link's latency, the same in both directions. [ns] */
export function latencyBetween(one: Zone, other: Zone, latency: ZoneLatency): number {
  const pair = (a: string, b: string) => latency.pairs.find((p) => (p.one === a && p.other === b) || (p.one === b && p.other === a));
  const own = pair(one.id, other.id) ?? (one.id === other.id ? undefined : pair(one.region, other.region));
  if (own !== undefined) return own.latency;
  return [latency.sameZone, latency.crossZone, latency.crossRegion][distanceOf(one, other)]!;
}
