import { expect, test } from 'vitest';
import { readImport } from './read';

// Sheets as people draw them in Excalidraw: no word of ours on them.

const box = (id: string, x: number, y: number, more: object = {}) => ({ id, type: 'rectangle', x, y, width: 160, height: 80, ...more });
const words = (id: string, text: string, more: object = {}) => ({ id, type: 'text', x: 0, y: 0, width: 60, height: 20, text, ...more });
const arrow = (id: string, from: string | null, to: string | null, more: object = {}) => ({
  id,
  type: 'arrow',
  x: 0,
  y: 0,
  points: [
    [0, 0],
    [10, 10],
  ],
  endArrowhead: 'arrow',
  startBinding: from === null ? null : { elementId: from },
  endBinding: to === null ? null : { elementId: to },
  ...more,
});

async function read(...elements: readonly object[]) {
  const imported = await readImport(JSON.stringify({ type: 'excalidraw', version: 2, elements }), 'sheet.excalidraw');
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const { design, notes } = imported.value;
  const name = new Map((design.nodes ?? []).map((node) => [node.id, node.name ?? node.id]));
  return {
    design,
    guessed: notes.guessed.join('\n'),
    missing: notes.missing.join('\n'),
    links: (design.links ?? []).map(({ from, to }) => `${name.get(from)} → ${name.get(to)}`),
    group: (of: string) => design.groups?.find(({ id }) => id === design.nodes!.find((node) => name.get(node.id) === of)!.group)?.name,
  };
}

const shop = [box('a', 0, 0), words('at', 'Shop', { containerId: 'a' }), box('b', 400, 0), words('bt', 'Orders DB', { containerId: 'b' })];

test('boxes with bound words, and arrows that are bound to them or to their words', async () => {
  const { links, design, guessed } = await read(...shop, arrow('x', 'a', 'bt'), words('xt', 'SQL connection', { containerId: 'x' }));
  expect(links).toContain('Shop → Orders DB');
  expect(design.links!.find(({ to }) => to === 'orders-db')!.protocol).toBe('sql');
  expect(design.nodes!.find(({ name }) => name === 'Orders DB')!.kind).toBe('database');
  expect(guessed).not.toContain('bound to nothing');
});

test('an arrow that ends near a box means it, and that is told; one that ends far from all leads nowhere', async () => {
  const near = arrow('x', 'a', null, {
    points: [
      [165, 40],
      [370, 40],
    ],
  });
  const { links, guessed } = await read(...shop, near);
  expect(links).toContain('Shop → Orders DB');
  expect(guessed).toContain('1 arrow bound to nothing at an end: the box near it is taken: “Shop → Orders DB”.');
  const far = await read(
    ...shop,
    arrow('x', 'a', null, {
      points: [
        [165, 40],
        [300, 300],
      ],
    }),
  );
  expect(far.links).not.toContain('Shop → Orders DB');
  expect(far.missing).toContain('1 line does not connect two components.');
});

test('an arrow goes where its head is', async () => {
  const { links } = await read(...shop, arrow('x', 'b', 'a', { startArrowhead: 'arrow', endArrowhead: null }));
  expect(links).toContain('Shop → Orders DB');
  const { guessed } = await read(...shop, arrow('x', 'a', 'b', { startArrowhead: 'arrow' }));
  expect(guessed).toContain('two heads');
});

test('frames, boxes around boxes and the words at their top are groups; things put together have one name', async () => {
  const { group, design } = await read(
    { id: 'f', type: 'frame', x: -20, y: -60, width: 300, height: 300, name: 'Storefront' },
    box('a', 0, 0, { frameId: 'f' }),
    words('at', 'Shop', { containerId: 'a' }),
    box('g', 380, -60, { width: 400, height: 300 }),
    words('gt', 'Core', { x: 390, y: -50 }),
    box('b', 400, 0, { groupIds: ['p'] }),
    words('bt', 'Orders', { x: 900, y: 900, groupIds: ['p'] }),
    words('n', 'Mind the gap', { x: 1200, y: 400 }),
    box('d', 1200, 600),
    { ...box('z', 0, 700), isDeleted: true },
    arrow('x', 'a', 'b'),
  );
  expect(group('Shop')).toBe('Storefront');
  expect(group('Orders')).toBe('Core');
  expect(design.notes!.map(({ text }) => text)).toEqual(['Mind the gap']);
  expect(design.nodes!.filter(({ kind }) => kind !== 'client')).toHaveLength(2);
});

test('what is no scene is refused', async () => {
  for (const text of ['{"type":"excalidraw"}', '{"type":"excalidraw","elements":[', '{"type":"excalidraw","elements":[]}'])
    expect(await readImport(text, 'x.excalidraw')).toMatchObject({ ok: false });
});
