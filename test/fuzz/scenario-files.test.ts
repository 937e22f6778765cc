import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load, save } from '../../engine/design/file';

const folder = new URL('../../scenarios/', import.meta.url).pathname;
const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(slugs)('scenario %s is a design in the form in which it is saved', async (slug) => {
  const path = join(folder, slug, 'design.faultline.json');
  const result = load(readFileSync(path, 'utf8'));
  expect(result.ok ? [] : result.problems).toEqual([]);
  const schema = result.ok ? (result.value.design.$schema ?? '') : '';
  expect(
    existsSync(join(folder, slug, schema)) && schema.endsWith('design.schema.json'),
    'It should name the JSON Schema in "$schema", so that editors complete it',
  ).toBe(true);
  const saved = result.ok ? save(result.value.design) : '';
  await expect(saved, 'Bring it into form with `npx vitest run test/fuzz/scenario-files.test.ts --update`').toMatchFileSnapshot(path);
});

test('there are scenarios to look at', () => {
  expect(slugs).toContain('checkout');
});
