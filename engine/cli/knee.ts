import { failure, type Result, success } from '../core/problem';
import { parameter, readValue } from '../design/parameters';
import type { Design } from '../design/schema';
import { type Knee, knee } from '../what-if/knee';
import { askAbout, type AskOptions, badOption, conditionsFrom, said } from './ask';
import type { ExitCode, Io } from './io';
import { kneeText } from './knee-text';

export interface KneeCommandOptions extends AskOptions {
  readonly parameter?: string;
  readonly client?: string;
  /** In the unit of what is varied. */
  readonly min?: string;
  readonly max?: string;
  readonly atLeast?: string;
  readonly lowest?: boolean;
  /** Share. */
  readonly tolerance?: number;
  readonly condition?: readonly string[];
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number;
}

/** `faultline knee`: the highest load, or value of a parameter, that is still borne. */
export async function kneeCommand(path: string, options: KneeCommandOptions, io: Io): Promise<ExitCode> {
  let least: number | undefined;
  const wanted = (design: Design): Result<object> => {
    const conditions = conditionsFrom(options.condition);
    if (!conditions.ok) return conditions;
    const numbers: Record<string, number> = {};
    for (const name of ['min', 'max', 'atLeast'] as const) {
      const value = valueOf(design, options.parameter, options[name], name === 'atLeast' ? '--at-least' : `--${name}`);
      if (!value.ok) return value;
      if (value.value !== undefined) numbers[name] = value.value;
    }
    const { atLeast, ...range } = numbers;
    least = atLeast;
    const { parameter: along, client, tolerance, duration, warmup, lowest = false } = options;
    const told = said({ parameter: along, client, tolerance, duration, warmup });
    return success({ ...told, ...range, ...conditions.value, seek: lowest ? 'lowest' : 'highest' });
  };
  return askAbout(path, { whatIf: knee, wanted, text: kneeText, isFine: (found) => isFine(found, least) }, options, io);
}

/** A number as it is written for what is varied: `250ms`, `5%`, `1.5`. */
function valueOf(design: Design, along: string | undefined, text: string | undefined, option: string): Result<number | undefined> {
  if (text === undefined) return success(undefined);
  const of = along === undefined ? success({ unit: '' }) : parameter(design, along);
  if (!of.ok) return of;
  const value = readValue(of.value, text);
  return value === null
    ? failure(badOption(option, `"${text}" is no value.`, 'Write a number, or a duration with its unit.'))
    : success(value);
}

function isFine({ outcome, knee: found, points, axis }: Knee, least: number | undefined): boolean {
  if (outcome === 'missed everywhere' || outcome === 'unsure') return false;
  if (least === undefined) return true;
  const met = found?.met ?? (axis.seek === 'highest' ? points.at(-1)!.value : points[0]!.value);
  return axis.seek === 'highest' ? met >= least : met <= least;
}
