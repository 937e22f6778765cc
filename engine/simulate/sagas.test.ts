import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { run } from './run';

test('a saga that another replica takes up draws the recorded times of a first attempt', () => {
  // The work of each stage is recorded; replicas die in the middle of it.
  const times = Array.from({ length: 50 }, (_, i) => i * 20);
  const design: Design = {
    version: 1,
    name: 'Recorded saga',
    run: { duration: '10s', warmup: '0s' },
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: { traffic: { kind: 'recorded', times, columns: [{ name: 'work', times: times.map(() => 200) }] } },
      },
      {
        id: 'shop',
        kind: 'service',
        params: { replicas: 2, workers: 50, mode: 'async' },
        operations: [
          {
            name: 'buy',
            steps: [
              { kind: 'saga', store: 'shop-db', takeover: '100ms', stages: [{ steps: [{ kind: 'work', time: '1ms', recorded: 'work' }] }] },
            ],
          },
        ],
      },
      { id: 'db', kind: 'database' },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-db', from: 'shop', to: 'db' },
    ],
    faults: [{ id: 'crash', action: 'replica-crash', target: { node: 'shop' }, startAfter: '500ms', duration: '1s' }],
  };
  const result = run(design);
  const report = result.ok ? result.value : null;
  const figures = report?.nodes.find(({ id }) => id === 'shop')?.figures ?? [];
  const total = (id: string) => figures.flatMap((line) => (line.id === id && line.kind === 'count' ? [line.total] : []))[0] ?? 0;
  expect(total('sagas-resumed')).toBeGreaterThan(0);
  expect(total('sagas-done')).toBe(50);
});
