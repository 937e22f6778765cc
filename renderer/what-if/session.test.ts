import { expect, test } from 'vitest';
import { failure, type Result, success } from '../../engine/core/problem';
import type { AnswerOf, WhatIfName } from '../../engine/what-if/registry';
import { type Asked, createWhatIfSession } from './session';

type Answer = Result<AnswerOf<WhatIfName>>;
const design = { version: 1, name: 'Shop' } as const;
const asked = (title: string): Asked => ({ name: 'replications', title, design, wanted: { design, replications: 5 } });
const found = { design: 'Shop' } as AnswerOf<WhatIfName>;

/** Questions that are answered when the test says so, and a clock that it turns. */
function held() {
  const calls: {
    finish: (answer: Answer) => void;
    fail: (error: Error) => void;
    progress: (share: number) => void;
    signal: AbortSignal;
  }[] = [];
  const clock = { now: 0 };
  const session = createWhatIfSession(
    (_name, _wanted, progress, signal) => new Promise((finish, fail) => calls.push({ finish, fail, progress, signal })),
    () => clock.now,
  );
  return { session, calls, clock };
}

test('an answer is shown and kept, newest first, with its question and the design that it was asked of', async () => {
  const { session, calls } = held();
  for (const title of ['first?', 'second?']) {
    const done = session.getState().ask(asked(title));
    calls.at(-1)!.finish(success(found));
    await done;
  }
  const { answers, shown, job } = session.getState();
  expect(answers.map(({ title, answer, design: of }) => [title, answer, of])).toEqual([
    ['second?', found, design],
    ['first?', found, design],
  ]);
  expect(shown).toBe(answers[0]!.id);
  expect(job).toBeNull();
  session.getState().forget(answers[0]!.id);
  expect(session.getState().shown).toBe(answers[1]!.id);
});

test('says how far it is, and how long it will take', () => {
  const { session, calls, clock } = held();
  void session.getState().ask(asked('long?'));
  expect(session.getState().job).toMatchObject({ phase: 'running', share: 0, left: null });
  calls[0]!.progress(0);
  clock.now = 1_000;
  calls[0]!.progress(0.25);
  expect(session.getState().job).toMatchObject({ share: 0.25, left: 3_000 });
});

test('cancelled, its workers are told at once, and what comes after is not shown', async () => {
  const { session, calls } = held();
  const done = session.getState().ask(asked('long?'));
  session.getState().cancel();
  expect(calls[0]!.signal.aborted).toBe(true);
  expect(session.getState().job).toBeNull();
  calls[0]!.progress(0.9);
  calls[0]!.fail(new Error('it was cancelled'));
  await done;
  expect(session.getState()).toMatchObject({ job: null, answers: [] });
});

test('another question ends the one under way, whose answer is not kept', async () => {
  const { session, calls } = held();
  const first = session.getState().ask(asked('first?'));
  const second = session.getState().ask(asked('second?'));
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  calls[0]!.finish(success(found));
  await first;
  expect(session.getState()).toMatchObject({ job: { phase: 'running' }, answers: [] });
  calls[1]!.finish(success(found));
  await second;
  expect(session.getState().answers.map(({ title }) => title)).toEqual(['second?']);
});

test('what cannot be answered says why', async () => {
  const { session, calls } = held();
  const problem = { code: 'x', severity: 'error', where: 'nodes', message: 'No.', remedy: 'Do.' } as const;
  const refused = session.getState().ask(asked('bad?'));
  calls[0]!.finish(failure(problem));
  await refused;
  expect(session.getState().job).toMatchObject({ phase: 'refused', problems: [problem] });
  const lost = session.getState().ask(asked('large?'));
  calls[1]!.fail(new Error('out of memory'));
  await lost;
  expect(session.getState().job).toMatchObject({ phase: 'failed', why: 'out of memory' });
});
