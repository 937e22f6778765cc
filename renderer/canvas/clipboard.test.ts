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
  const result = pasteText(design, text);
  const pasted = result?.ok ? result.value : null;
  return pasted && { ...pasted, design: pasted.edits.reduce(apply, design) };
};

const given = (result: ReturnType<typeof pasteText>) => {
  if (!result?.ok) throw new Error('nothing was pasted');
  return result.value;
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
    given(pasteText({ ...design, zones }, text)).edits.flatMap((edit) => (edit.kind === 'add-node' ? [edit.node.zones] : []));
  expect([there([{ id: 'b' }]), there([])]).toEqual([[['b']], [[]]]);
});

test('an empty selection copies nothing', () => {
  expect(copyText(design, [])).toBeNull();
});

test('a whole design is pasted like a copy', () => {
  expect(paste(JSON.stringify(design, null, 2))?.design.nodes).toHaveLength(8);
});

test('copies stand where they are wanted, to the pixel', () => {
  const pasted = given(pasteText(design, copyText(design, ['orders']) ?? '', { by: { x: -70, y: 210 } }));
  expect(pasted.edits.reduce(apply, design).nodes?.at(-1)).toMatchObject({ id: 'orders-2', position: { x: 230, y: 210 } });
});

test.each([
  ['copy', 'format', 'faultline-clipboard-1'],
  ['design', 'version', 1],
])('a huge %s is refused with a plain problem', (_, key, value) => {
  const nodes = Array.from({ length: 100_000 }, (_each, i) => ({ id: `n${i}`, kind: 'service' }));
  const many = pasteText(design, JSON.stringify({ [key]: value, name: 'Huge', nodes }));
  expect(many).toMatchObject({ ok: false, problems: [{ code: 'clipboard-too-many', remedy: expect.stringContaining('fewer') as string }] });
  const long = pasteText(design, JSON.stringify({ [key]: value, name: 'x'.repeat(50_000_000) }));
  expect(long).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('50 MB') as string }] });
});

test('a paste that would make the design too large is refused as a whole', () => {
  const full: Design = { ...design, nodes: Array.from({ length: 999 }, (_, i) => ({ id: `n${i}`, kind: 'service' as const })), links: [] };
  expect(pasteText(full, copyText(design, ['orders']) ?? '')?.ok).toBe(true);
  expect(pasteText(full, copyText(design, ['orders', 'db']) ?? '')).toMatchObject({ ok: false });
});
