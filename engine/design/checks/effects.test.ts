import { describe, expect, test } from 'vitest';
import type { Design } from '../schema';
import type { StepInput } from '../step-schema';
import { link, node, operations, queue, shopWith, told } from './told';

describe('words about effects, invariants and sagas', () => {
  const paid = (more: Partial<Extract<StepInput, { kind: 'effect' }>> = {}): StepInput => ({
    kind: 'effect',
    effect: 'Paid',
    entity: 'order',
    ...more,
  });
  const entities = { entities: [{ id: 'order', by: 'request' as const }] };
  const once = (effect: string) => ({ ...entities, invariants: [{ id: 'once', kind: 'at-most-once' as const, effect }] });
  const bank = (...steps: StepInput[]) => node('bank', 'service', operations(...steps));
  const retrying = link('shop', 'bank', { policy: { timeout: '1s', retry: {} } });
  const calling = operations({ kind: 'call', link: 'shop-bank' });
  const saga = (...stages: Extract<StepInput, { kind: 'saga' }>['stages']): StepInput => ({ kind: 'saga', store: 'shop-db', stages });
  const db = node('db', 'database');

  test.each<[string, Design, string[]]>([
    ['an effect that is recorded', shopWith(operations(paid()), [], [], once('Paid')), []],
    ['one that nobody records', shopWith(operations(paid()), [], [], once('Payed')), ['error unknown-effect invariants.once.effect']],
    [
      'an effect behind retries',
      shopWith(calling, [bank(paid())], [retrying], entities),
      ['warning effect-may-repeat nodes.bank.operations.0.steps.0'],
    ],
    ['an idempotent effect behind retries', shopWith(calling, [bank(paid({ idempotent: true }))], [retrying], entities), []],
    [
      'an effect that takes from a stock',
      shopWith(operations({ kind: 'check', entity: 'order' }, paid({ stock: 'take-if-enough' })), [], [], {
        entities: [{ id: 'order', by: 'request', stock: 3 }],
      }),
      [],
    ],
    [
      'one that takes from what has no stock',
      shopWith(operations({ kind: 'check', entity: 'order' }, paid({ stock: 'take' })), [], [], entities),
      [
        'warning stock-without-end nodes.shop.operations.0.steps.0.entity',
        'warning stock-without-end nodes.shop.operations.0.steps.1.entity',
      ],
    ],
    [
      'an inbox before the effect',
      shopWith(calling, [node('bank', 'service', { operations: [{ name: 'main', inbox: {}, steps: [paid()] }] })], [retrying], entities),
      [],
    ],
    [
      'an effect of a consumer, whose messages may come twice',
      shopWith(
        operations({ kind: 'publish', link: 'shop-queue', event: 'main' }),
        [queue, bank(paid())],
        [link('shop', 'queue'), link('queue', 'bank')],
        entities,
      ),
      ['warning effect-may-repeat nodes.bank.operations.0.steps.0'],
    ],
    [
      'a stage that cannot be undone, unless it is the last one',
      shopWith(operations(saga({ steps: [paid()] }, { steps: [paid()] })), [db], [link('shop', 'db')], entities),
      ['warning stage-without-compensation nodes.shop.operations.0.steps.0.stages.0'],
    ],
    [
      'a saga that keeps its progress with someone who keeps nothing',
      shopWith(operations({ ...saga({ steps: [] }), store: 'shop-bank' } as StepInput), [node('bank')], [link('shop', 'bank')]),
      ['error saga-store-elsewhere nodes.shop.operations.0.steps.0.store'],
    ],
    [
      'a saga whose store is missing',
      shopWith(operations(saga({ steps: [] }))),
      ['error step-over-missing-link nodes.shop.operations.0.steps.0.store'],
    ],
    [
      'a saga that keeps nothing',
      shopWith(operations({ kind: 'saga', stages: [{ steps: [] }] })),
      ['warning saga-without-store nodes.shop.operations.0.steps.0'],
    ],
  ])('%s', (_, of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});
