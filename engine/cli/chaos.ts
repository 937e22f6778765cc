import { failure, type Result, success } from '../core/problem';
import { type Chaos, chaos } from '../what-if/chaos-matrix';
import { askAbout, type AskOptions, badOption, said } from './ask';
import { chaosText } from './chaos-text';
import { valueOf } from './fault-spec';
import type { ExitCode, Io } from './io';

export interface ChaosCommandOptions extends AskOptions {
  /** `action:name=value,…` */
  readonly fault?: readonly string[];
  readonly place?: readonly string[];
  /** `action@place`, either of them left out for all. */
  readonly mayBreak?: readonly string[];
  /** [s] */
  readonly before?: number;
  readonly lasts?: number;
  readonly after?: number;
}

/** `faultline chaos`: every fault at every place that it fits. */
export async function chaosCommand(path: string, options: ChaosCommandOptions, io: Io): Promise<ExitCode> {
  const wanted = (): Result<object> => {
    const { fault = [], place, mayBreak = [], before, lasts, after } = options;
    const allowed = mayBreak.map((text) => /^([a-z0-9-]*)@([a-z0-9-]*)$/.exec(text));
    const wrong = allowed.indexOf(null);
    if (wrong >= 0) return failure(badOption('--may-break', `"${mayBreak[wrong]}" names no fault at a place.`, `Write ${MAY_BREAK_FORM}.`));
    return success({
      ...said({ places: place, before, lasts, after }),
      ...(fault.length > 0 && { faults: fault.map(choiceFrom) }),
      mayBreak: allowed.map((match) => ({ ...(match![1] && { action: match![1] }), ...(match![2] && { place: match![2] }) })),
    });
  };
  const isFine = ({ mustHold }: Chaos): boolean => mustHold.length === 0;
  return askAbout(path, { whatIf: chaos, wanted, text: chaosText, isFine }, options, io);
}

export const MAY_BREAK_FORM = 'replica-crash@orders, @provider for all faults there, or zone-loss@ for all places';

/** Whether there is such a fault, and such a parameter, is for the what-if to say. */
function choiceFrom(text: string): object {
  const [action = '', rest = ''] = text.split(/:(.*)/s);
  const pairs = rest === '' ? [] : rest.split(',').map((pair) => pair.split(/=(.*)/s));
  return { action, params: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, valueOf(value)])) };
}
