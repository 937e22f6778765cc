import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { examine } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { copyText, pasteText } from './clipboard';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    {
      id: 'orders',
      kind: 'service',
      position: { x: 300, y: 0 },
      operations: [
        {
          name: 'place',
          steps: [
            { kind: 'work', time: '2ms' },
            { kind: 'parallel', branches: [[{ kind: 'call', link: 'orders-db' }], [{ kind: 'call', link: 'orders-mail' }]] },
          ],
        },
      ],
    },
    { id: 'db', kind: 'database', position: { x: 600, y: 0 } },
    { id: 'mail', kind: 'service', position: { x: 600, y: 200 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'orders-db', from: 'orders', to: 'db', protocol: 'sql' },
    { id: 'orders-mail', from: 'orders', to: 'mail' },
  ],
};

const paste = (text: string) => {
  const pasted = pasteText(design, text);
  return pasted && { ...pasted, design: pasted.edits.reduce(apply, design) };
};

test('copies nodes with the links among them, under new ids', () => {
  const result = paste(copyText(design, ['orders', 'db']) ?? '');
  expect(result?.nodes).toEqual(['orders-2', 'db-2']);
  expect(result?.design.links).toHaveLength(4);
  expect(result?.design.links?.at(-1)).toMatchObject({ from: 'orders-2', to: 'db-2', protocol: 'sql' });
  expect(result?.design.nodes?.[4]).toMatchObject({ id: 'orders-2', position: { x: 340, y: 40 } });
});

test('steps of a copy use the links that came along and leave out the others, so that the design still checks', () => {
  const result = paste(copyText(design, ['orders', 'db']) ?? '');
  const copy = result?.design.nodes?.find((node) => node.id === 'orders-2');
  const link = result?.design.links?.at(-1)?.id;
  expect(copy?.operations?.[0]?.steps).toEqual([
    { kind: 'work', time: '2ms' },
    { kind: 'parallel', branches: [[{ kind: 'call', link }]] },
  ]);
  expect(examine(result?.design).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
});

test.each([
  '',
  'hello',
  '{"format":"faultline-clipboard-1"}',
  '{"format":"faultline-clipboard-1","nodes":[{"id":"x","kind":"nonsense"}],"links":[]}',
])('other text is not pasted: %s', (text) => expect(paste(text)).toBeNull());

test('a copy keeps those of its zones that there are where it is pasted', () => {
  const zoned = { ...design, zones: [{ id: 'a' }, { id: 'b' }], nodes: design.nodes!.map((node) => ({ ...node, zones: ['a', 'b'] })) };
  const text = copyText(zoned, ['orders']) ?? '';
  const there = (zones: NonNullable<Design['zones']>) =>
    pasteText({ ...design, zones }, text)?.edits.flatMap((edit) => (edit.kind === 'add-node' ? [edit.node.zones] : []));
  expect([there([{ id: 'b' }]), there([])]).toEqual([[['b']], [[]]]);
});

test('an empty selection copies nothing', () => {
  expect(copyText(design, [])).toBeNull();
});
