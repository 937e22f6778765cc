import { failure, type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { type Metastability, metastability } from '../what-if/metastability';
import { askAbout, type AskOptions, badOption, said } from './ask';
import { faultFrom } from './fault-spec';
import type { ExitCode, Io } from './io';
import { metastabilityText } from './metastability-text';

export interface MetastabilityCommandOptions extends AskOptions {
  readonly loads: string;
  readonly sizes: string;
  /** `action@target:name=value,…` */
  readonly trigger?: string;
  /** Parameter that is varied. */
  readonly vary?: string;
  /** [s] */
  readonly before?: number;
  readonly lasts?: number;
  readonly within?: number;
  readonly watched?: number;
}

/** `faultline metastability`: load × size of a trigger, and which runs do not find back. */
export async function metastabilityCommand(path: string, options: MetastabilityCommandOptions, io: Io): Promise<ExitCode> {
  const wanted = (design: Design): Result<object> => {
    const loads = numbersFrom(options.loads, '--loads');
    const sizes = numbersFrom(options.sizes, '--sizes');
    if (!loads.ok) return loads;
    if (!sizes.ok) return sizes;
    const fault = options.trigger === undefined ? null : faultFrom(options.trigger, '--trigger', design);
    if (fault?.ok === false) return fault;
    const { before, lasts, within, watched, vary } = options;
    const set = fault && { action: fault.value.action, target: fault.value.target, params: fault.value.params };
    const trigger = { ...set, ...said({ size: vary }) };
    return success({ ...said({ before, lasts, within, watched }), loads: loads.value, sizes: sizes.value, trigger });
  };
  const isFine = ({ cells }: Metastability): boolean => cells.every(({ verdict }) => verdict === 'recovers' || verdict === 'overloaded');
  return askAbout(path, { whatIf: metastability, wanted, text: metastabilityText, isFine }, options, io);
}

function numbersFrom(text: string, option: string): Result<number[]> {
  const numbers = text.split(',').map((each) => (each.trim() === '' ? NaN : Number(each)));
  return numbers.every(Number.isFinite)
    ? success(numbers)
    : failure(badOption(option, `"${text}" is no list of numbers.`, 'Write them with commas between, such as 0.5,1,1.5.'));
}
