import { failure, type Result, success } from '../core/problem';
import { type RightSize, rightSizing } from '../what-if/right-size';
import type { SizeWanted } from '../what-if/sizes';
import { askAbout, type AskOptions, badOption, conditionsFrom, said } from './ask';
import type { ExitCode, Io } from './io';
import { rightSizeText } from './right-size-text';

export interface RightSizeCommandOptions extends AskOptions {
  readonly load?: number;
  readonly size?: readonly string[];
  readonly most?: number;
  readonly condition?: readonly string[];
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number;
}

/** `faultline right-size`: the cheapest numbers of instances that do. */
export async function rightSizeCommand(path: string, options: RightSizeCommandOptions, io: Io): Promise<ExitCode> {
  const wanted = (): Result<object> => {
    const conditions = conditionsFrom(options.condition);
    if (!conditions.ok) return conditions;
    const sizes = (options.size ?? []).map(sizeFrom);
    const problems = sizes.flatMap((size) => (size.ok ? [] : size.problems));
    if (problems.length > 0) return failure(...problems);
    const { load, most, duration, warmup } = options;
    const known = sizes.flatMap((size) => (size.ok ? [size.value] : []));
    return success({ ...said({ load, most, duration, warmup }), ...conditions.value, ...(known.length > 0 && { sizes: known }) });
  };
  const isFine = ({ best }: RightSize): boolean => best !== null;
  return askAbout(path, { whatIf: rightSizing, wanted, text: rightSizeText, isFine }, options, io);
}

export const SIZE_FORM = 'nodes.orders.replicas or nodes.orders-db.connections:min=5,max=50,price=0.1';

function sizeFrom(text: string): Result<SizeWanted> {
  const [parameter = '', rest = ''] = text.split(':', 2);
  const pairs = rest === '' ? [] : rest.split(',').map((pair) => pair.split('='));
  const wrong = pairs.find(([name, value]) => !['min', 'max', 'price'].includes(name ?? '') || !/^\d+(\.\d+)?$/.test(value ?? ''));
  if (wrong) return failure(badOption('--size', `"${wrong.join('=')}" says nothing of a size.`, `Write ${SIZE_FORM}.`));
  return success({ parameter, ...Object.fromEntries(pairs.map(([name, value]) => [name!, Number(value)])) });
}
