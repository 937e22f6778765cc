import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { apply, type Edit } from '../../engine/design/edits';
import { examine } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import type { RunChange } from '../../engine/simulate/record';
import { Drive } from './drive';
import { swarmDesign } from './swarm-design';

// Ids of components and links, changed in every scenario and in random designs, also while they run.

const folder = path.resolve(import.meta.dirname, '../../scenarios');
const scenarios: [string, Design][] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => [name, JSON.parse(readFileSync(path.join(folder, name, 'design.faultline.json'), 'utf8')) as Design]);
const random = [3, 6, 12, 20, 21, 22].map((seed): [string, Design] => [`swarm ${seed}`, swarmDesign(seed).design]);

const renames = ({ nodes = [], links = [] }: Design, tag: string): Edit[] => [
  ...nodes.map(({ id }): Edit => ({ kind: 'rename', thing: { nodeId: id }, to: `${tag}n-${id}`.slice(0, 64) })),
  ...links.map(({ id }): Edit => ({ kind: 'rename', thing: { linkId: id }, to: `${tag}l-${id}`.slice(0, 64) })),
];
const errors = (design: Design) => examine(design).problems.filter(({ severity }) => severity === 'error').length;

test.each([...scenarios, ...random])('%s: with all ids renamed nothing points nowhere, and renamed back it is what it was', (_, design) => {
  const edits = renames(design, 'x-');
  const renamed = edits.reduce(apply, design);
  expect(errors(renamed)).toBe(errors(design));
  // No old id is left where an id stands: every text that differs is a new one, as often as the old one was there.
  const back = edits.reduce(
    (of, edit) =>
      edit.kind === 'rename' && 'nodeId' in edit.thing
        ? apply(of, { kind: 'rename', thing: { nodeId: edit.to }, to: edit.thing.nodeId })
        : edit.kind === 'rename' && 'linkId' in edit.thing
          ? apply(of, { kind: 'rename', thing: { linkId: edit.to }, to: edit.thing.linkId })
          : of,
    renamed,
  );
  expect(back).toEqual(design);
  expect(renamed.nodes?.map(({ id }) => id)).toEqual(design.nodes?.map(({ id }) => `x-n-${id}`.slice(0, 64)));
  expect(renamed.links?.every(({ from, to }) => from.startsWith('x-n-') && to.startsWith('x-n-'))).toBe(true);
});

test('everything that can name a component or a link is renamed, and nothing else', () => {
  const design: Design = {
    version: 1,
    name: 'orders',
    nodes: [
      { id: 'users', kind: 'client' },
      {
        id: 'orders',
        kind: 'service',
        operations: [
          {
            name: 'orders',
            steps: [
              { kind: 'call', link: 'pay', operation: 'pay' },
              { kind: 'saga', store: 'pay', stages: [{ steps: [{ kind: 'read', link: 'pay' }] }] },
            ],
          },
        ],
      },
      { id: 'topic', kind: 'topic', params: { filters: [{ link: 'pay', events: ['pay'] }] } },
      { id: 'gate', kind: 'gateway', params: { rateLimit: { kind: 'token-bucket', rate: 1, burst: 1, store: { link: 'pay' } } } },
      { id: 'bank', kind: 'external' },
    ],
    links: [
      { id: 'in', from: 'users', to: 'orders', outbox: { store: 'pay' } },
      {
        id: 'pay',
        from: 'orders',
        to: 'bank',
        policy: { rateLimit: { kind: 'token-bucket', rate: 1, burst: 1, store: { link: 'pay' } } },
      },
    ],
    groups: [{ id: 'orders', kind: 'plain' }],
    notes: [{ id: 'orders', text: 'orders', position: { x: 0, y: 0 }, attachedTo: 'orders' }],
    journeys: [
      { id: 'pay', client: 'users', link: 'in' },
      { id: 'other', client: 'orders', link: 'pay' },
    ],
    entities: [{ id: 'orders', owner: 'orders' }],
    events: [{ id: 'pay', owner: 'orders' }],
    faults: [
      { id: 'pay', action: 'added-latency', target: { node: 'orders' }, params: { extra: '1s' } },
      { id: 'b', action: 'added-latency', target: { link: 'pay' }, params: { extra: '1s' } },
      { id: 'c', action: 'partition', target: { nodes: { one: ['orders'], other: ['users', 'bank'] } } },
    ],
    ignored: [
      { code: 'x', place: 'nodes.orders', reason: 'r' },
      { code: 'x', place: 'nodes.orders.params.workers', reason: 'r' },
      { code: 'x', place: 'nodes.orders-db', reason: 'r' },
      { code: 'x', place: 'links.pay.policy', reason: 'r' },
    ],
  };
  const renamed = [
    { kind: 'rename', thing: { nodeId: 'orders' }, to: 'ORDERS' } as const,
    { kind: 'rename', thing: { linkId: 'pay' }, to: 'PAY' } as const,
  ].reduce(apply, design);
  expect(renamed.nodes![1]!.id).toBe('ORDERS');
  expect(JSON.stringify(renamed.nodes).match(/PAY/g)).toHaveLength(5);
  expect(JSON.stringify(renamed.nodes).match(/"pay"/g)).toHaveLength(2);
  expect(renamed.links).toMatchObject([
    { to: 'ORDERS', outbox: { store: 'PAY' } },
    { id: 'PAY', from: 'ORDERS', policy: { rateLimit: { store: { link: 'PAY' } } } },
  ]);
  expect(renamed.groups).toBe(design.groups);
  expect(renamed.notes).toMatchObject([{ id: 'orders', text: 'orders', attachedTo: 'ORDERS' }]);
  expect(renamed.journeys).toMatchObject([design.journeys![0], { id: 'other', client: 'ORDERS', link: 'PAY' }]);
  expect([renamed.entities, renamed.events]).toMatchObject([[{ id: 'orders', owner: 'ORDERS' }], [{ id: 'pay', owner: 'ORDERS' }]]);
  expect(renamed.faults!.map(({ target }) => target)).toEqual([
    { node: 'ORDERS' },
    { link: 'PAY' },
    { nodes: { one: ['ORDERS'], other: ['users', 'bank'] } },
  ]);
  expect(renamed.ignored!.map(({ place }) => place)).toEqual([
    'nodes.ORDERS',
    'nodes.ORDERS.params.workers',
    'nodes.orders-db',
    'links.PAY.policy',
  ]);
});

test.each([3, 6, 12, 20, 21, 22])('swarm %i: ids renamed while it runs lose and invent no request', (seed) => {
  // Method: the swarm's own laws, with every id renamed a third and two thirds of the way.
  const swarm = swarmDesign(seed);
  const first = renames(swarm.design, 'x-');
  const renamed = first.reduce(apply, swarm.design);
  const at = (share: number, design: Design): RunChange => ({
    at: Math.round(swarm.duration * 1e9 * share),
    kind: 'edit',
    edit: { kind: 'replace-design', design },
  });
  const changes = [at(1 / 3, renamed), at(2 / 3, renames(renamed, 'y-').reduce(apply, renamed))];
  const drive = new Drive({ ...swarm, changes }).whole();
  // Those that were removed stay listed until all that they began has ended.
  expect(drive.simulation.model.links.filter(({ id }) => id.startsWith('y-'))).toHaveLength(renamed.links?.length ?? 0);
  expect(drive.wrong).toEqual([]);
});
