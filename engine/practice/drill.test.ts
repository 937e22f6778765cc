import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { drilled } from './drill';
import { wordQuestions } from './questions/registry';

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
});
