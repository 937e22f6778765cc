import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { challengeProblems, type Posed, posed } from '../../engine/practice/challenge';
import { type ChallengeFile, loadChallenge } from '../../engine/practice/challenge-file';
import { distance } from '../../engine/practice/challenge-goals';
import { challenge as whatIf, type ChallengeResult } from '../../engine/what-if/challenge';
import { serialCrew } from '../../engine/what-if/crew';
import { ask } from '../../engine/what-if/definition';
import { nativeEngine } from '../support/native-engine';
import { library } from './scenario-library';
import { scenariosFolder } from './scenarios';

// Method: each design runs with the seeds 1 to 3, as the studio and the command line run it. One alone: FAULTLINE_SCENARIO=slug.
const { run } = await nativeEngine();
const crew = serialCrew(run);

/** How far on its side of a goal a design must be, so that no small change of the engine turns the verdict. In the goal's own scale. */
const MARGIN = 0.1;

const challenges = library().flatMap(({ slug, design, file: scenario }) => {
  const file = path.join(scenariosFolder, slug, 'challenge.json');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const loaded = loadChallenge(text);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ where, message }) => `${file} ${where}: ${message}`).join('\n'));
  return [{ slug, design, scenario, challenge: loaded.value, written: JSON.parse(text) as ChallengeFile }];
});

test('there are challenges to hold, about different things', () => {
  const least = process.env['FAULTLINE_SCENARIO'] === undefined ? 12 : 1;
  expect(challenges.length).toBeGreaterThanOrEqual(least);
  const causes = challenges.map(({ challenge }) => challenge.cause.parameter);
  expect(new Set(causes).size).toBeGreaterThanOrEqual(least);
});

describe.each(challenges)('the challenge of $slug', ({ design, scenario, challenge, written }) => {
  const designs = (): Posed => posed(design, scenario, challenge)!;
  const checked = async (of: Design): Promise<ChallengeResult> => {
    const { start, answer } = designs();
    const result = await ask(whatIf, { design: of, start, answer, challenge: written }, crew);
    if (!result.ok) throw new Error(result.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    expect(result.value.goals, 'every goal is of something that the design has').toHaveLength(challenge.goal.length);
    return result.value;
  };

  test('fits its scenario; no finding is an error, and the cause is what the answer mends', () => {
    expect(challengeProblems(design, scenario, challenge)).toEqual([]);
  });

  test('the design that is shipped fails with every seed, and not by a hair', async () => {
    const { goals, solved, changed, seeds } = await checked(designs().start);
    expect({ solved, changed }).toEqual({ solved: false, changed: [] });
    const worst = seeds.map((_, run) => Math.min(...goals.map((goal) => margin(goal, goal.measured[run] ?? goal.measured[0]!))));
    for (const one of worst) expect(one).toBeLessThan(-MARGIN);
  });

  test('the answer reaches the goal with every seed, and not by a hair', async () => {
    const { goals, solved } = await checked(designs().answer);
    expect(solved).toBe(true);
    // What may be spent may be spent to the last, and nothing may be broken at all.
    const close = goals.filter(
      (goal, i) => !('spend' in challenge.goal[i]!) && goal.bound !== 0 && goal.measured.some((one) => margin(goal, one) < MARGIN),
    );
    expect(close).toEqual([]);
  });

  test.each(challenge.wrong.map(({ title }, i) => ({ title, i })))('$title: does not help', async ({ i }) => {
    expect((await checked(designs().wrong[i]!)).solved).toBe(false);
  });
});

function margin({ op, bound, unit }: ChallengeResult['goals'][number], measured: number | null): number {
  const scale = op === 'at-least' && unit === '%' ? 1 - bound : Math.abs(bound);
  return distance({ op, bound, scale: scale || 1 }, measured);
}
