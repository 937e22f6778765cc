import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { estimated, quantities } from '../../engine/practice/estimate';
import { scaleOf } from '../../engine/practice/traffic-from';
import { loadPrompt, type Prompt } from '../../engine/practice/prompt-file';
import { scenariosFolder } from './scenarios';

const files = readdirSync(scenariosFolder)
  .map((slug) => ({ slug, file: path.join(scenariosFolder, slug, 'prompt.json') }))
  .filter(({ file }) => existsSync(file))
  .map(({ slug, file }) => ({ slug, text: readFileSync(file, 'utf8') }));

test('there are prompts to hold', () => {
  expect(files.map(({ slug }) => slug)).toContain('checkout');
  // So many estimates are worked by hand.
  expect(files.length).toBeGreaterThanOrEqual(15);
});

describe.each(files)('the prompt of $slug', ({ text }) => {
  const prompt = (): Prompt => {
    const loaded = loadPrompt(text);
    if (!loaded.ok) throw new Error(loaded.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    return loaded.value;
  };

  test('can be read', () => {
    const loaded = loadPrompt(text);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  test('its hand-worked answers are what the arithmetic gives', () => {
    const { inputs, answers } = prompt().estimate;
    const computed = estimated(inputs);
    // By hand one writes three digits or so; servers are counted.
    const off = quantities.filter((name) => Math.abs(computed[name] - answers[name]) > (name === 'servers' ? 0 : 0.01 * computed[name]));
    expect(off.map((name) => `${name} is ${computed[name]}, written ${answers[name]}`)).toEqual([]);
  });

  test('its estimate, at the scale of the model, is the load that is asked for', () => {
    const { targets, estimate } = prompt();
    const peak = estimate.answers.peakPerSecond * scaleOf(prompt());
    // What is estimated may count reads that the model has as answers to writes: twice the load at most, and never less than is measured.
    expect(peak / targets.rate).toBeGreaterThanOrEqual(0.95);
    expect(peak / targets.rate).toBeLessThanOrEqual(2);
  });

  test('tells, asks and breaks enough', () => {
    const { reveals, points } = prompt();
    expect(new Set(reveals.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(points.map(({ dimension }) => dimension)).size).toBeGreaterThanOrEqual(4);
  });
});
