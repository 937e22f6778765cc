import { z } from 'zod';
import type { NodePrices, Prices } from '../policies/price-params';
import type { Report } from './report';

const HOUR = 3600;

/** What a run costs per hour, by what has a price. */
export const zCost = z
  .strictObject({
    currency: z.string(),
    perHour: z.number().describe('At the pace of the account.'),
    perDay: z.number().describe('24 times that.'),
    perThousandRequests: z
      .number()
      .nullable()
      .describe('Per thousand requests answered within their deadline; null where there were none.'),
    parts: z
      .array(
        z.strictObject({
          id: z.string().describe('Node, or where the traffic between zones goes: cross-zone, cross-region.'),
          replicas: z.number().describe('Per hour.'),
          calls: z.number().describe('Per hour.'),
          traffic: z.number().describe('Per hour.'),
          partitions: z.number().describe('Per hour.'),
        }),
      )
      .describe('What costs anything, the dearest first.'),
  })
  .describe('From the prices that the design states; null where it states none.');
export type Cost = z.infer<typeof zCost>;

/** The prices of a design. */
export interface PriceList extends Prices {
  readonly nodes: ReadonlyMap<string, NodePrices & { readonly partitions: number }>;
}

type Account = Pick<Report, 'nodes' | 'links'> & { readonly requests: { readonly goodput: number } };
type Part = Cost['parts'][number];

/**
 * What it costs to run as it ran.
 * @param measured time of the account [s]
 */
export function costOf(prices: PriceList | null, { nodes, links, requests }: Account, measured: number): Cost | null {
  if (prices === null || measured <= 0) return null;
  /** A gigabyte is 10⁹ bytes. */
  const perHour = (bytes: number, gigabyte: number): number => (bytes / measured) * (HOUR / 1e9) * gigabyte;
  const parts = nodes.flatMap((node): Part[] => {
    const price = prices.nodes.get(node.id);
    if (price === undefined) return [];
    const replicas = node.role === 'source' ? 0 : node.replicaSeconds === null ? 1 : node.replicaSeconds / measured;
    const sent = links.reduce((sum, { from, to, traffic }) => {
      if (traffic === null) return sum;
      return sum + (from === node.id ? traffic.sent : 0) + (to === node.id ? traffic.received : 0);
    }, 0);
    return [
      {
        id: node.id,
        replicas: replicas * price.replicaHour,
        calls: (node.rate * HOUR * price.millionCalls) / 1e6,
        traffic: perHour(sent, price.gigabyte),
        partitions: price.partitions * price.partitionHour,
      },
    ];
  });
  const crossing = (bytes: 'crossZone' | 'crossRegion'): number => links.reduce((sum, { traffic }) => sum + (traffic?.[bytes] ?? 0), 0);
  const between = (id: string, bytes: number, gigabyte: number): Part => ({
    id,
    replicas: 0,
    calls: 0,
    traffic: perHour(bytes, gigabyte),
    partitions: 0,
  });
  parts.push(
    between('cross-zone', crossing('crossZone'), prices.crossZoneGigabyte),
    between('cross-region', crossing('crossRegion'), prices.crossRegionGigabyte),
  );
  const dear = parts.filter((part) => sumOf(part) > 0).toSorted((a, b) => sumOf(b) - sumOf(a));
  const total = dear.reduce((sum, part) => sum + sumOf(part), 0);
  return {
    currency: prices.currency,
    perHour: total,
    perDay: total * 24,
    perThousandRequests: requests.goodput > 0 ? (total / (requests.goodput * HOUR)) * 1000 : null,
    parts: dear,
  };
}

/** All of a part, per hour. */
export const sumOf = ({ replicas, calls, traffic, partitions }: Part): number => replicas + calls + traffic + partitions;
