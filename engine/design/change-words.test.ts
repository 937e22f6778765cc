import { expect, test } from 'vitest';
import { changeWords } from './change-words';
import type { Design, DesignLink, DesignNode } from './schema';

const node: DesignNode = { id: 'shop', kind: 'service', name: 'Shop', params: { replicas: 1 } };
const link: DesignLink = { id: 'l', from: 'shop', to: 'bank', policy: { timeout: '30s', retry: { attempts: 3 } } };
const design: Design = { version: 1, name: 'Test', nodes: [node, { id: 'bank', kind: 'service' }], links: [link], slos: [] };

test('each field that changes is told with what it was and what it is', () => {
  expect(
    changeWords(
      [
        { kind: 'replace-node', node: { ...node, params: { replicas: 2, workers: 4 } } },
        { kind: 'replace-link', link: { ...link, policy: { retry: { attempts: 3, budget: {} }, breaker: { kind: 'count-window' } } } },
      ],
      design,
    ),
  ).toEqual([
    'Shop changed: params.replicas 1 → 2',
    'Shop changed: params.workers not set → 4',
    'Link Shop → bank changed: policy.timeout 30s → not set',
    'Link Shop → bank changed: policy.retry.budget not set → with its defaults',
    'Link Shop → bank changed: policy.breaker not set → count-window',
  ]);
});

test('of lists, what came and what went', () => {
  expect(changeWords([{ kind: 'set-slos', slos: [{ kind: 'availability', id: 'good' }] }], design)).toEqual([
    'Objectives changed: objectives + good',
  ]);
  expect(changeWords([{ kind: 'remove-link', id: 'l' }], design)).toEqual(['Link Shop → bank removed']);
});

test('steps deep inside are told by their place', () => {
  const paying: DesignNode = { ...node, operations: [{ name: 'pay', steps: [{ kind: 'effect', effect: 'Paid' }] }] };
  const idempotent: DesignNode = { ...node, operations: [{ name: 'pay', steps: [{ kind: 'effect', effect: 'Paid', idempotent: true }] }] };
  expect(changeWords([{ kind: 'replace-node', node: idempotent }], { ...design, nodes: [paying] })).toEqual([
    'Shop changed: operations.0.steps.0.idempotent not set → true',
  ]);
});
