import { describe, expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design } from '../schema';
import type { StepInput } from '../step-schema';
import { design, link, node, operations, queue, shopWith, told, users } from './told';

describe('cycles', () => {
  const till = node('till');
  const round = [link('shop', 'till'), link('till', 'shop')];
  const message = (of: Design) => check(of).map((problem) => problem.message)[0];

  test('of obvious operations are refused, with the way round from where requests come in', () => {
    expect(message(shopWith({}, [till], round))).toContain('shop → till → shop');
  });

  test('of named operations are refused only when these operations do call each other', () => {
    const two = (back: string) =>
      design(
        [
          users,
          node('shop', 'service', {
            operations: [
              { name: 'sell', steps: [{ kind: 'call', link: 'shop-till' }] },
              { name: 'price', steps: [] },
            ],
          }),
          node('till', 'service', operations({ kind: 'call', link: 'till-shop', operation: back })),
        ],
        [link('users', 'shop'), ...round],
      );
    expect(told(two('price'))).toEqual([]);
    expect(told(two('sell'))).toEqual(['error endless-call-cycle links.till-shop']);
  });

  test('that chance ends are only worth a warning, as long as they thin out', () => {
    const some = (share: number, calls: number) =>
      shopWith(
        {},
        [
          node(
            'till',
            'service',
            operations({
              kind: 'choose',
              by: 'probability',
              branches: [
                { share, steps: Array.from({ length: calls }, (): StepInput => ({ kind: 'call', link: 'till-shop' })) },
                { share: 1 - share, steps: [] },
              ],
            }),
          ),
        ],
        round,
      );
    expect(told(some(0.5, 1))).toEqual(['warning call-cycle links.till-shop']);
    expect(told(some(0.5, 2))).toEqual(['error endless-call-cycle links.till-shop']);
    expect(told(some(0.3, 3))).toEqual(['warning call-cycle links.till-shop']);
    expect(told(some(0, 1))).toEqual([]);
  });

  test('of several ways round are weighed together', () => {
    const half = (to: string): StepInput => ({
      kind: 'choose',
      by: 'probability',
      branches: [
        { share: 0.6, steps: [{ kind: 'call', link: to }] },
        { share: 0.4, steps: [] },
      ],
    });
    const both = (a: StepInput[], b: StepInput[]) =>
      shopWith(
        operations(...a),
        [node('till', 'service', operations(...b)), node('bank')],
        [...round, link('shop', 'bank'), link('bank', 'shop')],
      );
    // 0.6 to the till and certainly back, 0.6 to the bank and certainly back: 1.2 visits bring forth each visit.
    expect(told(both([half('shop-till'), half('shop-bank')], [{ kind: 'call', link: 'till-shop' }]))).toContain(
      'error endless-call-cycle links.till-shop',
    );
    expect(told(both([half('shop-till')], [{ kind: 'call', link: 'till-shop' }])).filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('of a thousand nodes are found without a stack overflow', () => {
    const ids = Array.from({ length: 999 }, (_, i) => `s${i}`);
    const ring = ids.map((id, i) => link(id, ids[(i + 1) % ids.length]!));
    expect(told(design([users, ...ids.map((id) => node(id))], [link('users', 's0'), ...ring]))).toEqual([
      'error endless-call-cycle links.s998-s0',
    ]);
  });

  test('of messages run, with a warning, unless no time passes', () => {
    const events = (time: string) =>
      design(
        [
          users,
          node('shop', 'service', { params: { serviceTime: time } }),
          queue,
          node('mailer', 'service', { params: { serviceTime: time } }),
        ],
        [
          link('users', 'shop'),
          ...[link('shop', 'queue'), link('queue', 'mailer'), link('mailer', 'queue')].map((l) => ({ ...l, protocol: 'local' as const })),
        ],
      );
    expect(told(events('1ms'))).toEqual(['warning endless-message-cycle links.queue-mailer']);
    expect(told(events('0ms'))).toEqual(['error endless-message-cycle links.queue-mailer']);
  });
});
