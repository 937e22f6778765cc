import { expect, test } from 'vitest';
import { readPrompt } from '../../../engine/practice/prompt-file';
import gatewayFile from '../../../scenarios/api-gateway/prompt.json';
import chatFile from '../../../scenarios/chat/prompt.json';
import { fits, type Wish } from './fitting';

function prompt(slug: string, document: unknown) {
  const read = readPrompt(document);
  if (!read.ok) throw new Error(`${slug} cannot be read`);
  return { slug, prompt: read.value };
}

const chat = prompt('chat', chatFile);
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
  const gateway = prompt('api-gateway', gatewayFile);
  expect(fits(gateway, { ...any, level: 'junior' })).toBe(true);
  expect(fits(gateway, { ...any, level: 'senior' })).toBe(gateway.prompt.levels.includes('senior'));
});
