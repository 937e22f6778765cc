import { expect, test } from 'vitest';
import { CROSS_REGION, CROSS_ZONE, distanceOf, latencyBetween, SAME_ZONE, zZone, zZoneLatency } from './zones';

const zone = (id: string, region: string) => zZone.parse({ id, region });
const [a, b, far] = [zone('eu-1a', 'eu'), zone('eu-1b', 'eu'), zone('us-1a', 'us')];

test('zones are the same, of one region, or of two', () => {
  expect([distanceOf(a, a), distanceOf(a, b), distanceOf(a, far)]).toEqual([SAME_ZONE, CROSS_ZONE, CROSS_REGION]);
});

test('latency goes by distance, unless the pair has its own; a pair of zones goes before one of regions', () => {
  const plain = zZoneLatency.parse({ sameZone: '100us', crossZone: '1ms', crossRegion: '40ms' });
  expect([latencyBetween(a, a, plain), latencyBetween(b, a, plain), latencyBetween(a, far, plain)]).toEqual([100e3, 1e6, 40e6]);
  const paired = zZoneLatency.parse({
    pairs: [
      { one: 'us', other: 'eu', latency: '45ms' },
      { one: 'eu-1b', other: 'us-1a', latency: '50ms' },
      { one: 'eu', other: 'eu', latency: '2ms' },
    ],
  });
  expect([latencyBetween(a, far, paired), latencyBetween(far, b, paired)]).toEqual([45e6, 50e6]);
  // Within a region the pair of the region with itself counts between its zones, not within one.
  expect([latencyBetween(a, b, paired), latencyBetween(a, a, paired)]).toEqual([2e6, 0]);
});
