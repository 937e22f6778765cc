import type { Design } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import type { Draw } from '../swarm/draw';

/** How a checkout is protected. */
export interface Care {
  readonly outbox: boolean;
  readonly idempotent: boolean;
  readonly saga: boolean;
  /** How units are taken; nobody asks for the stock when left out. */
  readonly stock?: 'take' | 'take-if-enough';
}

/** Units of each sku, where they are asked for. */
const STOCK = 12;

/** A small shop with timeouts that are too short, retries, redelivery, and replicas that crash, often at a bad moment. */
export function randomCheckout(draw: Draw, { outbox, idempotent, saga, stock }: Care): Design {
  const policy = () => ({
    timeout: draw.one(['5ms', '20ms', '60ms']),
    retry: { attempts: draw.int(2, 4), backoff: draw.one(['0ms', '5ms', '50ms']) },
    ...draw.maybe(0.3, () => ({ cancelOnTimeout: true })),
  });
  const time = () => ({ kind: 'exponential' as const, mean: draw.one(['2ms', '10ms', '30ms']) });
  const effect = (name: string, entity: string, amount = 1): StepInput => ({ kind: 'effect', effect: name, entity, amount, idempotent });
  const call = (to: string, operation: string): StepInput => ({ kind: 'call', link: `orders-${to}`, operation });
  const undo = [call('payments', 'refund')];
  const flow: StepInput[] = saga
    ? [
        {
          kind: 'saga',
          store: 'orders-db',
          takeover: '200ms',
          compensation: { attempts: 50, backoff: '50ms' },
          stages: [
            { steps: [call('stock', 'reserve')], compensate: [call('stock', 'release')] },
            { steps: [call('payments', 'charge')], compensate: undo, timeout: '200ms', attempts: draw.int(1, 3), backoff: '10ms' },
            { steps: [{ kind: 'repeat', times: 2, steps: [{ kind: 'work', time: '1ms' }] }, effect('Confirmed', 'order')] },
          ],
        },
      ]
    : [call('stock', 'reserve'), call('payments', 'charge'), effect('Confirmed', 'order')];
  const operation = (name: string, steps: StepInput[]) => ({ name, steps, ...(idempotent && draw.chance(0.5) && { inbox: {} }) });
  const server = (id: string, operations: ReturnType<typeof operation>[]) => ({
    id,
    kind: 'service' as const,
    params: { replicas: draw.int(1, 3), workers: draw.int(2, 20), mode: draw.one(['blocking', 'async'] as const), queueLimit: 50 },
    operations,
  });
  const crash = (node: string, i: number) => ({
    id: `crash-${node}-${i}`,
    action: 'replica-crash' as const,
    target: { node },
    params: { count: draw.int(1, 2) },
    startAfter: `${draw.between(0.2, 2.5)}s`,
    duration: draw.one(['20ms', '400ms']),
  });
  return {
    version: 1,
    name: 'Random checkout',
    run: { duration: '6s', warmup: '0s' },
    entities: [
      { id: 'order', by: 'request' },
      { id: 'sku', by: 'entity', ...(stock && { stock: STOCK }) },
    ],
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: {
          traffic: { kind: 'open', rate: 40, curve: { kind: 'step', to: 0, startAfter: '3s' } },
          entities: { kind: 'zipf', count: 5, skew: 1 },
        },
      },
      server('orders', [
        operation('place', [
          { kind: 'work', time: '1ms' },
          { kind: 'write', link: 'orders-db', entity: 'order' },
          effect('Placed', 'order'),
          { kind: 'publish', link: 'orders-events', event: 'Placed' },
          ...flow,
        ]),
      ]),
      server('stock', [
        operation('reserve', [
          ...(stock === 'take' ? [{ kind: 'check' as const, entity: 'sku' }] : []),
          { kind: 'work', time: time() },
          { ...effect('Reserved', 'sku'), ...(stock && { stock }) },
        ]),
        operation('release', [
          { kind: 'work', time: '1ms' },
          { ...effect('Released', 'sku'), ...(stock && { stock: 'give-back' as const }) },
        ]),
      ]),
      server('payments', [
        operation('charge', [{ kind: 'work', time: time(), errorRate: draw.one([0, 0.2]) }, effect('Captured', 'order', 20)]),
        operation('refund', [{ kind: 'work', time: '1ms' }, effect('Refunded', 'order', 20)]),
      ]),
      server('mailer', [operation('Placed', [{ kind: 'work', time: time(), errorRate: 0.1 }, effect('Mailed', 'order')])]),
      { id: 'db', kind: 'database', params: { queryTime: time(), connections: 20 } },
      { id: 'events', kind: 'queue', params: { redeliveryDelay: '20ms', maxDeliveries: 20 } },
    ],
    links: [
      { id: 'users-orders', from: 'users', to: 'orders', policy: policy() },
      { id: 'orders-stock', from: 'orders', to: 'stock', policy: policy() },
      { id: 'orders-payments', from: 'orders', to: 'payments', policy: policy() },
      { id: 'orders-db', from: 'orders', to: 'db', policy: { timeout: '1s' } },
      {
        id: 'orders-events',
        from: 'orders',
        to: 'events',
        network: { latency: '5ms', loss: draw.one([0, 0.2]) },
        ...(outbox && { outbox: { store: 'orders-db', interval: draw.one(['10ms', '100ms']), batch: draw.int(20, 50), confirm: '10ms' } }),
      },
      { id: 'events-mailer', from: 'events', to: 'mailer', policy: { timeout: '50ms' } },
    ],
    invariants: [
      { id: 'charged-once', kind: 'at-most-once', effect: 'Captured' },
      { id: 'mailed-once', kind: 'at-most-once', effect: 'Mailed' },
      { id: 'confirmed-once', kind: 'exactly-once', effect: 'Confirmed', after: 'Captured', within: '1s' },
      { id: 'mailed', kind: 'implies', effect: 'Placed', follows: 'Mailed', within: '1500ms' },
      { id: 'stock', kind: 'sum', add: ['Reserved'], subtract: ['Released'], stock: stock === undefined ? draw.int(5, 40) : STOCK },
      { id: 'money', kind: 'balanced', effect: 'Captured', by: ['Confirmed', 'Refunded'], within: '1500ms' },
    ],
    faults: ['orders', 'payments', 'mailer', 'stock'].flatMap((node) => draw.times(draw.int(0, 2), (i) => crash(node, i))),
  };
}
