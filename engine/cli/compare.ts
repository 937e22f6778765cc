import { failure, type Result, success } from '../core/problem';
import { load } from '../design/file';
import type { Design, DesignFault } from '../design/schema';
import type { Change } from '../what-if/change';
import { compare } from '../what-if/compare';
import { ask } from '../what-if/definition';
import { asJson, refuse } from './answer';
import { compareText } from './compare-text';
import { faultFrom, valueOf } from './fault-spec';
import { hire, type HireOptions } from './hire';
import { type HtmlOptions, writeReport } from './html-file';
import { type ExitCode, exitCodes, type Io } from './io';
import { readText } from './read-file';

export interface CompareCommandOptions extends HireOptions, HtmlOptions {
  /** `path=value` */
  readonly set?: readonly string[];
  /** Places to take out. */
  readonly without?: readonly string[];
  /** Faults that only the second meets: ids of its script, or `action@target…`. */
  readonly fault?: readonly string[];
  /** Faults that both meet. */
  readonly under?: readonly string[];
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number;
  readonly replications?: number;
  /** Every number that differs, not only the largest differences. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `faultline compare`: two designs, or one with and without a change or a fault. */
export async function compareCommand(path: string, other: string | undefined, options: CompareCommandOptions, io: Io): Promise<ExitCode> {
  const { json = false, replications = 10, seed, duration, warmup, all = false } = options;
  const question = await questionOf(path, other, options);
  if (!question.ok) return refuse(question.problems, json, io);
  const wanted = {
    ...question.value,
    replications,
    ...(seed !== undefined && { seed }),
    ...(duration !== undefined && { duration }),
    ...(warmup !== undefined && { warmup }),
  };
  const hired = await hire(options, 2 * replications, io);
  if (!hired.ok) return refuse(hired.problems, json, io);
  const crew = hired.value;
  io.progress.start();
  const result = await ask(compare, wanted, crew.run, { onProgress: (share) => io.progress.show(share) });
  io.progress.stop();
  await crew.dismiss();
  if (!result.ok) return refuse(result.problems, json, io);
  const written = await writeReport(options, result.value, null, io);
  if (!written.ok) return refuse(written.problems, json, io);
  io.out(json ? asJson(result.value) : compareText(result.value, all, io.colors));
  return result.value.conserved && result.value.verdict.regressions.length === 0 ? exitCodes.fine : exitCodes.failed;
}

interface Question {
  readonly before: { readonly design: Design; readonly change?: Change };
  readonly after: { readonly design?: Design; readonly change?: Change; readonly name?: string };
  readonly under: DesignFault[];
}

async function questionOf(path: string, other: string | undefined, options: CompareCommandOptions): Promise<Result<Question>> {
  const { set = [], without = [], fault = [], under = [] } = options;
  if (other === undefined && set.length + without.length + fault.length === 0) return failure(nothingToCompare);
  const first = await read(path);
  const second = other === undefined ? first : await read(other);
  if (!first.ok || !second.ok) return failure(...[first, second].flatMap((file) => (file.ok ? [] : file.problems)));
  const design = second.value;
  const settings = set.map(settingOf);
  const faults = fault.filter((text) => !inScript(text, design)).map((text) => faultFrom(text, '--fault', design));
  // What the script of both has already is there.
  const both = under.filter((text) => !inScript(text, design)).map((text) => faultFrom(text, '--under', design));
  const problems = [...settings, ...faults, ...both].flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) return failure(...problems);
  const known = <T>(results: readonly Result<T>[]): T[] => results.flatMap((one) => (one.ok ? [one.value] : []));
  const scripted = fault.filter((text) => inScript(text, first.value)).map((id) => `faults.${id}`);
  return success({
    before: { design: first.value, ...(scripted.length > 0 && { change: { remove: scripted } }) },
    after: {
      ...(other !== undefined && { design }),
      change: { remove: [...without], set: known(settings), faults: known(faults) },
      ...(other === undefined && {
        name: [...set.map((text) => `with ${text}`), ...without.map((at) => `without ${at}`), ...fault.map((text) => `under ${text}`)]
          .join(', ')
          .slice(0, 120),
      }),
    },
    under: known(both),
  });
}

async function read(path: string): Promise<Result<Design>> {
  const text = await readText(path);
  if (!text.ok) return text;
  const file = load(text.value);
  if (!file.ok) return failure(...file.problems.map((problem) => ({ ...problem, where: `${path}: ${problem.where}` })));
  return success(file.value.design);
}

const inScript = (id: string, { faults = [] }: Design): boolean => faults.some((fault) => fault.id === id);

type Setting = NonNullable<Change['set']>[number];

function settingOf(text: string): Result<Setting> {
  const at = text.indexOf('=');
  if (at > 0) return success({ path: text.slice(0, at), value: valueOf(text.slice(at + 1)) as Setting['value'] });
  return failure({
    code: 'bad-setting',
    severity: 'error',
    where: '--set',
    message: `"${text}" sets nothing.`,
    remedy: 'Write path=value, such as nodes.orders.replicas=3.',
  });
}

const nothingToCompare = {
  code: 'nothing-to-compare',
  severity: 'error',
  where: 'compare',
  message: 'There is only one design, and nothing is changed in it.',
  remedy: 'Name a second design, or say what is to differ: --set, --without or --fault.',
} as const;
