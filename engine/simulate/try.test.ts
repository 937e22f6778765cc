import { expect, test } from 'vitest';
import type { Design, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { run } from './run';

const effect = (name: string): StepInput => ({ kind: 'effect', effect: name });

/** A shop that tries to charge with the bank, ten times in a second. @param bank what the bank does */
function shop(bank: StepInput[], attempt: Partial<Extract<StepInput, { kind: 'try' }>>, faults: Design['faults'] = []): Design {
  const service = (id: string, steps: StepInput[]): DesignNode => ({ id, kind: 'service', operations: [{ name: 'do', steps }] });
  const followed = { ok: [effect('Ok')], failed: [effect('Failed')] };
  return {
    version: 1,
    name: 'Try',
    run: { duration: '3s', warmup: '0s' },
    entities: [{ id: 'card', stock: 0 }],
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: { traffic: { kind: 'open', rate: 10, arrivals: 'constant', curve: { kind: 'step', to: 0, startAfter: '1s' } } },
      },
      service('shop', [{ kind: 'try', steps: [{ kind: 'call', link: 'shop-bank' }], ...followed, ...attempt }]),
      service('bank', bank),
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-bank', from: 'shop', to: 'bank', policy: { timeout: '50ms' } },
    ],
    faults,
  };
}

function outcome(design: Design): Record<string, number> {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { requests, ledger } = result.value;
  const counts = ledger!.effects.flatMap(({ id, count }) => (count > 0 ? [[id, count] as const] : []));
  return { ...Object.fromEntries(counts), answered: requests.ok, failed: requests.failed };
}

const unknown = { unknown: [effect('Unknown')] };
const work = (time: string, errorRate = 0): StepInput => ({ kind: 'work', time, errorRate });
const all = 9;

test.each([
  { what: 'done well', bank: [work('1ms')], attempt: unknown, follows: { Ok: all, answered: all, failed: 0 } },
  { what: 'an error', bank: [work('1ms', 1)], attempt: unknown, follows: { Failed: all, answered: all, failed: 0 } },
  {
    what: 'a refusal',
    bank: [{ kind: 'check', entity: 'card' }] satisfies StepInput[],
    attempt: unknown,
    follows: { Failed: all, answered: all, failed: 0 },
  },
  { what: 'a timeout', bank: [work('80ms')], attempt: unknown, follows: { Unknown: all, answered: all, failed: 0 } },
  { what: 'a timeout of which nothing is said', bank: [work('80ms')], attempt: {}, follows: { answered: 0, failed: all } },
  { what: 'a failure of which nothing is said', bank: [work('1ms', 1)], attempt: { failed: [] }, follows: { answered: all, failed: 0 } },
  {
    what: 'a failure of what follows',
    bank: [work('1ms')],
    attempt: { ok: [work('1ms', 1)] },
    follows: { answered: 0, failed: all },
  },
])('after $what the right steps follow', ({ bank, attempt, follows }) => {
  expect(outcome(shop(bank, attempt))).toEqual(follows);
});

test('where its own replica dies, nothing follows', () => {
  const faults: Design['faults'] = [
    { id: 'crash', action: 'replica-crash', target: { node: 'shop' }, params: { count: 2 }, startAfter: '0.12s', duration: '5s' },
  ];
  const { Ok, Failed, Unknown, failed } = outcome(shop([work('40ms')], unknown, faults));
  expect([Ok, Failed, Unknown]).toEqual([undefined, undefined, undefined]);
  expect(failed).toBe(all);
});
