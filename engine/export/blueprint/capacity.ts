import { modelOf } from '../../design/node-model';
import { sumOf } from '../../measure/cost';
import type { Cell, PlainSection } from '../html/page';
import { number } from '../html/words';
import { percent, rateWords } from '../words';
import type { Basis } from './basis';

/** How much of everything there is, how much of it is used, and what it costs. */
export function capacity(basis: Basis): PlainSection[] {
  const { resolved, report, name, measured } = basis;
  const costs = new Map((report.cost?.parts ?? []).map((part) => [part.id, sumOf(part)]));
  const rows = resolved.nodes.flatMap((node): Cell[][] => {
    const model = modelOf(node);
    const line = measured.node(node.id);
    if (!line || model.role === 'source') return [];
    const busy = line.utilization;
    const most = busy !== null && busy > 0 ? line.rate / busy : null;
    const price = costs.get(node.id);
    if (model.role === 'server' && model.workers === 0 && price === undefined) return [];
    return [
      [
        name(node.id),
        sizeOf(node),
        rateWords(line.rate),
        busy === null ? '–' : busy >= 0.8 ? { text: percent(busy), tone: busy >= 0.95 ? 'bad' : 'warn' } : percent(busy),
        most === null ? '–' : rateWords(most),
        ...(report.cost ? [price === undefined ? '–' : number(price)] : []),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const { cost } = report;
  return [
    {
      kind: 'table',
      title: cost ? 'Capacity and cost' : 'Capacity',
      note: `At 100 %: the rate at which all workers would be in use, with work as long as it was in the run. Plan for less: waiting grows long before.${cost ? ` In all ${number(cost.perHour)} ${cost.currency} an hour, ${number(cost.perHour * 730)} a month${cost.perThousandRequests === null ? '' : `, ${number(cost.perThousandRequests)} for 1,000 requests answered in time`}.` : ''}`,
      columns: [
        { title: 'Component' },
        { title: 'Size' },
        { title: 'Rate', number: true },
        { title: 'In use', number: true },
        { title: 'At 100 %', number: true },
        ...(cost ? [{ title: `${cost.currency} an hour`, number: true }] : []),
      ],
      rows,
    },
  ];
}

/** "2 replicas of 12 workers" */
export function sizeOf(node: Parameters<typeof modelOf>[0]): string {
  const model = modelOf(node);
  if (model.role === 'log') return `${counted(model.partitions, 'partition')}, ${counted(model.brokers, 'broker')}`;
  if (model.role !== 'server') return '–';
  if (node.kind === 'database') return counted(model.workers, 'connection');
  return `${counted(model.replicas, 'replica')}${model.workers > 0 ? ` of ${counted(model.workers, 'worker')}` : ''}`;
}

const counted = (n: number, word: string): string => `${number(n)} ${word}${n === 1 ? '' : 's'}`;
