import { stripVTControlCharacters } from 'node:util';

// Reads what the test tools report. Whatever went wrong must show as a failure here: nobody reads further than the last line.

/**
 * @param {object | null} report vitest's JSON report; null when it wrote none.
 * @param {number} code its exit code.
 */
export function countVitest(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, reasons: ['vitest wrote no report'] };
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').length;
  // A file that cannot be loaded has no tests to fail; it counts as one.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const reasons = [
    ...tests
      .filter(({ status }) => status === 'failed')
      .map((test) => `failed: ${test.fullName} (${firstLine(test.failureMessages?.[0])})`),
    ...broken.map(({ name }) => `${name} could not run`),
    ...skipped.map(({ fullName }) => `skipped: ${fullName}`),
  ];
  return hideNothing(
    { passed: tests.length - failed - skipped.length, failed: failed + broken.length, skipped: skipped.length, reasons },
    code,
  );
}

/**
 * @param {object | null} report Playwright's JSON report; null when it wrote none.
 * @param {{ code: number, why?: string }} end its exit code, and why it could not begin.
 */
export function countPlaywright(report, { code, why }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, reasons: [why ?? 'Playwright wrote no report'] };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const reasons = [
    ...report.errors.map(({ message }) => message ?? 'an error outside of any test'),
    ...failedIn(report.suites),
    ...triedAgainIn(report.suites),
    ...skippedIn(report.suites),
  ];
  return hideNothing({ passed: expected + flaky, failed: unexpected + report.errors.length, skipped, reasons }, code);
}

/** Errors outside of any test, an unhandled rejection for example, show in the exit code alone; and no tests are no success. */
function hideNothing(count, code) {
  if (count.failed > 0) return count;
  if (code !== 0) return { ...count, failed: 1, reasons: [...count.reasons, `it ended with exit code ${code} although no test failed`] };
  return count.passed > 0 ? count : { ...count, failed: 1, reasons: [...count.reasons, 'no test ran'] };
}

function failedIn(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.filter(({ ok }) => ok === false).map((spec) => `failed: ${file ?? ''} ${spec.title} (${firstLine(errorIn(spec))})`),
    ...failedIn(inner),
  ]);
}

/** A test that passes only when tried again is wrong, or what it tests is; a busy machine shows it. So each is named, with why. */
function triedAgainIn(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter((spec) => spec.tests.some(({ status }) => status === 'flaky'))
      .map((spec) => `passed only when tried again: ${file ?? ''} ${spec.title} (${firstLine(errorIn(spec))})`),
    ...triedAgainIn(inner),
  ]);
}

const errorIn = (spec) => spec.tests.flatMap(({ results = [] }) => results).find(({ error }) => error)?.error.message;

/** Of a message in a terminal's colours, what fits a line. */
const firstLine = (message) =>
  stripVTControlCharacters(message ?? 'no message')
    .split('\n')[0]
    .slice(0, 200);

function skippedIn(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter((spec) => spec.tests.some(({ status }) => status === 'skipped'))
      .map((spec) => `skipped: ${spec.title} (${reasonIn(spec) ?? 'no reason given'})`),
    ...skippedIn(inner),
  ]);
}

const reasonIn = (spec) =>
  spec.tests.flatMap((test) => test.annotations).find(({ type }) => type === 'skip' || type === 'fixme')?.description;
