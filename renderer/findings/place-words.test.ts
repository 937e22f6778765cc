import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { placeWords } from './place-words';

const design: Design = {
  version: 1,
  name: 'Test',
  nodes: [
    { id: 'shop', kind: 'service', name: 'Web shop' },
    { id: 'bank', kind: 'external' },
  ],
  links: [{ id: 'l', from: 'shop', to: 'bank' }],
};

test.each([
  ['nodes.shop.params.replicas', 'Web shop'],
  ['links.l.policy.timeout', 'Web shop → bank'],
  ['journeys.buy.deadline', 'Journey buy'],
  ['entities.order.owner', 'Entity order'],
  ['slos', 'Design'],
  ['nodes.gone', 'gone'],
  ['links.gone.policy', 'gone'],
])('%s is said as %s', (where, words) => {
  expect(placeWords(where, design)).toBe(words);
});
