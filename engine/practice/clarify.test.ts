import { describe, expect, test } from 'vitest';
import checkout from '../../scenarios/checkout/prompt.json';
import { asked, neverAsked } from './clarify';
import { zPrompt } from './prompt-file';
import { said, says, saysAll } from './said';

const prompt = zPrompt.parse(checkout);
const idsOf = (question: string): string[] => asked(prompt, question).reveals.map(({ id }) => id);

describe('a typed question', () => {
  test.each([
    ['How many users do we have per day?', 'users'],
    ['daily active customers?', 'users'],
    ['Is it read heavy or write heavy?', 'mix'],
    ['what is the ratio of reads to writes', 'mix'],
    ['How big are spikes, for example on Black Friday?', 'peak'],
    ['What latency do we need?', 'latency'],
    ['what response times are expected', 'latency'],
    ['Which uptime is promised?', 'availability'],
    ['May a customer be charged twice?', 'consistency'],
    ['Can we oversell stock?', 'consistency'],
    ['Do we talk to a third-party payment provider?', 'provider'],
    ['how many engineers and teams work on this?', 'teams'],
    ['Which features are in scope?', 'core'],
    ['What happens with the order afterwards, does fullfilment wait?', 'after-order'],
  ])('%s → %s', (question, id) => {
    expect(idsOf(question)[0]).toBe(id);
  });

  test.each(['Which colour is the logo?', '', '???', 'How do you do?'])('nothing is told for %j', (question) => {
    expect(asked(prompt, question)).toMatchObject({ reveals: [] });
  });

  test('who asks for everything at once hears two answers', () => {
    expect(idsOf(prompt.reveals.map(({ question }) => question).join(' '))).toHaveLength(2);
  });

  test('what was never asked is told afterwards', () => {
    expect(
      neverAsked(prompt, ['core', 'users', 'mix', 'peak', 'latency', 'availability', 'consistency', 'provider']).map(({ id }) => id),
    ).toEqual(['teams', 'after-order']);
  });
});

describe('what was said', () => {
  test.each([
    ['The charges are idempotent.', 'idempotency', true],
    ['we have retries', 'retry', true],
    ['users each and every single day', 'users day', false],
    ['a circuit-breaker trips', 'circuit breaker', true],
    ['latancy matters', 'latency', true],
    ['rest', 'test', false],
    ['queue', 'cue', false],
    ['99.9 % of them', '99.9', true],
  ])('%j says %j: %s', (text, phrase, is) => {
    expect(says(said(text), phrase)).toBe(is);
  });

  test('one word of each list is enough, and needed', () => {
    expect(saysAll(said('A breaker around payments'), [['breaker', 'bulkhead'], ['payment']])).toBe(true);
    expect(saysAll(said('A breaker around search'), [['breaker', 'bulkhead'], ['payment']])).toBe(false);
  });
});
