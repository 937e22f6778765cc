import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import { loadLesson } from '../design/lesson-file';
import { nearest } from '../design/nearest';
import { loadScenario, type ScenarioFile } from '../practice/scenario-file';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemsText } from './problems';
import { readText } from './read-file';
import { scenarioText, scenariosText } from './scenarios-text';

export interface ScenariosOptions {
  readonly folder?: string;
  readonly json?: boolean;
}

/** What the command line tells of a scenario. */
export interface ToldScenario extends Omit<ScenarioFile, 'version' | 'findings' | 'duration'> {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  /** Design that opens. */
  readonly path: string;
}

/** Beside the program, as beside its sources. */
const own = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'scenarios');

/** `faultline scenarios`: lists the scenarios that come along, or tells one of them. */
export async function scenariosCommand(
  slug: string | undefined,
  { folder = own, json = false }: ScenariosOptions,
  io: Io,
): Promise<ExitCode> {
  const found = slug === undefined ? await allIn(folder) : await one(folder, slug);
  if (!found.ok) {
    io.err(problemsText(found.problems, io.colors));
    return exitCodes.bad;
  }
  if (json) io.out(`${JSON.stringify({ format: 'faultline-scenarios-1', scenarios: found.value }, null, 2)}\n`);
  else io.out(slug === undefined ? scenariosText(found.value, io.colors) : scenarioText(found.value[0]!, io.colors));
  return exitCodes.fine;
}

async function allIn(folder: string): Promise<Result<ToldScenario[]>> {
  const slugs = await slugsIn(folder);
  if (!slugs.ok) return slugs;
  const read = await Promise.all(slugs.value.map((slug) => readFolder(folder, slug)));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? failure(...problems) : success(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

async function one(folder: string, slug: string): Promise<Result<ToldScenario[]>> {
  const slugs = await slugsIn(folder);
  if (!slugs.ok) return slugs;
  if (!slugs.value.includes(slug)) return failure(unknown(slug, slugs.value));
  const read = await readFolder(folder, slug);
  return read.ok ? success([read.value]) : read;
}

async function slugsIn(folder: string): Promise<Result<string[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return success(
      entries
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'scenario.json')))
        .map(({ name }) => name)
        .toSorted(),
    );
  } catch {
    return failure({
      code: 'no-scenarios',
      severity: 'error',
      where: 'folder',
      message: `There are no scenarios in ${folder}.`,
      remedy: 'Name the folder that holds a folder per scenario.',
    });
  }
}

async function readFolder(folder: string, slug: string): Promise<Result<ToldScenario>> {
  const path = join(folder, slug, 'design.faultline.json');
  const design = await read(path, load);
  const lesson = await read(join(folder, slug, 'lesson.json'), loadLesson);
  const scenario = await read(join(folder, slug, 'scenario.json'), loadScenario);
  if (!design.ok || !lesson.ok || !scenario.ok)
    return failure(...[design, lesson, scenario].flatMap((file) => (file.ok ? [] : file.problems)));
  const { version: _, findings: __, duration: ___, ...told } = scenario.value;
  return success({ slug, name: design.value.design.name, summary: lesson.value.summary, path, ...told });
}

async function read<T>(path: string, parse: (text: string) => Result<T>): Promise<Result<T>> {
  const text = await readText(path);
  if (!text.ok) return text;
  const parsed = parse(text.value);
  return parsed.ok ? parsed : failure(...parsed.problems.map((problem) => ({ ...problem, where: `${path} ${problem.where}` })));
}

function unknown(slug: string, slugs: readonly string[]): Problem {
  const near = nearest(slug, slugs);
  return {
    code: 'no-such-scenario',
    severity: 'error',
    where: slug,
    message: `There is no scenario "${slug}".`,
    remedy: near ? `Did you mean ${near}?` : 'faultline scenarios lists them.',
  };
}
