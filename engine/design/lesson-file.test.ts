import { expect, test } from 'vitest';
import { loadLesson } from './lesson-file';

const lesson = { version: 1, title: 'Slow', summary: '', steps: [{ id: 'well', title: 'Well', text: '' }] };

test('a lesson is read, with its defaults', () => {
  expect(loadLesson(JSON.stringify(lesson))).toMatchObject({ ok: true, value: { steps: [{ actions: [], claims: [] }] } });
});

test('everything that is wrong is said at once, with its place', () => {
  const claim = { text: '{value}', measure: 'x', value: 'many', unit: '', tolerance: -1 };
  const bad = { ...lesson, author: 'me', steps: [{ ...lesson.steps[0], claims: [claim], actions: [{ kind: 'inject', fault: {} }] }] };
  const result = loadLesson(JSON.stringify(bad));
  expect(result.ok ? [] : result.problems.map(({ where }) => where).toSorted()).toEqual([
    'file',
    'steps.well.actions.0.fault.action',
    'steps.well.claims.0.tolerance',
    'steps.well.claims.0.value',
  ]);
});

test.each(['', '[]', 'null', '{"version": 2}', '{', '"lesson"'])('what is no lesson is refused: %j', (text) => {
  expect(loadLesson(text).ok).toBe(false);
});
