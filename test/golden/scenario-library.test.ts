import { describe, expect, test } from 'vitest';
import { withLoad } from '../../engine/design/parameters';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { measure } from '../../engine/measure/measure-path';
import { referenceOf, scenarioProblems, weakOf, withFault } from '../../engine/practice/scenario';
import { nativeEngine } from '../support/native-engine';
import { failed, library, overlaps, saturated } from './scenario-library';

// Method: every claim must hold in every one of these runs. One scenario alone: FAULTLINE_SCENARIO=slug npx vitest run test/golden/scenario-library
const seeds = [1, 2, 3];
const { run } = await nativeEngine();

const reportsOf = (design: Design, duration: number | undefined): Report[] =>
  seeds.map((seed) => {
    const result = run(design, { seed, ...(duration !== undefined && { duration: duration / 1e9 }) });
    if (!result.ok) throw new Error(result.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    return result.value;
  });

const scenarios = library();

test('there are scenarios to hold', () => {
  expect(scenarios.length).toBeGreaterThan(0);
});

describe.each(scenarios)('$slug', ({ design, file }) => {
  const { breaks, script, weak } = file;
  const reference = referenceOf(design, file);
  const reports = (of: Design): Report[] => reportsOf(of, file.duration);

  test('fits its design, and has no findings but those it names', () => {
    expect(scenarioProblems(design, file)).toEqual([]);
  });

  test('is drawn without overlaps', () => {
    expect(overlaps(design)).toEqual([]);
    expect(overlaps(reference)).toEqual([]);
  });

  test('the reference has objectives, and keeps what it promises', () => {
    expect(reference.slos ?? []).not.toEqual([]);
    expect(reports(reference).map(failed)).toEqual(seeds.map(() => []));
  });

  test.each(weak)('the weak variant $id fails', (variant) => {
    const under = (of: Design): Design => (variant.under ? withFault(of, variant.under) : of);
    for (const report of reports(under(weakOf(reference, variant)))) expect(failed(report)).toEqual(expect.arrayContaining(variant.fails));
    if (!variant.under) return;
    const kept = reports(under(reference)).map((report) => failed(report).filter((id) => variant.fails.includes(id)));
    expect(kept, 'the reference holds under the same fault').toEqual(seeds.map(() => []));
  });

  test('breaks at the load that it says', () => {
    expect(reports(withLoad(reference, breaks.factor * 0.9)).map(failed), 'a tenth below').toEqual(seeds.map(() => []));
    const beyond = withLoad(reference, breaks.factor * 1.1);
    for (const report of reports(beyond)) {
      expect(failed(report), 'a tenth above').toContain(breaks.slo);
      expect(saturated(report, beyond), 'what is saturated then').toContain(breaks.first);
    }
  });

  test.each(script)('what it says of $fault.id', ({ fault, claims }) => {
    const found = reports(withFault(reference, fault));
    const wrong = claims.flatMap(({ measure: path, value, tolerance }) =>
      found.flatMap((report) => {
        const measured = measure(report, path);
        const holds = measured !== null && Math.abs(measured - value) <= tolerance;
        return holds ? [] : [`${path} is ${measured} with seed ${report.seed}, claimed ${value} ± ${tolerance}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(claims.filter(({ text }) => text.split('{value}').length !== 2)).toEqual([]);
  });
});
