import { expect, test } from 'vitest';
import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { reportOf } from './report-of';

/** Runs that end when they are told to. */
function runs() {
  const begun: { readonly signal: AbortSignal; readonly end: () => void }[] = [];
  const ask = (_design: Design, signal: AbortSignal): Promise<Result<Report>> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('it was cancelled')));
      begun.push({ signal, end: () => resolve({ ok: false, problems: [] }) });
    });
  return { begun, ask };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a run that nobody waits for any more is stopped; the next who asks has one of its own', async () => {
  const { begun, ask } = runs();
  const design: Design = { version: 1, name: 'Shop' };
  const [one, other] = [new AbortController(), new AbortController()];
  const reports = [reportOf(design, one.signal, ask), reportOf(design, other.signal, ask)];
  one.abort();
  await settled();
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([false]);
  other.abort();
  for (const report of reports) await expect(report).rejects.toThrow('cancelled');
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true]);
  void reportOf(design, new AbortController().signal, ask);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

test('who goes from one document to the next keeps the run, and what is done is kept', async () => {
  const { begun, ask } = runs();
  const design: Design = { version: 1, name: 'Shop' };
  const [one, other] = [new AbortController(), new AbortController()];
  const first = reportOf(design, one.signal, ask);
  one.abort();
  const second = reportOf(design, other.signal, ask);
  await settled();
  begun[0]!.end();
  expect(await second).toEqual(await first);
  other.abort();
  await settled();
  await reportOf(design, new AbortController().signal, ask);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([false]);
});
