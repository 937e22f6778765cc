import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { faultActions } from '../../../engine/faults/registry';
import { nodeKinds } from '../../../engine/nodes/registry';

// The two lines of docs/README.md that list what is registered.

const file = path.resolve(import.meta.dirname, '../../../docs/README.md');
const components = Object.values(nodeKinds).map(({ kind, title }) => `[${title}](components/${kind}.md)`);
const faults = Object.values(faultActions).map(({ action, title }) => `[${title}](faults/${action}.md)`);

test('docs/README.md lists every kind of component and every fault (npm run schema writes it anew)', async () => {
  const old = readFileSync(file, 'utf8');
  const page = old
    .replace(/^- Components: .*$/m, () => `- Components: ${components.join(', ')}`)
    .replace(/^- Faults: .*$/m, () => `- Faults: ${faults.join(', ')}`);
  await expect(page).toMatchFileSnapshot(file);
  expect(page).toContain('- Components: [Clients](components/client.md)');
  expect(page).toContain('- Faults: [Add latency](faults/added-latency.md)');
});
