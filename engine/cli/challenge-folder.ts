import { join } from 'node:path';
import { failure, type Result, success } from '../core/problem';
import { load } from '../design/file';
import { readJson } from '../design/json-text';
import { type Posed, posed } from '../practice/challenge';
import { type Challenge, type ChallengeFile, loadChallenge } from '../practice/challenge-file';
import { loadScenario } from '../practice/scenario-file';
import { foldersWith, readPart, unknownSlug } from './scenario-folders';

/** A challenge with the designs that belong to it. */
export interface FoundChallenge extends Posed {
  readonly slug: string;
  readonly challenge: Challenge;
  /** As the file has it. */
  readonly written: ChallengeFile;
}

/** Every challenge in a folder of scenarios, by slug. */
export async function challengesIn(folder: string): Promise<Result<readonly FoundChallenge[]>> {
  const slugs = await foldersWith(folder, 'challenge.json');
  if (!slugs.ok) return slugs;
  const read = await Promise.all(slugs.value.map((slug) => readChallenge(folder, slug)));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? failure(...problems) : success(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** One of them. */
export async function challengeIn(folder: string, slug: string): Promise<Result<FoundChallenge>> {
  const slugs = await foldersWith(folder, 'challenge.json');
  if (!slugs.ok) return slugs;
  return slugs.value.includes(slug) ? readChallenge(folder, slug) : failure(unknownSlug('challenge', slug, slugs.value));
}

async function readChallenge(folder: string, slug: string): Promise<Result<FoundChallenge>> {
  const at = (name: string): string => join(folder, slug, name);
  const design = await readPart(at('design.faultline.json'), load);
  const scenario = await readPart(at('scenario.json'), loadScenario);
  const written = await readPart(at('challenge.json'), readJson);
  const challenge = await readPart(at('challenge.json'), loadChallenge);
  if (!design.ok || !scenario.ok || !written.ok || !challenge.ok)
    return failure(...[design, scenario, challenge].flatMap((file) => (file.ok ? [] : file.problems)));
  const designs = posed(design.value.design, scenario.value, challenge.value);
  if (designs === null)
    return failure(
      unknownSlug(
        'variant',
        challenge.value.start.from,
        scenario.value.weak.map(({ id }) => id),
      ),
    );
  return success({ slug, challenge: challenge.value, written: written.value as ChallengeFile, ...designs });
}
