import { describe, expect, test } from 'vitest';
import { check } from '../design/resolve';
import type { Design, DesignNode } from '../design/schema';
import { run } from './run';

const orders = (more: Partial<DesignNode> = {}): DesignNode =>
  ({
    id: 'orders',
    kind: 'service',
    params: { replicas: 10, serviceTime: '1ms' },
    operations: [
      {
        name: 'get',
        steps: [{ kind: 'work', time: '1ms' }],
        versions: [
          { version: 1, fields: ['id', 'total'] },
          { version: 2, fields: ['id', 'amount'] },
        ],
      },
    ],
    ...more,
  }) as DesignNode;

const shop = (node: DesignNode, needs: string[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 200 } } },
    {
      id: 'web',
      kind: 'gateway',
      operations: [{ name: 'page', steps: [{ kind: 'call', link: 'web-orders', operation: 'get', needs }] }],
    },
    node,
  ],
  links: [
    { id: 'users-web', from: 'users', to: 'web' },
    { id: 'web-orders', from: 'web', to: 'orders', policy: { timeout: '1s' } },
  ],
  ...more,
});

function reportOf(design: Design) {
  const report = run(design, { duration: 20, warmup: 0 });
  if (!report.ok) throw new Error(report.problems[0]?.message);
  return report.value;
}
const codes = (design: Design) => check(design).map(({ code }) => code);

describe('answers', () => {
  test('an additive change breaks nobody', () => {
    const { requests } = reportOf(shop(orders({ release: { version: 2 } }), ['id']));
    expect(requests.failed).toBe(0);
    expect(codes(shop(orders({ release: { version: 2 } }), ['id']))).toEqual([]);
  });

  test('a canary that drops a field fails its share of the calls, and the check says so before', () => {
    const design = shop(orders({ release: { version: 1, canary: { version: 2, share: 0.3 } } }), ['id', 'total']);
    const { requests, nodes, links } = reportOf(design);
    // Round robin over ten replicas, three of them canaries.
    expect(requests.failedShare).toBeCloseTo(0.3, 2);
    expect(requests.failuresByCause).toEqual({ contract: requests.failed });
    expect(nodes.find(({ id }) => id === 'orders')!.blamed).toBe(requests.failed);
    // The call itself went well: it is the consumer that cannot read the answer.
    expect(links.find(({ id }) => id === 'web-orders')!.errorShare).toBe(0);
    expect(codes(design)).toEqual(['contract-broken']);
  });

  test('a consumer that ignores failed calls goes on without', () => {
    const design = shop(orders({ release: { version: 2 } }), ['total']);
    const web = design.nodes![1]!;
    web.operations = [
      { name: 'page', steps: [{ kind: 'call', link: 'web-orders', operation: 'get', needs: ['total'], onError: 'ignore' }] },
    ];
    expect(reportOf(design).requests.failed).toBe(0);
  });

  test('what is deprecated and still read is told; so is a need of something undeclared', () => {
    const versions = [{ version: 1, fields: ['id'], deprecated: true }];
    const steps = [{ kind: 'work' as const, time: '1ms' }];
    expect(codes(shop(orders({ operations: [{ name: 'get', steps, versions }] }), ['id']))).toEqual(['deprecated-contract']);
    expect(codes(shop(orders({ operations: [{ name: 'get', steps }] }), ['id']))).toEqual(['unversioned-contract']);
  });
});

describe('faults', () => {
  const at = (seconds: number) => `${seconds}s`;

  test('a bad deploy runs its version with its errors and its slowness until it is rolled back', () => {
    const faults: Design['faults'] = [
      {
        id: 'deploy',
        action: 'bad-deploy',
        target: { node: 'orders' },
        params: { version: 2, share: 0.5, errorRate: 0.4, slowdown: 3 },
        startAfter: at(5),
        duration: at(10),
      },
    ];
    const { requests, nodes } = reportOf(shop(orders(), ['id'], { faults }));
    // Half of the replicas for half of the time, four in ten calls: 2,000 calls × 0.5 × 0.4, within three standard deviations of √240 ≈ 15.5.
    expect(Math.abs(requests.failed - 400)).toBeLessThan(47);
    const { service } = nodes.find(({ id }) => id === 'orders')!;
    // 3,000 calls of 1 ms and 1,000 of 3 ms.
    expect(service.mean).toBeCloseTo(1.5, 2);
    expect(service.max).toBeCloseTo(3, 1);
  });

  test('a broken contract fails those who need what is gone, and only while it is broken', () => {
    const broken = (fields: string[]): Design['faults'] => [
      { id: 'break', action: 'contract-break', target: { node: 'orders' }, params: { fields }, startAfter: at(5), duration: at(5) },
    ];
    expect(reportOf(shop(orders(), ['id'], { faults: broken(['total']) })).requests.failed).toBe(0);
    const { requests } = reportOf(shop(orders(), ['id'], { faults: broken([]) }));
    expect(requests.failuresByCause).toEqual({ contract: requests.failed });
    expect(Math.abs(requests.failed - 1000)).toBeLessThanOrEqual(2);
  });
});

describe('events', () => {
  const events = (release: number, needs: string[]): Design => ({
    version: 1,
    name: 'Events',
    events: [
      {
        id: 'OrderPlaced',
        owner: 'orders',
        versions: [
          { version: 1, fields: ['id', 'total'] },
          { version: 2, fields: ['id'] },
        ],
      },
    ],
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 50 } } },
      {
        id: 'orders',
        kind: 'service',
        params: { replicas: 2, serviceTime: '1ms' },
        release: { version: release },
        operations: [
          {
            name: 'place',
            steps: [
              { kind: 'work', time: '1ms' },
              { kind: 'publish', link: 'orders-queue', event: 'OrderPlaced' },
            ],
          },
        ],
      },
      { id: 'queue', kind: 'queue', params: { maxDeliveries: 2, redeliveryDelay: '10ms' } },
      {
        id: 'mail',
        kind: 'service',
        params: { serviceTime: '1ms' },
        operations: [{ name: 'OrderPlaced', needs, steps: [{ kind: 'work', time: '1ms' }] }],
      },
    ],
    links: [
      { id: 'users-orders', from: 'users', to: 'orders' },
      { id: 'orders-queue', from: 'orders', to: 'queue', protocol: 'event' },
      { id: 'queue-mail', from: 'queue', to: 'mail', protocol: 'event' },
    ],
  });
  const queueOf = (design: Design) => reportOf(design).nodes.find(({ id }) => id === 'queue')!;

  test('a consumer that needs a field which the event lacks fails at every message', () => {
    expect(queueOf(events(1, ['total'])).errorShare).toBe(0);
    expect(queueOf(events(2, ['total'])).errorShare).toBe(1);
    expect(queueOf(events(2, ['id'])).errorShare).toBe(0);
    expect(codes(events(2, ['total']))).toEqual(['contract-broken']);
    expect(codes(events(2, ['id']))).toEqual([]);
  });

  test('a catalog that is not whole, or that names the wrong owner, is told', () => {
    const design = events(1, ['id']);
    expect(codes({ ...design, events: [{ id: 'OrderPaid' }] })).toEqual(['needs-of-unknown-event', 'event-not-in-catalog']);
    expect(codes({ ...design, events: [{ id: 'OrderPlaced', owner: 'mail', versions: [{ fields: ['id'] }] }] })).toEqual([
      'event-of-two-owners',
    ]);
    expect(codes({ ...design, events: [{ id: 'OrderPlaced', owner: 'nobody', versions: [{ fields: ['id'] }] }] })).toContain(
      'missing-owner',
    );
  });
});
