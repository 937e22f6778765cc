import type { EstimateInputs } from '../../../engine/practice/estimate-inputs';
import { readQuantity } from './quantity';

// The estimate as it is typed.

export type Input = keyof EstimateInputs;

interface InputField {
  readonly label: string;
  readonly unit: string;
  /** What stands in the empty field. */
  readonly example: string;
}

export const inputFields: Readonly<Record<Input, InputField>> = {
  users: { label: 'Users on a day', unit: 'users', example: '1M' },
  actionsPerUser: { label: 'Actions of each', unit: '1/day', example: '10' },
  readsPerWrite: { label: 'Reads for each write', unit: '', example: '4' },
  peakFactor: { label: 'Peak against average', unit: 'times', example: '4' },
  writeBytes: { label: 'Bytes of a write', unit: 'bytes', example: '2 KB' },
  readBytes: { label: 'Bytes of a read', unit: 'bytes', example: '20 KB' },
  retentionDays: { label: 'Kept for', unit: 'days', example: '730' },
  copies: { label: 'Copies kept', unit: 'copies', example: '3' },
  hotShare: { label: 'Share that a cache holds', unit: 'share', example: '20 %' },
  serverRate: { label: 'One server bears', unit: '1/s', example: '100' },
  secondsPerDay: { label: 'Seconds of a day', unit: 's', example: '86,400' },
};
export const inputNames = Object.keys(inputFields) as Input[];

/** The usual day, until one writes another. */
const usual: Readonly<Partial<Record<Input, number>>> = { secondsPerDay: 86_400 };

/** What was typed, as numbers; NaN where nothing readable was. */
export const inputsOf = (sheet: Readonly<Record<string, string>>): EstimateInputs =>
  Object.fromEntries(
    inputNames.map((name) => {
      const text = sheet[name] ?? '';
      return [name, text.trim() === '' ? (usual[name] ?? Number.NaN) : (readQuantity(text, inputFields[name].unit) ?? Number.NaN)];
    }),
  ) as EstimateInputs;
