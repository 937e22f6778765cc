import { beforeEach, expect, test } from 'vitest';
import { sampleReport } from '../../engine/what-if/sample-report';
import { cascadeUi, hideCascade, marksOf, nextStep, playSteps, showStep } from './cascade-ui';

const { steps } = sampleReport().cascade;
const marks = () => ['payments', 'users'].map((node) => marksOf(cascadeUi.getState(), { node }));

beforeEach(hideCascade);

test('playing marks one step after the other, and stops at the last', () => {
  playSteps(steps);
  expect(marks()).toEqual(['1*', '']);
  nextStep();
  expect(marks()).toEqual(['1', '2*']);
  expect(cascadeUi.getState().playing).toBe(true);
  nextStep();
  expect(cascadeUi.getState()).toMatchObject({ at: 1, playing: false });
});

test('a link is marked with the step that came through it', () => {
  showStep(steps, 1);
  expect(marksOf(cascadeUi.getState(), { link: 'users-payments' })).toBe('2*');
  hideCascade();
  expect(marksOf(cascadeUi.getState(), { link: 'users-payments' })).toBe('');
});
