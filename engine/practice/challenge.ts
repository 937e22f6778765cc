import type { Problem } from '../core/problem';
import { apply, type Edit } from '../design/edits';
import { findingsOf } from '../design/findings';
import { isError } from '../design/resolve';
import type { Design } from '../design/schema';
import type { Challenge } from './challenge-file';
import { referenceOf, weakOf, withFault } from './scenario';
import type { ScenarioFile } from './scenario-file';

/** A challenge with the designs that belong to it. */
export interface Posed {
  /** The design that fails. */
  readonly start: Design;
  /** One that does not. */
  readonly answer: Design;
  /** What looks like a way, in the order of the file. */
  readonly wrong: readonly Design[];
}

/** Seeds of the runs that decide whether the goal is reached. */
export const challengeSeeds = [1, 2, 3] as const;

/**
 * The designs of a challenge. Of an edit in a file one knows only that it has a kind, so it throws where one lacks some of its fields.
 * @param design that the scenario opens with
 * @returns null where the challenge begins with a variant that the scenario does not have
 */
export function posed(design: Design, scenario: ScenarioFile, challenge: Challenge): Posed | null {
  const from = variant(design, scenario, challenge.start.from);
  if (from === null) return null;
  const { edits, fault } = challenge.start;
  const failing = named(edited(from, edits), challenge.title);
  const start = fault === undefined ? failing : withFault(failing, fault);
  return {
    start,
    answer: edited(start, challenge.answer.edits),
    wrong: challenge.wrong.map((one) => edited(start, one.edits)),
  };
}

function variant(design: Design, scenario: ScenarioFile, from: string): Design | null {
  if (from === 'opens') return design;
  const reference = referenceOf(design, scenario);
  if (from === 'reference') return reference;
  const weak = scenario.weak.find(({ id }) => id === from);
  return weak ? weakOf(reference, weak) : null;
}

/** Notes tell the lesson of the scenario, which is often the cause; its description does too. */
function named(design: Design, name: string): Design {
  const { description: _, notes: __, ...rest } = design;
  return { ...rest, name };
}

const edited = (design: Design, edits: readonly Edit[]): Design => edits.reduce(apply, design);

/** What is wrong between a challenge and its scenario: designs that do not run, edits that change nothing, a cause that is not mended. */
export function challengeProblems(design: Design, scenario: ScenarioFile, challenge: Challenge): Problem[] {
  const all = attempt(() => posed(design, scenario, challenge));
  if (all === undefined)
    return [wrong('edits', 'An edit lacks some of its fields, or is of no known kind.', 'Write each edit with all of its fields.')];
  if (all === null)
    return [wrong('start.from', `The scenario has no variant "${challenge.start.from}".`, 'Name "opens", "reference" or a weak variant.')];
  const { start, answer } = all;
  const problems = [
    ...errorsOf(start, 'start'),
    ...errorsOf(answer, 'answer'),
    ...all.wrong.flatMap((one, i) => errorsOf(one, `wrong.${i}`)),
  ];
  const at = challenge.cause.at;
  const part = (of: Design): unknown => [...(of.nodes ?? []), ...(of.links ?? [])].find(({ id }) => id === at);
  if (part(start) === undefined) problems.push(wrong('cause.at', `The design has no component or link "${at}".`, 'Name one that it has.'));
  else if (JSON.stringify(part(start)) === JSON.stringify(part(answer)))
    problems.push(wrong('cause.at', `The answer leaves "${at}" as it is.`, 'Name what the answer mends.'));
  for (const [i, one] of all.wrong.entries())
    if (JSON.stringify(one) === JSON.stringify(start))
      problems.push(wrong(`wrong.${i}.edits`, 'The edits change nothing.', 'Check the ids in them.'));
  return problems;
}

const errorsOf = (design: Design, where: string): Problem[] =>
  findingsOf(design)
    .filter(isError)
    .map((problem) => ({ ...problem, where: `${where} ${problem.where}` }));

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

const wrong = (where: string, message: string, remedy: string): Problem => ({
  code: 'challenge',
  severity: 'error',
  where,
  message,
  remedy,
});
