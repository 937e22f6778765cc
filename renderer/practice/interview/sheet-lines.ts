import { withLoad } from '../../../engine/design/parameters';
import type { Edit } from '../../../engine/design/edits';
import type { Design } from '../../../engine/design/schema';
import { estimated, quantities } from '../../../engine/practice/estimate';
import type { EstimateAnswers, EstimateInputs, Quantity } from '../../../engine/practice/estimate-inputs';

interface Words {
  readonly title: string;
  readonly unit: 'bytes' | 'bytes/s' | '/s' | 'servers';
  readonly how: (inputs: EstimateInputs, answers: EstimateAnswers) => string;
}

const n = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });

const words: Readonly<Record<Quantity, Words>> = {
  writesPerSecond: {
    title: 'Writes',
    unit: '/s',
    how: (i) => `${n(i.users)} users × ${n(i.actionsPerUser)} actions ÷ ${n(1 + i.readsPerWrite)} ÷ ${n(i.secondsPerDay)} s`,
  },
  readsPerSecond: { title: 'Reads', unit: '/s', how: (i, a) => `${n(a.writesPerSecond)} writes/s × ${n(i.readsPerWrite)}` },
  peakPerSecond: {
    title: 'Peak',
    unit: '/s',
    how: (i, a) => `(${n(a.writesPerSecond)} + ${n(a.readsPerSecond)}) /s × ${n(i.peakFactor)}`,
  },
  storageBytes: {
    title: 'Storage',
    unit: 'bytes',
    how: (i, a) =>
      `${n(a.writesPerSecond)} writes/s × ${n(i.secondsPerDay)} s × ${n(i.retentionDays)} days × ${n(i.writeBytes)} bytes × ${n(i.copies)}`,
  },
  bandwidthBytesPerSecond: {
    title: 'Bandwidth',
    unit: 'bytes/s',
    how: (i, a) =>
      `(${n(a.readsPerSecond)} /s × ${n(i.readBytes)} bytes + ${n(a.writesPerSecond)} /s × ${n(i.writeBytes)} bytes) × ${n(i.peakFactor)}`,
  },
  cacheBytes: {
    title: 'Cache',
    unit: 'bytes',
    how: (i, a) => `${n(a.readsPerSecond)} reads/s × ${n(i.secondsPerDay)} s × ${n(i.hotShare)} × ${n(i.readBytes)} bytes`,
  },
  servers: { title: 'Servers', unit: 'servers', how: (i, a) => `${n(a.peakPerSecond)} /s ÷ ${n(i.serverRate)} /s, rounded up` },
};

export interface SheetLine {
  readonly quantity: Quantity;
  readonly title: string;
  /** NaN until everything that it needs was typed. */
  readonly value: number;
  readonly amount: string;
  /** The arithmetic. */
  readonly text: string;
}

/** What the sheet comes to, line by line. */
export function sheetLines(inputs: EstimateInputs): SheetLine[] {
  const answers = estimated(inputs);
  return quantities.map((quantity) => {
    const { title, how } = words[quantity];
    return { quantity, title, value: answers[quantity], amount: amountOf(quantity, answers[quantity]), text: how(inputs, answers) };
  });
}

const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** As people say it: `9.46 TB`, `500 /s`, `5 servers`. */
export function amountOf(quantity: Quantity, value: number): string {
  const { unit } = words[quantity];
  if (unit === '/s' || unit === 'servers') return `${n(value)} ${unit}`;
  const step = Math.max(0, Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${n(value / 1000 ** step)} ${sizes[step]}${unit === 'bytes/s' ? '/s' : ''}`;
}

/** Within this many times of the truth is the right order of magnitude: half of one, either way. */
const HALF_AN_ORDER = Math.sqrt(10);

/** Whether an estimate has the right order of magnitude, in words. */
export function orderOf(value: number, reference: number): { readonly right: boolean; readonly text: string } {
  const times = reference === value ? 1 : value / reference;
  if (times <= HALF_AN_ORDER && times >= 1 / HALF_AN_ORDER) return { right: true, text: 'Right order of magnitude.' };
  const off = Number((times > 1 ? times : 1 / times).toPrecision(1)).toLocaleString('en');
  return { right: false, text: `About ${off} times too ${times > 1 ? 'much' : 'little'}.` };
}

/** What sets the load of all clients together to a rate, each with its share. @param rate [1/s] */
export function trafficEdits(design: Design, rate: number): Edit[] {
  const sum = (design.nodes ?? []).reduce((all, node) => {
    const traffic = node.kind === 'client' ? (node.params?.traffic ?? { kind: 'open' as const }) : undefined;
    return all + (traffic?.kind === 'open' ? (traffic.rate ?? 100) : 0);
  }, 0);
  if (sum === 0) return [];
  const after = withLoad(design, rate / sum);
  return (after.nodes ?? []).flatMap((node, i): Edit[] => (node === design.nodes?.[i] ? [] : [{ kind: 'replace-node', node }]));
}
