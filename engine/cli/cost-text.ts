import { type Cost, sumOf } from '../measure/cost';
import { measure } from './numbers';
import { table, type TableColumn } from './table';

type Part = Cost['parts'][number];

/** What it costs, and what of it costs most. */
export function costText({ currency, perHour, perDay, perThousandRequests, parts }: Cost, colors: boolean): string {
  const each = perThousandRequests === null ? '' : `, ${money(perThousandRequests)} ${currency} per thousand requests answered in time`;
  const lines = `${money(perHour)} ${currency} an hour, ${money(perDay)} ${currency} a day${each}\n`;
  return lines + (parts.length > 0 ? table(parts, columns(currency), colors) : '');
}

/** Small amounts keep three digits that count. */
const money = (amount: number): string => (amount > 0 && amount < 0.01 ? String(Number(amount.toPrecision(3))) : measure(amount));

const columns = (currency: string): readonly TableColumn<Part>[] => [
  { title: `${currency}/h`, of: ({ id }) => id, align: 'left' },
  { title: 'Replicas', of: ({ replicas }) => money(replicas) },
  { title: 'Calls', of: ({ calls }) => money(calls) },
  { title: 'Traffic', of: ({ traffic }) => money(traffic) },
  { title: 'Partitions', of: ({ partitions }) => money(partitions) },
  { title: 'All', of: (part) => money(sumOf(part)) },
];
