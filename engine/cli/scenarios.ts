import { join } from 'node:path';
import { failure, type Result, success } from '../core/problem';
import { load } from '../design/file';
import { loadLesson } from '../design/lesson-file';
import { loadScenario, type ScenarioFile } from '../practice/scenario-file';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemsText } from './problems';
import { foldersWith, ownScenarios, readPart, unknownSlug } from './scenario-folders';
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

/** `faultline scenarios`: lists the scenarios that come along, or tells one of them. */
export async function scenariosCommand(
  slug: string | undefined,
  { folder = ownScenarios, json = false }: ScenariosOptions,
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
  const slugs = await foldersWith(folder, 'scenario.json');
  if (!slugs.ok) return slugs;
  const read = await Promise.all(slugs.value.map((slug) => readFolder(folder, slug)));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? failure(...problems) : success(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

async function one(folder: string, slug: string): Promise<Result<ToldScenario[]>> {
  const slugs = await foldersWith(folder, 'scenario.json');
  if (!slugs.ok) return slugs;
  if (!slugs.value.includes(slug)) return failure(unknownSlug('scenario', slug, slugs.value));
  const read = await readFolder(folder, slug);
  return read.ok ? success([read.value]) : read;
}

async function readFolder(folder: string, slug: string): Promise<Result<ToldScenario>> {
  const path = join(folder, slug, 'design.faultline.json');
  const design = await readPart(path, load);
  const lesson = await readPart(join(folder, slug, 'lesson.json'), loadLesson);
  const scenario = await readPart(join(folder, slug, 'scenario.json'), loadScenario);
  if (!design.ok || !lesson.ok || !scenario.ok)
    return failure(...[design, lesson, scenario].flatMap((file) => (file.ok ? [] : file.problems)));
  const { version: _, findings: __, duration: ___, ...told } = scenario.value;
  return success({ slug, name: design.value.design.name, summary: lesson.value.summary, path, ...told });
}
