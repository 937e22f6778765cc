import { expect, test } from 'vitest';
import { editWords } from './edit-words';
import type { Design, DesignLink, DesignNode } from './schema';

const pay: DesignNode = { id: 'pay', kind: 'service', name: 'Payments' };
const link: DesignLink = { id: 'orders-pay', from: 'orders', to: 'pay' };
const design: Design = { version: 1, name: 'd', nodes: [{ id: 'orders', kind: 'service' }, pay], links: [link] };

test('an edit is about its node or link, and is told by the names on the canvas', () => {
  expect(editWords({ kind: 'replace-node', node: { ...pay, name: 'Tills' } }, design)).toEqual({ subject: 'pay', text: 'Tills changed' });
  expect(editWords({ kind: 'replace-link', link }, design)).toEqual({ subject: 'orders-pay', text: 'Link orders → Payments changed' });
  expect(editWords({ kind: 'remove-link', id: 'orders-pay' }, design)).toEqual({
    subject: 'orders-pay',
    text: 'Link orders → Payments removed',
  });
  expect(editWords({ kind: 'remove-node', id: 'pay' }, design)).toEqual({ subject: 'pay', text: 'Payments removed' });
  expect(editWords({ kind: 'set-slos', slos: [] }, design)).toEqual({ subject: 'design', text: 'Objectives changed' });
});

test('an undo that changes one thing is about that thing', () => {
  const policed = { ...design, links: [{ ...link, policy: { timeout: '3s' } }] };
  expect(editWords({ kind: 'replace-design', design: policed }, design)).toEqual({
    subject: 'orders-pay',
    text: 'Link orders → Payments changed',
  });
  expect(editWords({ kind: 'replace-design', design: { ...design, links: [] } }, design).text).toBe('Link orders → Payments removed');
  expect(editWords({ kind: 'replace-design', design: { ...design, nodes: [], links: [] } }, design)).toEqual({
    subject: 'design',
    text: 'Design changed',
  });
});
