import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { check } from '../../engine/design/resolve';
import { scenario } from './scenarios';

const { design, lesson } = scenario('canary-contract-break');

test('the scenario loads without a finding, and every part of it has a place and a name', () => {
  expect(check(design)).toEqual([]);
  expect((design.nodes ?? []).filter(({ position, name }) => !position || !name)).toEqual([]);
});

test('the check names both consumers that the canary breaks, before anything runs', () => {
  const step = lesson!.steps.find(({ id }) => id === 'canary')!;
  const changed = step.actions.reduce((before, action) => (action.kind === 'edit' ? apply(before, action.edit) : before), design);
  expect(check(changed).map(({ code, where }) => [code, where.split('.')[1]])).toEqual([
    ['contract-broken', 'storefront'],
    ['contract-broken', 'invoices'],
  ]);
});
