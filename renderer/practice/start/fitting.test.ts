import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadPrompt, type PromptFile } from '../../../engine/practice/prompt-file';
import { fits, type Wish } from './fitting';

function prompt(slug: string) {
  const text = readFileSync(path.resolve('scenarios', slug, 'prompt.json'), 'utf8');
  const loaded = loadPrompt(text);
  if (!loaded.ok) throw new Error(`${slug} cannot be read`);
  return { slug, prompt: loaded.value, file: JSON.parse(text) as PromptFile };
}

const chat = prompt('chat');
const any: Wish = { level: 'mid', style: 'any', search: '' };

test.each<[string, Partial<Wish>, boolean]>([
  ['nothing wished for', {}, true],
  ['a word of the prompt', { search: 'Chat' }, true],
  ['a tag and a word, in any order', { search: 'websocket chat' }, true],
  ['a word that it has not', { search: 'chat payments' }, false],
  ['another kind of company', { style: chat.prompt.style === 'product' ? 'enterprise' : 'product' }, false],
])('%s', (_what, wish, found) => {
  expect(fits(chat, { ...any, level: chat.prompt.levels[0]!, ...wish })).toBe(found);
});

test('a prompt is offered to those whom it is asked', () => {
  const gateway = prompt('api-gateway');
  expect(fits(gateway, { ...any, level: 'junior' })).toBe(true);
  expect(fits(gateway, { ...any, level: 'senior' })).toBe(gateway.prompt.levels.includes('senior'));
});
