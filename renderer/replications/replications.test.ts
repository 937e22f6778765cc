import { expect, test } from 'vitest';
import { failure, success } from '../../engine/core/problem';
import type { answerInWorkers } from '../engine/run-crew';
import type { Replications } from '../../engine/what-if/replicate';
import { createReplications } from './replications';

const design = { version: 1, name: 'Shop' } as const;
const result = { design: 'Shop' } as Replications;
type Replicate = typeof answerInWorkers<'replications'>;

/** Runs that end when the test says so. */
function held() {
  const calls: {
    finish: (value: Awaited<ReturnType<Replicate>>) => void;
    fail: (error: Error) => void;
    progress: (share: number) => void;
    signal: AbortSignal;
  }[] = [];
  const replicate: Replicate = (_name, _wanted, progress, signal) =>
    new Promise((resolve, reject) => calls.push({ finish: resolve, fail: reject, progress, signal }));
  return { store: createReplications(replicate), calls };
}

test('shows how far it is, and then what came out', async () => {
  const { store, calls } = held();
  const done = store.getState().start(design, 1, 10);
  calls[0]!.progress(0.3);
  expect(store.getState().stage).toEqual({ phase: 'running', count: 10, share: 0.3 });
  calls[0]!.finish(success(result));
  await done;
  // Word of the last run may come after the result.
  calls[0]!.progress(1);
  expect(store.getState().stage).toEqual({ phase: 'done', result, design });
});

test('cancelled, its workers are told, and what comes after is not shown', async () => {
  const { store, calls } = held();
  const done = store.getState().start(design, 1, 10);
  store.getState().cancel();
  expect(calls[0]!.signal.aborted).toBe(true);
  calls[0]!.progress(0.9);
  calls[0]!.fail(new Error('it was cancelled'));
  await done;
  expect(store.getState().stage).toEqual({ phase: 'none' });
});

test('started again, the first one is given up', async () => {
  const { store, calls } = held();
  void store.getState().start(design, 1, 10);
  const second = store.getState().start(design, 2, 20);
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  calls[0]!.finish(success(result));
  calls[1]!.progress(0.5);
  expect(store.getState().stage).toEqual({ phase: 'running', count: 20, share: 0.5 });
  calls[1]!.fail(new Error('out of memory'));
  await second;
  expect(store.getState().stage).toEqual({ phase: 'failed', why: 'out of memory' });
});

test('a design that cannot run says why', async () => {
  const { store, calls } = held();
  const done = store.getState().start(design, 1, 10);
  const problem = { code: 'x', severity: 'error', where: 'nodes', message: 'No.', remedy: 'Do.' } as const;
  calls[0]!.finish(failure(problem));
  await done;
  expect(store.getState().stage).toEqual({ phase: 'refused', problems: [problem] });
});
