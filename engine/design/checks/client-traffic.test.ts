import { describe, expect, test } from 'vitest';
import { sending, told } from './told';

describe('traffic that was recorded', () => {
  const recorded = (more: object) => sending({ kind: 'recorded', times: [1, 2, 2, 5], ...more });
  const points = (...at: number[]) => at.map((time) => ({ at: time, factor: 1 }));

  test('is sound as it comes', () => {
    expect(told(recorded({ columns: [{ name: 'shop', times: [1, null, 2, 3] }], entities: [1, 2, 3, 4], repeatEvery: '5ms' }))).toEqual([]);
    expect(told(sending({ kind: 'open', curve: { kind: 'recorded', points: points(0, 10) } }))).toEqual([]);
  });

  test.each([
    [recorded({ times: [1, 3, 2] }), 'error recording-not-rising nodes.users.params.traffic.times.2'],
    [recorded({ repeatEvery: '4ms' }), 'error recording-repeats-too-soon nodes.users.params.traffic.repeatEvery'],
    [recorded({ entities: [1, 2] }), 'error recording-uneven nodes.users.params.traffic.entities'],
    [recorded({ columns: [{ name: 'shop', times: [1] }] }), 'error recording-uneven nodes.users.params.traffic.columns.0.times'],
    [
      recorded({
        columns: [
          { name: 'shop', times: [1, 1, 1, 1] },
          { name: 'shop', times: [1, 1, 1, 1] },
        ],
      }),
      'error duplicate-column nodes.users.params.traffic.columns.1.name',
    ],
    [recorded({ journeys: ['', 'buy', 'buy', ''] }), 'warning recording-of-missing-journey nodes.users.params.traffic.journeys.1'],
    [
      sending({ kind: 'open', curve: { kind: 'recorded', points: points(0, 10, 10) } }),
      'error recording-not-rising nodes.users.params.traffic.curve.points.2.at',
    ],
    [
      sending({ kind: 'bursty', curve: { kind: 'recorded', points: points(0, 10), repeatEvery: '9ms' } }),
      'error recording-repeats-too-soon nodes.users.params.traffic.curve.repeatEvery',
    ],
  ])('contradicts itself', (of, line) => expect(told(of)).toEqual([line]));
});

test('a tenant is named once', () => {
  expect(told(sending({ kind: 'open' }, { tenants: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }))).toEqual([
    'error duplicate-tenant nodes.users.params.tenants.2.id',
  ]);
});
