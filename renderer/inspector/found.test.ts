import { expect, test } from 'vitest';
import { fromProblems } from './found';

const problem = (where: string) => ({ code: 'x', severity: 'error' as const, where, message: 'Wrong.', remedy: 'Mend it.' });

test('a problem stands at the field that it names', () => {
  const problems = ['entities.order.owner', 'entities.order', 'entities.orders.owner', 'entities.order.add.1'].map(problem);
  expect([...fromProblems(problems, 'entities.order', 'id').keys()]).toEqual(['owner', 'id', 'add.1', 'add']);
  expect(fromProblems(problems, 'entities.order').get('owner')).toBe('Wrong. Mend it.');
  expect(fromProblems([], 'entities.order').size).toBe(0);
  expect(fromProblems([{ ...problem('entities.order.owner'), severity: 'hint' }], 'entities.order').size).toBe(0);
});
