import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest } from './count.mjs';

const file = (status, ...tests) => ({ name: 'a.test.ts', status, assertionResults: tests.map((s) => ({ status: s, fullName: 'a test' })) });
const vitest = (...files) => ({ testResults: files });
const playwright = (stats, more = {}) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors: [],
  suites: [],
  ...more,
});

describe('counting vitest', () => {
  test('tests count one by one', () => {
    expect(countVitest(vitest(file('failed', 'passed', 'failed'), file('passed', 'passed')), 1)).toMatchObject({ passed: 2, failed: 1 });
  });
  test('a file that could not be loaded is a failure', () => {
    expect(countVitest(vitest(file('failed'), file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
  test('an error outside of any test is a failure', () => {
    expect(countVitest(vitest(file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
  test('no report, and no tests, are failures', () => {
    expect(countVitest(null, 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countVitest(vitest(), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
  test('a skipped test has not passed, and is named', () => {
    expect(countVitest(vitest(file('passed', 'passed', 'pending')), 0)).toEqual({
      passed: 1,
      failed: 0,
      skipped: 1,
      reasons: ['skipped: a test'],
    });
  });
});

test('what failed is named with the first line of why, where the summary is all that one sees', () => {
  const failedTest = { status: 'failed', fullName: 'a law', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n at a.ts:1'] };
  const { reasons } = countVitest(vitest({ name: 'a.test.ts', status: 'failed', assertionResults: [failedTest] }), 1);
  expect(reasons).toEqual(['failed: a law (expected 1)']);
  const spec = { title: 'a story', ok: false, tests: [{ status: 'unexpected', results: [{ error: { message: 'no button\nlog' } }] }] };
  const suites = [{ file: 'a.web.spec.ts', specs: [], suites: [{ file: 'a.web.spec.ts', specs: [spec] }] }];
  expect(countPlaywright(playwright({ unexpected: 1 }, { suites }), { code: 1 }).reasons).toEqual([
    'failed: a.web.spec.ts a story (no button)',
  ]);
});

describe('counting Playwright', () => {
  test('what passes only when tried again is named with what went wrong at first', () => {
    const results = [{ error: { message: 'no button\nlog' } }, {}];
    const spec = { title: 'a story', ok: true, tests: [{ status: 'flaky', results }] };
    const suites = [{ file: 'a.web.spec.ts', specs: [], suites: [{ file: 'a.web.spec.ts', specs: [spec] }] }];
    expect(countPlaywright(playwright({ expected: 2, flaky: 1 }, { suites }), { code: 0 })).toEqual({
      passed: 3,
      failed: 0,
      skipped: 0,
      reasons: ['passed only when tried again: a.web.spec.ts a story (no button)'],
    });
  });
  test('what could not begin has failed, with the reason', () => {
    expect(countPlaywright(null, { code: 1, why: 'no display' })).toEqual({ passed: 0, failed: 1, skipped: 0, reasons: ['no display'] });
  });
  test('errors outside of any test, and no tests, are failures', () => {
    expect(countPlaywright(playwright({ expected: 1 }, { errors: [{ message: 'no server' }] }), { code: 1 })).toMatchObject({
      passed: 1,
      failed: 1,
    });
    expect(countPlaywright(playwright({ expected: 1 }), { code: 1 })).toMatchObject({ passed: 1, failed: 1 });
    expect(countPlaywright(playwright({}), { code: 0 })).toMatchObject({ passed: 0, failed: 1 });
  });
  test('skipped tests are named with their reason, however deep they lie', () => {
    const spec = { title: 'a story', tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no mouse' }] }] };
    const suites = [{ suites: [{ specs: [spec] }] }];
    expect(countPlaywright(playwright({ expected: 1, skipped: 1 }, { suites }), { code: 0 })).toMatchObject({
      skipped: 1,
      reasons: ['skipped: a story (no mouse)'],
    });
  });
});
