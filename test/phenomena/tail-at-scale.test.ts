import { expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';

// docs/phenomena/tail-at-scale.md tells of these numbers.

/** A root that asks so many leaves at once and waits for all; each leaf answers one call in a hundred after 1 s, the others after 10 ms. */
function slowShare(leaves: number): { readonly slow: number; readonly requests: number } {
  const leaf: DesignNode = {
    id: 'leaf',
    kind: 'external',
    operations: [
      {
        name: 'answer',
        steps: [
          {
            kind: 'choose',
            by: 'probability',
            branches: [
              { share: 99, steps: [{ kind: 'wait', time: '10ms' }] },
              { share: 1, steps: [{ kind: 'wait', time: '1s' }] },
            ],
          },
        ],
      },
    ],
  };
  const branches = Array.from({ length: leaves }, () => [{ kind: 'call' as const, link: 'root-leaf' }]);
  const result = run({
    version: 1,
    name: 'Tail at scale',
    run: { duration: '25s', warmup: '2s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
      {
        id: 'root',
        kind: 'service',
        params: { mode: 'async' },
        operations: [{ name: 'ask all', steps: [{ kind: 'parallel', branches }] }],
      },
      leaf,
    ],
    links: [
      { id: 'users-root', from: 'users', to: 'root', protocol: 'local' },
      { id: 'root-leaf', from: 'root', to: 'leaf', protocol: 'local' },
    ],
    journeys: [{ id: 'ask', client: 'users', link: 'users-root', deadline: '500ms' }],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { late, ok } = result.value.requests;
  return { slow: late / (late + ok), requests: late + ok };
}

test.each([1, 10, 100])('%i leaves: 1 − 0.99ⁿ of the requests are slow', (leaves) => {
  const theory = 1 - 0.99 ** leaves;
  const { slow, requests } = slowShare(leaves);
  expect(requests).toBeGreaterThan(4000);
  // Method: one run, seed 1; theory inside the 99.9 % interval of a share.
  expect(Math.abs(slow - theory)).toBeLessThan(3.29 * Math.sqrt((theory * (1 - theory)) / requests));
});
