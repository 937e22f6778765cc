import { expect, test } from 'vitest';
import type { Problem } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import { problemSubject, problemsOf } from './problem-place';

const design: Design = {
  version: 1,
  name: 'd',
  nodes: [
    { id: 'clients', kind: 'client' },
    { id: 'api', kind: 'service' },
    { id: 'api-2', kind: 'service' },
  ],
  links: [{ id: 'in', from: 'clients', to: 'api' }],
  journeys: [{ id: 'buy', client: 'clients', link: 'in' }],
  faults: [{ id: 'cut', action: 'partition', target: { link: 'in' } }],
};

test.each([
  ['nodes.api.params.replicas', { nodes: ['api'] }],
  ['links.in', { links: ['in'] }],
  ['journeys.buy.link', { nodes: ['clients'] }],
  ['faults.cut.target', { links: ['in'] }],
  ['nodes.gone', null],
  ['seed', null],
])('%s', (where, subject) => {
  expect(problemSubject({ where }, design)).toEqual(subject);
});

test('a node does not get the problems of one whose name begins like it', () => {
  const problem = (where: string): Problem => ({ code: 'c', severity: 'error', where, message: '', remedy: '' });
  expect(problemsOf([problem('nodes.api-2.params'), problem('nodes.api.params'), problem('nodes.api')], 'nodes', 'api')).toHaveLength(2);
});
