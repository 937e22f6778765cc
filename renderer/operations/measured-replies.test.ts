import { expect, test } from 'vitest';
import { type SequenceItem, sequenceOf } from '../../engine/design/sequence';
import type { Design } from '../../engine/design/schema';
import { measuredReplies } from './measured-replies';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service' },
    { id: 'bank', kind: 'external' },
  ],
  links: [
    { id: 'in', from: 'users', to: 'shop' },
    { id: 'pay', from: 'shop', to: 'bank' },
  ],
};

function replies(items: readonly SequenceItem[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'message') return item.style === 'reply' ? [`${item.link}: ${item.text}`] : [];
    return item.kind === 'run' ? replies(item.items) : [];
  });
}

test('answers bear the median of their link, also those of inner calls; a link that was never called bears none', () => {
  const sequence = sequenceOf(design, { journey: 'in' });
  expect(replies(measuredReplies(sequence, { in: 41, pay: 20 }).items)).toEqual(['pay: p50 20\u00a0ms', 'in: p50 41\u00a0ms']);
  expect(replies(measuredReplies(sequence, { in: 41 }).items)).toEqual(['pay: ', 'in: p50 41\u00a0ms']);
});
