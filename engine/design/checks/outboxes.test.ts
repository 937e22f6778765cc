import { expect, test } from 'vitest';
import { examine } from '../resolve';
import type { Design, DesignLink } from '../schema';
import type { StepInput } from '../step-schema';

const write: StepInput = { kind: 'write', link: 'shop-db' };
const publish: StepInput = { kind: 'publish', link: 'shop-queue', event: 'Placed' };
const kept: NonNullable<DesignLink['outbox']> = { store: 'shop-db' };

/** A shop with a store and a queue, and another service with a store of its own. */
function found(steps: StepInput[], over: { readonly queue?: Partial<DesignLink>; readonly bank?: Partial<DesignLink> } = {}) {
  const design: Design = {
    version: 1,
    name: 'Shop',
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'shop', kind: 'service', operations: [{ name: 'place', steps }] },
      { id: 'db', kind: 'database' },
      { id: 'bank', kind: 'service' },
      { id: 'bank-db', kind: 'database' },
      { id: 'queue', kind: 'queue' },
      { id: 'reader', kind: 'service' },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-db', from: 'shop', to: 'db' },
      { id: 'shop-bank', from: 'shop', to: 'bank', ...over.bank },
      { id: 'bank-db', from: 'bank', to: 'bank-db' },
      { id: 'shop-queue', from: 'shop', to: 'queue', ...over.queue },
      { id: 'queue-reader', from: 'queue', to: 'reader' },
    ],
  };
  const codes = ['outbox-without-queue', 'outbox-without-store', 'outbox-without-write', 'dual-write'];
  return examine(design)
    .problems.filter(({ code }) => codes.includes(code))
    .map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}

const steps = 'nodes.shop.operations.0.steps';

test.each<{ what: string; is: string[]; expected: string[] }>([
  { what: 'a write and a publish through the outbox', is: found([write, publish], { queue: { outbox: kept } }), expected: [] },
  { what: 'a publish alone', is: found([publish]), expected: [] },
  { what: 'a dual write', is: found([write, publish]), expected: [`warning dual-write ${steps}.1`] },
  { what: 'several dual writes, told once', is: found([write, publish, publish]), expected: [`warning dual-write ${steps}.1`] },
  {
    what: 'an outbox and no write before',
    is: found([publish, write], { queue: { outbox: kept } }),
    expected: [`warning outbox-without-write ${steps}.0`],
  },
  {
    what: 'the write in another list',
    is: found([write, { kind: 'parallel', branches: [[publish]] }], { queue: { outbox: kept } }),
    expected: [`warning outbox-without-write ${steps}.1.branches.0.0`],
  },
  {
    what: 'in what follows a try',
    is: found([{ kind: 'try', steps: [write], ok: [publish], failed: [write, publish] }], { queue: { outbox: kept } }),
    expected: [`warning outbox-without-write ${steps}.0.ok.0`],
  },
  {
    what: 'an outbox on a link to a service',
    is: found([write, { kind: 'call', link: 'shop-bank' }], { bank: { outbox: kept } }),
    expected: ['error outbox-without-queue links.shop-bank.outbox'],
  },
  ...['bank-db', 'shop-bank', 'nowhere'].map((store) => ({
    what: `an outbox in ${store}`,
    is: found([publish], { queue: { outbox: { store } } }),
    expected: ['error outbox-without-store links.shop-queue.outbox.store'],
  })),
])('$what', ({ is, expected }) => {
  expect(is.filter((line) => expected.length === 0 || expected.some((one) => one.split(' ')[1] === line.split(' ')[1]))).toEqual(expected);
});
