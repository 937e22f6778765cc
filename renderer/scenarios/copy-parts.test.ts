import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { load } from '../../engine/design/file';
import { check, isError } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { copyAll, copyParts } from './copy-parts';
import { readScenario } from './scenarios';
import { variantDesign } from './variants';

const after = (own: Design, edits: ReturnType<typeof copyParts>): Design => edits.reduce(apply, own);
const designOf = async (slug: string): Promise<Design> => {
  const loaded = load((await readScenario(slug)).text);
  if (!loaded.ok) throw new Error(slug);
  return loaded.value.design;
};
const empty: Design = { version: 1, name: 'Mine', nodes: [], links: [] };

test('a component that one has is replaced where it stands; others come with the links to what one then has', () => {
  const own: Design = {
    version: 1,
    name: 'Mine',
    nodes: [{ id: 'shop', kind: 'service', position: { x: 7, y: 9 } }],
    links: [],
  };
  const other: Design = {
    version: 1,
    name: 'Mine',
    nodes: [
      { id: 'users', kind: 'client', position: { x: 0, y: 0 } },
      { id: 'shop', kind: 'service', params: { replicas: 3 }, position: { x: 270, y: 0 }, group: 'core' },
      { id: 'db', kind: 'database', position: { x: 540, y: 0 } },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-db', from: 'shop', to: 'db' },
    ],
    groups: [{ id: 'core', kind: 'context' }],
  };
  const copied = after(own, copyParts(own, other, ['shop', 'db']));
  expect(copied.nodes).toEqual([
    { id: 'shop', kind: 'service', params: { replicas: 3 }, position: { x: 7, y: 9 } },
    { id: 'db', kind: 'database', position: { x: 540, y: 0 } },
  ]);
  expect(copied.links?.map(({ id }) => id)).toEqual(['shop-db']);
});

// Method: every second component, into an empty design and over itself.
test.each(['checkout', 'checkout-choreographed', 'failover-lost-writes', 'replica-lag'])(
  'half of %s can be copied anywhere and leaves nothing that calls into the void',
  async (slug) => {
    const other = await designOf(slug);
    const half = (other.nodes ?? []).filter((_, i) => i % 2 === 0).map(({ id }) => id);
    const errors = (own: Design) =>
      check(after(own, copyParts(own, other, half)))
        .filter(isError)
        .filter(({ code }) => !mayLack.has(code));
    expect(errors(empty)).toEqual([]);
    expect(copyParts(other, other, half).reduce(apply, other)).toEqual(other);
  },
);

/** A system without clients does not run: one goes on drawing. */
const mayLack = new Set(['no-client', 'no-journey', 'no-link-from-client']);

test('copying all makes the own design the reference, under its own name', async () => {
  const scenario = await readScenario('checkout');
  const reference = variantDesign(scenario, 'reference')!;
  const own = await designOf('checkout');
  expect(after({ ...own, name: 'Mine' }, copyAll({ ...own, name: 'Mine' }, reference))).toEqual({ ...reference, name: 'Mine' });
});
