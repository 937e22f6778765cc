import type { Problem } from '../core/problem';
import { apply, type Edit } from '../design/edits';
import { findingsOf } from '../design/findings';
import type { Design, DesignFault } from '../design/schema';
import type { ScenarioFile, WeakVariant } from './scenario-file';

/** The reference solution of a scenario. @param design that opens */
export const referenceOf = (design: Design, { reference }: ScenarioFile): Design => edited(design, reference.edits);

/** A weak variant of a scenario. @param reference its reference solution */
export const weakOf = (reference: Design, { edits }: WeakVariant): Design => edited(reference, edits);

/** A design with one fault more in its script. */
export const withFault = (design: Design, fault: DesignFault): Design => ({ ...design, faults: [...(design.faults ?? []), fault] });

const edited = (design: Design, edits: readonly Edit[]): Design => edits.reduce(apply, design);

/**
 * What is wrong between a scenario and its design: findings that it does not name, edits and faults that do not fit, ids of nothing.
 * @param design that opens
 */
export function scenarioProblems(design: Design, scenario: ScenarioFile): Problem[] {
  const problems = unnamed(design, 'design', scenario.findings);
  const reference = attempt(() => referenceOf(design, scenario), 'reference.edits', problems);
  if (!reference) return problems;
  problems.push(...unnamed(reference, 'reference', scenario.findings));
  for (const variant of scenario.weak) problems.push(...weakProblems(reference, variant));
  for (const { fault } of scenario.script) problems.push(...errorsOf(withFault(reference, fault), `script.${fault.id}`));
  problems.push(...breaksProblems(reference, scenario));
  const codes = new Set(open(design).map(({ code }) => code));
  for (const code of scenario.findings)
    if (!codes.has(code)) problems.push(wrong('findings', `The design has no finding "${code}".`, 'Leave it out of "findings".'));
  return problems;
}

function weakProblems(reference: Design, variant: WeakVariant): Problem[] {
  const where = `weak.${variant.id}`;
  const problems: Problem[] = [];
  const design = attempt(() => weakOf(reference, variant), `${where}.edits`, problems);
  if (!design) return problems;
  if (JSON.stringify(design) === JSON.stringify(reference))
    problems.push(wrong(`${where}.edits`, 'The edits change nothing.', 'Check the ids in them.'));
  problems.push(...errorsOf(variant.under ? withFault(design, variant.under) : design, where));
  const claims = new Set([...(design.slos ?? []), ...(design.invariants ?? [])].map(({ id }) => id));
  for (const id of variant.fails)
    if (!claims.has(id))
      problems.push(wrong(`${where}.fails`, `The design has no objective or invariant "${id}".`, 'Name one that it has.'));
  return problems;
}

function breaksProblems({ nodes = [], slos = [], invariants = [] }: Design, { breaks }: ScenarioFile): Problem[] {
  const problems: Problem[] = [];
  if (!nodes.some(({ id }) => id === breaks.first))
    problems.push(wrong('breaks.first', `The reference has no node "${breaks.first}".`, 'Name the node that is saturated first.'));
  if (![...slos, ...invariants].some(({ id }) => id === breaks.slo))
    problems.push(
      wrong('breaks.slo', `The reference has no objective or invariant "${breaks.slo}".`, 'Name the objective that is missed first.'),
    );
  return problems;
}

/** Findings that nobody has let be. */
const open = (design: Design): Problem[] => findingsOf(design).filter(({ ignored }) => ignored === undefined);

const unnamed = (design: Design, where: string, named: readonly string[]): Problem[] =>
  open(design)
    .filter(({ code, severity }) => severity === 'error' || !named.includes(code))
    .map((problem) => ({ ...problem, where: `${where} ${problem.where}` }));

const errorsOf = (design: Design, where: string): Problem[] =>
  findingsOf(design)
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({ ...problem, where: `${where} ${problem.where}` }));

/** Of an edit in a file one knows only that it has a kind. */
function attempt(edit: () => Design, where: string, problems: Problem[]): Design | null {
  try {
    return edit();
  } catch {
    problems.push(wrong(where, 'An edit lacks some of its fields, or is of no known kind.', 'Write each edit with all of its fields.'));
    return null;
  }
}

const wrong = (where: string, message: string, remedy: string): Problem => ({
  code: 'scenario',
  severity: 'error',
  where,
  message,
  remedy,
});
