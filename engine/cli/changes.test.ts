import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-changes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, fields: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(
    file,
    JSON.stringify({
      ...shop,
      nodes: [shop.nodes[0], { ...shop.nodes[1], operations: [{ name: 'buy', steps: [], versions: [{ fields }] }] }],
    }),
  );
  return file;
};
const older = fileWith('older.json', ['order', 'total']);

test('what breaks is told, and ends with 1', async () => {
  const done = await ran('changes', older, fileWith('newer.json', ['order']));
  expect(done).toMatchObject({ code: 1, out: 'Breaking:\n  shop · buy: version 1 lost total\n' });
  const json = await ran('changes', older, fileWith('newer.json', ['order']), '--json');
  expect(JSON.parse(json.out)).toMatchObject({ format: 'faultline-changes-1', breaking: 1, changes: [{ kind: 'breaking' }] });
});

test('what is only more is fine', async () => {
  expect(await ran('changes', older, fileWith('more.json', ['order', 'total', 'items']))).toMatchObject({
    code: 0,
    out: 'Additive:\n  shop · buy: version 1 has items too\n',
  });
  expect(await ran('changes', older, older)).toMatchObject({ code: 0, out: 'No contract changed.\n' });
  expect(await ran('changes', older, join(folder, 'none.json'))).toMatchObject({ code: 2 });
});
