import { existsSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import { readJson } from '../design/json-text';
import { nearest } from '../design/nearest';
import { placeOf } from '../design/place';
import type { Design } from '../design/schema';
import { zAnswers } from '../practice/critique/answers';
import { readPrompt } from '../practice/prompt-file';
import { referenceOf } from '../practice/scenario';
import { loadScenario } from '../practice/scenario-file';
import { critique } from '../what-if/critique';
import { asJson, refuse } from './answer';
import { critiqueText } from './critique-text';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered, type ManyRunsOptions } from './many-runs';
import { readText } from './read-file';
import { foldersWith, ownScenarios } from './scenario-folders';

export interface CritiqueOptions extends Pick<ManyRunsOptions, 'jobs' | 'queue' | 'html' | 'seed' | 'json'> {
  readonly prompt: string;
  readonly answers?: string;
  readonly improve?: boolean;
}

/** `faultline critique`: what an interviewer would say of a design, each sentence with what it rests on. */
export async function critiqueCommand(file: string, options: CritiqueOptions, io: Io): Promise<ExitCode> {
  const { json = false, improve = true, seed } = options;
  const text = await readText(file);
  const design = text.ok ? load(text.value) : text;
  if (!design.ok) return refuse(design.problems, json, io);
  const task = await taskOf(options.prompt, file);
  if (!task.ok) return refuse(task.problems, json, io);
  const answers = options.answers === undefined ? success(undefined) : await jsonIn(options.answers);
  if (!answers.ok) return refuse(answers.problems, json, io);
  const said = zAnswers.optional().safeParse(answers.value);
  if (!said.success)
    return refuse(
      said.error.issues.map((issue) => badAnswers(options.answers ?? '', answers.value, issue)),
      json,
      io,
    );
  const wanted = {
    design: design.value.design,
    ...task.value,
    improve,
    ...(answers.value !== undefined && { answers: answers.value }),
    ...(seed !== undefined && { seed }),
  };
  const result = await answered(critique, wanted, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : critiqueText(result.value, io.colors));
  return result.value.target?.met === true ? exitCodes.fine : exitCodes.failed;
}

interface Task {
  readonly prompt: unknown;
  readonly reference?: Design;
}

/** A file, or a scenario: in the folder where the program is started, beside the one that the design lies in, or of those that come along. */
async function taskOf(name: string, design: string): Promise<Result<Task>> {
  const isFile = name.endsWith('.json');
  const folders = isFile
    ? [path.dirname(name)]
    : ['scenarios', path.join(path.dirname(design), '..'), ownScenarios].map((each) => path.join(each, name));
  const folder = folders.find((one) => existsSync(path.join(one, 'prompt.json')));
  const file = isFile ? name : folder && path.join(folder, 'prompt.json');
  if (file === undefined) return failure(await noTask(name));
  const prompt = await jsonIn(file);
  if (!prompt.ok) return prompt;
  const read = inFile(file, readPrompt(prompt.value));
  if (!read.ok) return read;
  const reference = folder === undefined ? null : await referenceIn(folder);
  return success({ prompt: prompt.value, ...(reference && { reference }) });
}

/** The reference solution beside a prompt, where there is one: a prompt can stand alone. */
async function referenceIn(folder: string): Promise<Design | null> {
  const [design, scenario] = await Promise.all(['design.faultline.json', 'scenario.json'].map((name) => readText(path.join(folder, name))));
  const opened = design?.ok === true ? load(design.value) : null;
  const about = scenario?.ok === true ? loadScenario(scenario.value) : null;
  return opened?.ok === true && about?.ok === true ? referenceOf(opened.value.design, about.value) : null;
}

async function jsonIn(file: string): Promise<Result<unknown>> {
  const text = await readText(file);
  return text.ok ? inFile(file, readJson(text.value)) : text;
}

/** Up to three files are read: what is wrong with one says which. */
const inFile = <T>(file: string, found: Result<T>): Result<T> =>
  found.ok
    ? found
    : failure(...found.problems.map((problem) => ({ ...problem, where: problem.where === 'file' ? file : `${file} ${problem.where}` })));

async function noTask(name: string): Promise<Problem> {
  const known = await foldersWith(ownScenarios, 'prompt.json');
  const near = nearest(name, known.ok ? known.value : []);
  return {
    code: 'no-such-prompt',
    severity: 'error',
    where: '--prompt',
    message: `There is no task "${name}".`,
    remedy: near ? `Did you mean ${near}?` : 'faultline scenarios lists them; or give the path of a prompt.json.',
  };
}

const badAnswers = (file: string, answers: unknown, { path: where, message }: z.core.$ZodIssue): Problem => ({
  code: 'bad-answers',
  severity: 'error',
  where: `${file} ${placeOf(answers, where)}`.trimEnd(),
  message: `The answers cannot be read: ${message}.`,
  remedy: 'See docs/interview.md for what may stand in them.',
});
