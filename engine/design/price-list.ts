import type { PriceList } from '../measure/cost';
import { zPrices } from '../policies/price-params';
import type { ResolvedDesign, ResolvedNode } from './schema';

/** What the design says of money; null where it says nothing. */
export function priceList({ prices, nodes }: ResolvedDesign): PriceList | null {
  const priced = nodes.flatMap((node) => (node.prices ? [[node.id, { ...node.prices, partitions: partitionsOf(node) }] as const] : []));
  if (prices === undefined && priced.length === 0) return null;
  return { ...zPrices.parse(prices ?? {}), nodes: new Map(priced) };
}

/** Whether a gigabyte over links of the node has a price, so that bytes must be counted. */
export const pricesTraffic = ({ prices }: ResolvedNode): boolean => (prices?.gigabyte ?? 0) > 0;

const partitionsOf = ({ params }: ResolvedNode): number =>
  'partitions' in params && typeof params.partitions === 'number' ? params.partitions : 0;
