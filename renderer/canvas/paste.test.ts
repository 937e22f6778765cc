import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { examine } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { CARD } from '../../engine/design/auto-layout';
import { copyText, pasteText } from './clipboard';

/** Everything that names a link or a thing of the design. */
const shop: Design = {
  version: 1,
  name: 'Shop',
  zones: [{ id: 'eu' }],
  entities: [{ id: 'order', owner: 'orders' }, { id: 'sku' }],
  events: [{ id: 'OrderPlaced', owner: 'orders' }, { id: 'Unused' }],
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    {
      id: 'orders',
      kind: 'service',
      position: { x: 300, y: 0 },
      zones: ['eu'],
      params: { rateLimit: { limit: 10, kind: 'fixed-window', store: { link: 'counts' } } },
      operations: [
        {
          name: 'place',
          steps: [
            { kind: 'write', link: 'db', entity: 'order' },
            { kind: 'publish', link: 'orders-news', event: 'OrderPlaced' },
          ],
        },
      ],
    },
    { id: 'store', kind: 'database', position: { x: 600, y: 0 } },
    { id: 'counter', kind: 'key-value', position: { x: 600, y: 200 } },
    { id: 'news', kind: 'topic', position: { x: 600, y: 400 }, params: { filters: [{ link: 'mail', events: ['OrderPlaced'] }] } },
    {
      id: 'mailer',
      kind: 'service',
      position: { x: 900, y: 400 },
      operations: [{ name: 'OrderPlaced', steps: [{ kind: 'work', time: '5ms' }] }],
    },
  ],
  links: [
    {
      id: 'in',
      from: 'clients',
      to: 'orders',
      policy: { rateLimit: { limit: 5, kind: 'fixed-window', store: { link: 'clients-counter' } } },
    },
    { id: 'clients-counter', from: 'clients', to: 'counter', protocol: 'redis' },
    { id: 'db', from: 'orders', to: 'store', protocol: 'sql' },
    { id: 'counts', from: 'orders', to: 'counter', protocol: 'redis' },
    { id: 'orders-news', from: 'orders', to: 'news', protocol: 'event', outbox: { store: 'db' } },
    { id: 'mail', from: 'news', to: 'mailer', protocol: 'event' },
  ],
  journeys: [{ id: 'buy', client: 'clients', link: 'in', operation: 'place', deadline: '1s' }],
};
const all = shop.nodes!.map(({ id }) => id);
const other: Design = { version: 1, name: 'Other window', nodes: [], links: [] };

const given = (result: ReturnType<typeof pasteText>) => {
  if (!result?.ok) throw new Error('nothing was pasted');
  return result.value;
};
const paste = (into: Design, ids: readonly string[], at?: { x: number; y: number }) => {
  const pasted = given(pasteText(into, copyText(shop, ids) ?? '', at));
  return { ...pasted, design: pasted.edits.reduce(apply, into) };
};
const node = (design: Design, id: string) => design.nodes!.find((one) => one.id === id)!;
const link = (design: Design, from: string, to: string) => design.links!.find((one) => one.from === from && one.to === to)!;
const errors = (design: Design) => examine(design).problems.filter(({ severity }) => severity === 'error');

test('the example itself checks', () => expect(errors(shop)).toEqual([]));

test('every reference inside a copy leads to the copy', () => {
  const { design } = paste(shop, all);
  expect(errors(design)).toEqual([]);
  const id = (from: string, to: string) => link(design, from, to).id;
  expect(link(design, 'orders-2', 'news-2').outbox).toEqual({ store: id('orders-2', 'store-2') });
  expect(link(design, 'clients-2', 'orders-2').policy?.rateLimit).toMatchObject({ store: { link: id('clients-2', 'counter-2') } });
  expect(node(design, 'orders-2').params).toMatchObject({ rateLimit: { store: { link: id('orders-2', 'counter-2') } } });
  expect(node(design, 'news-2').params).toMatchObject({ filters: [{ link: id('news-2', 'mailer-2'), events: ['OrderPlaced'] }] });
  expect(design.journeys?.at(-1)).toEqual({ ...shop.journeys![0], id: 'buy-2', client: 'clients-2', link: id('clients-2', 'orders-2') });
  // No name of a link of the original is left in the copies.
  const copies = JSON.stringify([design.nodes!.slice(6), design.links!.slice(6), design.journeys!.slice(1)]);
  for (const old of shop.links!) expect(copies).not.toContain(`"${old.id}"`);
});

test('what is kept over a link that did not come along goes, and is told', () => {
  const { design, notes } = paste(shop, ['orders', 'news']);
  expect(errors(design)).toEqual([]);
  expect(link(design, 'orders-2', 'news-2')).not.toHaveProperty('outbox');
  expect(node(design, 'orders-2').params).toEqual({ rateLimit: { limit: 10, kind: 'fixed-window' } });
  expect(node(design, 'news-2').params).toEqual({ filters: [] });
  expect(notes.join()).toMatch(/not copied/);
});

test('into another window the entities and events that the steps name come along, and are told', () => {
  const { design, notes } = paste(other, all);
  expect(errors(design)).toEqual([]);
  expect(design.entities).toEqual([{ id: 'order', owner: 'orders' }]);
  expect(design.events).toEqual([{ id: 'OrderPlaced', owner: 'orders' }]);
  expect(design.journeys).toEqual([{ ...shop.journeys![0], link: link(design, 'clients', 'orders').id }]);
  expect(notes.join()).toMatch(/order, OrderPlaced/);
  expect(notes.join()).toMatch(/no zone eu/);
});

test('what the other window has under the same name stays as it is there, and is told where it differs', () => {
  const { design, notes } = paste({ ...other, entities: [{ id: 'order', by: 'request' }] }, all);
  expect(design.entities).toEqual([{ id: 'order', by: 'request' }]);
  expect(notes.join()).toMatch(/different: order/);
});

test('an owner that stays behind owns nothing in the other window', () => {
  const { design } = paste(other, ['mailer', 'news']);
  expect(design.events).toEqual([{ id: 'OrderPlaced' }]);
});

test('copies lie around the pointer, and a second paste at the same place steps aside', () => {
  const at = { x: 1000, y: 1000 };
  const once = paste(shop, ['orders'], at);
  expect(node(once.design, 'orders-2').position).toEqual({ x: 1000 - CARD.width / 2, y: 1000 - CARD.height / 2 });
  const twice = given(pasteText(once.design, copyText(shop, ['orders'])!, at)).edits.reduce(apply, once.design);
  expect(node(twice, 'orders-3').position).toEqual({ x: 1040 - CARD.width / 2, y: 1040 - CARD.height / 2 });
});
