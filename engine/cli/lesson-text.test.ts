import { expect, test } from 'vitest';
import type { MeasuredClaim, StepReport } from '../what-if/lesson';
import { lessonText } from './lesson-text';

const claim = (more: Partial<MeasuredClaim>): MeasuredClaim => ({
  text: 'It is {value}.',
  measure: 'x',
  unit: '',
  claimed: 1,
  tolerance: 0,
  measured: 1,
  holds: true,
  ...more,
});
const step = (more: Partial<StepReport>): StepReport => ({
  id: 's',
  title: 'A step',
  digest: '',
  goodput: 10,
  degraded: [],
  claims: [],
  ...more,
});
const linesOf = (...claims: MeasuredClaim[]) =>
  lessonText('Slow', [step({ claims })], false)
    .split('\n')
    .filter((line) => line.includes('It is'));

test('an interval that the lesson claims stands behind the number', () => {
  expect(linesOf(claim({ measured: 168, interval: { low: 150.2, high: 171 } })).join('')).toContain(
    'It is 168. Mean of ten runs: 150 to 171 (95 %).',
  );
});

test('numbers stand in their sentence, in the unit of the claim', () => {
  expect(
    linesOf(
      claim({ measured: 3 }),
      claim({ measured: 0.25 }),
      claim({ measured: 0.4321, unit: '%' }),
      claim({ measured: 12.345, unit: 'ms' }),
      claim({ measured: 1234, unit: '/s' }),
      claim({ text: 'It is so:' }),
    ),
  ).toEqual(['  It is 3.', '  It is 0.25.', '  It is 43.2 %.', '  It is 12.3 ms.', '  It is 1,234 /s.', '  It is so: 1']);
});

test('what is off is marked, and stands beside what was claimed', () => {
  const off = { holds: false, claimed: 0.45, tolerance: 0.03, unit: '%' };
  expect(linesOf(claim({ ...off, measured: 0.6 }), claim({ ...off, measured: null }))).toEqual([
    '✗ It is 60.0 %. The lesson claims 45.0 % ± 3.0 %.',
    '✗ It is –. The lesson claims 45.0 % ± 3.0 %.',
  ]);
});

test('a step says its goodput and what degraded first', () => {
  const degraded = [
    { subject: 'payments', at: 16, sign: 'its workers were held 100 % of the time' },
    { subject: 'orders', at: 16, sign: '' },
    { subject: 'gateway', at: 17, sign: '' },
  ];
  const text = lessonText('Slow', [step({}), step({ title: 'Slow now', goodput: 41.23, degraded })], false);
  expect(text).toContain('\n1. A step\n  Goodput 10.0 /s. Nothing degraded.\n');
  expect(text).toContain(
    '\n2. Slow now\n  Goodput 41.2 /s. First to degrade: payments (its workers were held 100 % of the time); then orders, gateway.\n',
  );
});

test('the last line says how many claims hold', () => {
  const last = (...claims: MeasuredClaim[]) =>
    lessonText('Slow', [step({ claims })], false)
      .trimEnd()
      .split('\n')
      .at(-1);
  expect(last(claim({}))).toBe('The claim of the lesson holds.');
  expect(last(claim({}), claim({}))).toBe('All 2 claims of the lesson hold.');
  expect(last(claim({}), claim({ holds: false }))).toBe('1 of 2 claims of the lesson does not hold in these runs (✗).');
  expect(last()).toBe('  Goodput 10.0 /s. Nothing degraded.');
});
