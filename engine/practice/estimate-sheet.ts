import { estimated, quantities } from './estimate';
import { type EstimateAnswers, type EstimateInputs, type Quantity, zEstimateAnswers, zEstimateInputs } from './estimate-inputs';

export interface Term {
  /** How it enters: the first one stands alone. */
  readonly by: '' | '×' | '÷' | '+';
  /** Name of the input, or of an earlier line. */
  readonly of: keyof EstimateInputs | Quantity | 'parts';
  readonly words: string;
  readonly value: number;
  readonly unit: string;
}

/** One line of the arithmetic. */
export interface Line {
  readonly quantity: Quantity;
  readonly title: string;
  readonly terms: readonly Term[];
  readonly value: number;
  readonly unit: string;
  /** "250,000 users × 4 actions a day ÷ 5 ÷ 86,400 s" */
  readonly sum: string;
  /** The same with what it comes to: "… = 2.31 /s". */
  readonly text: string;
}

/** What each quantity is called, and what is taken for granted in it. */
export const quantityWords: Readonly<Record<Quantity, { readonly title: string; readonly assumption: string }>> = {
  writesPerSecond: { title: 'Writes', assumption: 'Spread evenly over the day.' },
  readsPerSecond: { title: 'Reads', assumption: 'Spread evenly over the day.' },
  peakPerSecond: { title: 'Peak', assumption: 'Reads and writes peak together.' },
  storageBytes: { title: 'Storage', assumption: 'Every write is kept in full until it is let go; no compression, no indexes.' },
  bandwidthBytesPerSecond: { title: 'Bandwidth', assumption: 'At the peak; payloads only, no headers.' },
  cacheBytes: { title: 'Cache', assumption: 'A fixed share of a day’s reads is asked for again and again, and each is kept once.' },
  servers: { title: 'Servers', assumption: 'Each bears the stated rate; none is kept in reserve.' },
};

/** Works the estimate out line by line, so that each number can be followed. */
export function sheetOf(inputs: EstimateInputs): Line[] {
  const answers = estimated(inputs);
  const input = (by: Term['by'], of: keyof EstimateInputs, words: string): Term => ({ by, of, words, value: inputs[of], unit: unitOf(of) });
  const line = (by: Term['by'], of: Quantity, words: string): Term => ({ by, of, words, value: answers[of], unit: unitOf(of) });
  const part = (by: Term['by'], words: string, value: number): Term => ({ by, of: 'parts', words, value, unit: '' });
  const termsOf: Record<Quantity, readonly Term[]> = {
    writesPerSecond: [
      input('', 'users', 'users'),
      input('×', 'actionsPerUser', 'actions a day'),
      part('÷', 'one write and its reads', 1 + inputs.readsPerWrite),
      input('÷', 'secondsPerDay', 's'),
    ],
    readsPerSecond: [line('', 'writesPerSecond', 'writes/s'), input('×', 'readsPerWrite', 'reads for each')],
    peakPerSecond: [
      part('', 'reads and writes/s', answers.writesPerSecond + answers.readsPerSecond),
      input('×', 'peakFactor', 'at the peak'),
    ],
    storageBytes: [
      line('', 'writesPerSecond', 'writes/s'),
      input('×', 'secondsPerDay', 's'),
      input('×', 'retentionDays', 'days'),
      input('×', 'writeBytes', 'bytes'),
      input('×', 'copies', 'copies'),
    ],
    bandwidthBytesPerSecond: [
      part('', 'bytes/s of reads', answers.readsPerSecond * inputs.readBytes),
      part('+', 'bytes/s of writes', answers.writesPerSecond * inputs.writeBytes),
      input('×', 'peakFactor', 'at the peak'),
    ],
    cacheBytes: [
      line('', 'readsPerSecond', 'reads/s'),
      input('×', 'secondsPerDay', 's'),
      input('×', 'hotShare', 'of them hot'),
      input('×', 'readBytes', 'bytes'),
    ],
    servers: [line('', 'peakPerSecond', '/s at the peak'), input('÷', 'serverRate', '/s each')],
  };
  return quantities.map((quantity) => {
    const terms = termsOf[quantity];
    const value = answers[quantity];
    const left = terms.map(({ by, value: of, words }) => `${by} ${short(of)} ${words}`.trim()).join(' ');
    const sum = terms.some(({ by }) => by === '+') ? left.replace(/^(.*) × ([^×]*)$/, '($1) × $2') : left;
    const { title } = quantityWords[quantity];
    return { quantity, title, terms, value, unit: unitOf(quantity), sum, text: `${sum} = ${amount(quantity, value)}` };
  });
}

/** An answer as people say it: "9.46 TB", "500 /s", "5 servers". */
export function amount(quantity: Quantity, value: number): string {
  const unit = unitOf(quantity);
  if (!unit.startsWith('bytes'))
    return quantity === 'servers' ? `${short(value)} ${value === 1 ? 'server' : 'servers'}` : `${short(value)} /s`;
  const names = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB'];
  let size = value;
  let at = 0;
  while (size >= 1000 && at < names.length - 1) [size, at] = [size / 1000, at + 1];
  return `${short(size)} ${names[at]}${unit === 'bytes/s' ? '/s' : ''}`;
}

/** Three digits, or the whole number where it is larger. */
const short = (value: number): string =>
  (value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en-US', {
    maximumSignificantDigits: value >= 1000 ? 15 : 3,
  });

const unitOf = (of: keyof EstimateInputs | Quantity): string => {
  const fields: Readonly<Record<string, { meta(): Record<string, unknown> | undefined }>> = {
    ...zEstimateInputs.shape,
    ...zEstimateAnswers.shape,
  };
  const unit = fields[of]?.meta()?.['unit'];
  return typeof unit === 'string' ? unit : '';
};
export type Answers = Partial<EstimateAnswers>;
