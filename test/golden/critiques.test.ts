import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Critique } from '../../engine/practice/critique/document';
import { loadPrompt, type PromptFile } from '../../engine/practice/prompt-file';
import { referenceOf, weakOf } from '../../engine/practice/scenario';
import { serialCrew } from '../../engine/what-if/crew';
import { critique } from '../../engine/what-if/critique';
import { ask } from '../../engine/what-if/definition';
import { remembering } from '../../engine/what-if/remembered';
import { nativeEngine } from '../support/native-engine';
import { library } from './scenario-library';
import { scenariosFolder } from './scenarios';

// Method: the critique of each reference and of each weak variant, all that a good candidate says being said. One run at the load that is asked
// and two for each fault, with the design's own seed. One scenario alone: FAULTLINE_SCENARIO=slug npx vitest run test/golden/critiques
/** Points of a reference at least. */
const GOOD = 90;
/** Points by which a weak variant is below its reference at least. */
const MARGIN = 10;

const { run } = await nativeEngine();

/** All that the prompt waits for, in its own words. */
const saidWell = ({ reveals, points }: PromptFile) => ({
  questions: reveals.map(({ question }) => question),
  estimate: {},
  words: {
    all: `${points.map(({ keywords }) => keywords.map(([word]) => word).join(' ')).join('. ')}. I take this instead of that, because of the price: a trade-off. We watch lag.`,
  },
});

describe.each(library())('$slug', { timeout: 240_000 }, ({ slug, design, file }) => {
  const reference = referenceOf(design, file);
  const prompt = JSON.parse(readFileSync(path.join(scenariosFolder, slug, 'prompt.json'), 'utf8')) as PromptFile;
  const known = new Map<string, unknown>();
  // What the reference keeps is asked for with each variant, and run once.
  const crew = remembering(serialCrew(run), { recall: (key) => known.get(key), keep: (key, done) => void known.set(key, done) }, '');
  const critiqueOf = async (of: Design): Promise<Critique> => {
    const answers = saidWell(prompt);
    const result = await ask(critique, { design: of, prompt, reference, answers, improve: false, replications: 1 }, crew);
    if (!result.ok) throw new Error(result.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    return result.value;
  };
  let asked: Promise<Critique> | undefined;
  const ofReference = (): Promise<Critique> => (asked ??= critiqueOf(reference));

  test('the reference is a good answer', async () => {
    const best = await ofReference();
    expect(loadPrompt(JSON.stringify(prompt)).ok).toBe(true);
    expect(best.cap).toBeNull();
    expect(best.score).toBeGreaterThanOrEqual(GOOD);
    expect(best.target?.met).toBe(true);
  });

  test.each(file.weak)('the weak variant $id is a worse one', async (variant) => {
    const [best, found] = [await ofReference(), await critiqueOf(weakOf(reference, variant))];
    expect(best.score - found.score).toBeGreaterThanOrEqual(MARGIN);
    expect(found.cap).not.toBeNull();
  });
});
