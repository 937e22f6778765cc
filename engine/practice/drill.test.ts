import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { drilled } from './drill';
import { wordQuestions } from './questions/registry';
import type { Voice } from './voice';

const breaker = wordQuestions.find(({ id }) => id === 'explain-the-circuit-breaker')!;

describe('the questions in words', () => {
  test('all files are registered, and there are twenty at least', () => {
    const files = readdirSync(path.join(import.meta.dirname, 'questions')).filter((name) => name.endsWith('.json'));
    expect(wordQuestions.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
    expect(wordQuestions.length).toBeGreaterThanOrEqual(20);
  });

  test('related ones exist, and none is related to itself', () => {
    const ids = wordQuestions.map(({ id }) => id);
    const lost = wordQuestions.flatMap(({ id, related }) => related.filter((one) => one === id || !ids.includes(one)));
    expect(lost).toEqual([]);
  });

  test.each(wordQuestions)('$id: its model answer makes its points and no mistake', (question) => {
    const { content, structure, delivery } = drilled(question, { text: question.model });
    expect(content.missed.map(({ id }) => id)).toEqual([]);
    expect(content.mistakes).toEqual([]);
    expect(structure.score).toBeGreaterThanOrEqual(50);
    expect(delivery.words).toBeGreaterThan(50);
  });

  test.each(wordQuestions)('$id: an answer about nothing makes none of its points', (question) => {
    expect(drilled(question, { text: 'It was a sunny day, and the children played in the garden with a red ball.' }).content.found).toEqual(
      [],
    );
  });
});

describe('a drill', () => {
  test('no answer scores 0, the model answer nearly all', () => {
    expect(drilled(breaker, { text: '' }).score).toBe(0);
    expect(drilled(breaker, { text: breaker.model }).score).toBeGreaterThanOrEqual(80);
  });

  test('what is expected follows the level; the rest is what a stronger answer adds', () => {
    const text =
      'A breaker is closed and counts failures. When something is down, nobody waits: it opens and calls fail fast. Half-open lets a trial through.';
    const junior = drilled(breaker, { text, level: 'junior' });
    const senior = drilled(breaker, { text, level: 'senior' });
    expect(junior.content.missed).toEqual([]);
    expect(junior.content.beyond.map(({ level }) => level)).not.toContain('junior');
    expect(senior.content.score).toBeLessThan(junior.content.score);
  });

  test('fillers, hedges and pace are counted', () => {
    const text = `Um, I think the breaker, um, basically is sort of closed. ${'It counts failures and fails fast. '.repeat(10)}`;
    const { delivery } = drilled(breaker, { text, seconds: 15 });
    expect(delivery.fillers).toEqual([
      { word: 'um', count: 2 },
      { word: 'basically', count: 1 },
    ]);
    expect(delivery.hedges).toEqual([
      { word: 'i think', count: 1 },
      { word: 'sort of', count: 1 },
    ]);
    expect(delivery.wordsPerMinute).toBe(delivery.words * 4);
    expect(delivery.remarks.find(({ id }) => id === 'pace')).toMatchObject({ good: false });
  });

  test('a mistake that is heard is named, and takes points', () => {
    const cqrs = wordQuestions.find(({ id }) => id === 'cqrs-against-event-sourcing')!;
    const wrong = drilled(cqrs, { text: `${cqrs.model} CQRS requires event sourcing.` });
    expect(wrong.content.mistakes).toEqual(['CQRS does not need event sourcing.']);
    expect(wrong.content.score).toBeLessThan(drilled(cqrs, { text: cqrs.model }).content.score);
  });

  const calm: Voice = { seconds: 62, span: 60, speaking: 48, silence: 0.2, longestPause: 1.4, longPauses: [], spread: 2, fade: 1 };

  test('of what was spoken without words, delivery is judged by the sound, the rest by what one ticked', () => {
    const heard = drilled(breaker, { text: '', voice: calm });
    expect(heard).toMatchObject({
      by: 'ear',
      content: { score: 0, mistakes: [] },
      structure: { score: 0 },
      delivery: { score: 100, words: 0 },
    });
    const [first, second] = breaker.points;
    const ticked = drilled(breaker, { text: '', voice: calm, ticked: [first!.id, 'closing', 'not-a-point'] });
    expect(ticked.content.found).toEqual([first]);
    expect(ticked.content.missed).toContainEqual(second);
    expect(ticked.structure.score).toBe(25);
    const all = [...breaker.points.map(({ id }) => id), ...ticked.structure.remarks.map(({ id }) => id)];
    expect(drilled(breaker, { text: '', voice: calm, ticked: all }).score).toBe(100);
    // Words count for more than ticks, and silence for nothing.
    expect(drilled(breaker, { text: breaker.model, voice: calm, ticked: [] })).toMatchObject({ by: 'words', content: { missed: [] } });
    expect(drilled(breaker, { text: '', voice: null, ticked: all })).toMatchObject({ by: 'ear', score: 0 });
  });

  test.each([
    ['silence', { silence: 0.45 }, '45 % of 60 s'],
    ['silence', { silence: 0.02 }, 'Only 2 %'],
    [
      'long-pauses',
      {
        longestPause: 3.2,
        longPauses: [
          { at: 5, seconds: 3.2 },
          { at: 20, seconds: 2.1 },
        ],
      },
      '2 pauses over 2 s, the longest 3.2 s',
    ],
    ['evenness', { spread: 7.5 }, '7.5 dB'],
    ['evenness', { fade: 8 }, '8 dB quieter'],
    ['length', { span: 200 }, '200 s are too many'],
    ['length', { span: 9 }, '9 s are too few'],
  ] as const)('%s is named with its number: %o', (id, other, words) => {
    const { delivery } = drilled(breaker, { text: '', voice: { ...calm, ...other } });
    expect(delivery.remarks.filter(({ good }) => !good)).toEqual([{ id, good: false, text: expect.stringContaining(words) as string }]);
  });

  test('a recording beside words is judged with them; one without a voice says so', () => {
    const spoken = drilled(breaker, { text: breaker.model, voice: calm, seconds: calm.span });
    expect(spoken.delivery.remarks.map(({ id }) => id)).toEqual([
      'length',
      'pace',
      'fillers',
      'hedging',
      'silence',
      'long-pauses',
      'evenness',
    ]);
    expect(spoken.delivery.wordsPerMinute).toBe(spoken.delivery.words);
    const dead = drilled(breaker, { text: breaker.model, voice: null });
    expect(dead.delivery.remarks.at(-1)).toMatchObject({ id: 'voice', good: false });
  });
});
