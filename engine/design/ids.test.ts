import { expect, test } from 'vitest';
import { newId } from './ids';
import { type Design, zDesign } from './schema';

const design: Design = {
  version: 1,
  name: 'x',
  nodes: [
    { id: 'payments', kind: 'service' },
    { id: 'payments-2', kind: 'service' },
    { id: 'a'.repeat(64), kind: 'service' },
  ],
  links: [{ id: 'orders-payments', from: 'payments', to: 'payments-2' }],
};

test.each([
  ['Orders', 'orders'],
  ['payments', 'payments-3'],
  ['orders-payments', 'orders-payments-2'],
  ['Überweisung (v2)!', 'uberweisung-v2'],
  ['  ', 'part'],
  ['支付', 'part'],
  ['a'.repeat(99), `${'a'.repeat(62)}-2`],
])('%j becomes %j', (base, expected) => {
  const id = newId(design, base);
  expect(id).toBe(expected);
  const nodes = [{ id, kind: 'service' as const }];
  expect(zDesign.safeParse({ version: 1, name: 'x', nodes }).success).toBe(true);
});
