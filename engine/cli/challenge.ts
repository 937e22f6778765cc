import { type Result, success } from '../core/problem';
import { load, save } from '../design/file';
import type { Design } from '../design/schema';
import { challenge as whatIf } from '../what-if/challenge';
import { asJson, refuse } from './answer';
import { challengeIn, challengesIn, type FoundChallenge } from './challenge-folder';
import { challengesText, challengeText } from './challenge-text';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered, type ManyRunsOptions } from './many-runs';

import { ownScenarios, readPart } from './scenario-folders';
import { write } from './write-file';

export interface ChallengesOptions {
  readonly folder?: string;
  readonly json?: boolean;
}

/** `faultline challenges`: lists them. */
export async function challengesCommand({ folder = ownScenarios, json = false }: ChallengesOptions, io: Io): Promise<ExitCode> {
  const found = await challengesIn(folder);
  if (!found.ok) return refuse(found.problems, json, io);
  const told = found.value.map(({ slug, challenge: { title, topic, level, ask } }) => ({ slug, title, topic, level, ask }));
  io.out(json ? asJson({ format: 'faultline-challenges-1', challenges: told }) : challengesText(told, io.colors));
  return exitCodes.fine;
}

export interface ChallengeOptions extends ChallengesOptions, Pick<ManyRunsOptions, 'jobs' | 'queue' | 'html'> {
  readonly design?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly hints?: number;
  readonly answer?: boolean;
}

/** `faultline challenge`: tells what is wrong, and holds a design against the goal; the one that fails where none is named. */
export async function challengeCommand(slug: string, options: ChallengeOptions, io: Io): Promise<ExitCode> {
  const { folder = ownScenarios, json = false, output, force = false } = options;
  const found = await challengeIn(folder, slug);
  if (!found.ok) return refuse(found.problems, json, io);
  if (output !== undefined) {
    const written = await write(output, save(found.value.start), { force });
    if (!written.ok) return refuse(written.problems, json, io);
  }
  const { written, start, answer } = found.value;
  const design = await designOf(found.value, options);
  if (!design.ok) return refuse(design.problems, json, io);
  const result = await answered(whatIf, { design: design.value, challenge: written, start, answer }, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  const { hints = 0, answer: told = false } = options;
  io.out(json ? asJson(result.value) : challengeText(found.value.challenge, result.value, { hints, answer: told }, io.colors));
  return result.value.solved ? exitCodes.fine : exitCodes.failed;
}

async function designOf({ start }: FoundChallenge, { design }: ChallengeOptions): Promise<Result<Design>> {
  if (design === undefined) return success(start);
  const file = await readPart(design, load);
  return file.ok ? success(file.value.design) : file;
}
