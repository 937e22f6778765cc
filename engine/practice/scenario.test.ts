import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { zDesign } from '../design/schema';
import type { Design } from '../design/schema';
import { referenceOf, scenarioProblems, weakOf } from './scenario';
import { type ScenarioFile, zScenario } from './scenario-file';

const read = (name: string): unknown => JSON.parse(readFileSync(`scenarios/checkout/${name}`, 'utf8'));
const design = read('design.faultline.json') as Design;
const scenario = zScenario.parse(read('scenario.json'));
const places = (file: ScenarioFile): string[] => scenarioProblems(design, file).map(({ where }) => where);

test('edits lead from the design that opens to the reference, and from there to a weak variant', () => {
  const reference = referenceOf(design, scenario);
  expect(reference.links?.find(({ id }) => id === 'orders-payments')?.policy?.breaker).toEqual({ kind: 'consecutive' });
  const weak = weakOf(reference, scenario.weak[0]!);
  expect(weak.links?.find(({ id }) => id === 'orders-payments')?.policy?.breaker).toBeUndefined();
  expect(zDesign.safeParse(weak).success).toBe(true);
});

test('a scenario that fits its design has no problems', () => {
  expect(places(scenario)).toEqual([]);
});

test('what names nothing in the design is told by its place', () => {
  const [weak] = scenario.weak;
  expect(places({ ...scenario, breaks: { ...scenario.breaks, first: 'nobody', slo: 'nothing' } })).toEqual(['breaks.first', 'breaks.slo']);
  expect(places({ ...scenario, weak: [{ ...weak!, fails: ['nothing'] }] })).toEqual(['weak.no-breaker.fails']);
  expect(places({ ...scenario, findings: [...scenario.findings, 'dual-write'] })).toEqual(['findings']);
});

test('a finding that is not named is a problem, and so is one that the reference has', () => {
  const found = scenarioProblems(design, { ...scenario, findings: scenario.findings.filter((code) => code !== 'no-event-catalog') });
  expect(found.map(({ code, where }) => `${code} ${where}`)).toEqual([
    'no-event-catalog design events',
    'no-event-catalog reference events',
  ]);
});

test('an edit that is none, or changes nothing, is a problem', () => {
  const [weak] = scenario.weak;
  const none = { kind: 'replace-link' } as never;
  expect(places({ ...scenario, reference: { ...scenario.reference, edits: [none] } })).toEqual(['reference.edits']);
  expect(places({ ...scenario, weak: [{ ...weak!, edits: [{ kind: 'remove-node', id: 'nobody' }] }] })).toEqual(['weak.no-breaker.edits']);
});
