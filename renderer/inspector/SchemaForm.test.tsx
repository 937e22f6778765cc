import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { zNetwork } from '../../engine/design/schema';
import { faultActions } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import { zPolicy } from '../../engine/policies/params';
import { properties } from './field-model';
import { SchemaForm } from './SchemaForm';
import { startValue } from './values';

// Method: forms are drawn to HTML, without a browser, and read as text.
const html = (schema: z.ZodType, value: unknown) =>
  renderToStaticMarkup(
    <MantineProvider>
      <SchemaForm schema={schema} value={value} onChange={() => undefined} />
    </MantineProvider>,
  );

const schemas: [string, z.ZodType][] = [
  ...Object.values(nodeKinds).map(({ kind, params }): [string, z.ZodType] => [kind, params]),
  ...Object.values(faultActions).map(({ action, params }): [string, z.ZodType] => [action, params]),
  ['policy', zPolicy],
  ['network', zNetwork],
];

test.each(schemas)('the form of %s has a label for every field, and every description that is pointed to', (_, schema) => {
  const everything = Object.fromEntries(
    properties(schema).flatMap(({ key, model, optional }) => (optional ? [[key, startValue(model)]] : [])),
  );
  expect(schema.safeParse(everything).error?.issues).toBeUndefined();
  for (const value of [undefined, everything]) {
    const page = html(schema, value);
    for (const { label } of properties(schema)) expect(page).toContain(`>${label}</`);
    const described = [...page.matchAll(/aria-describedby="([^"]+)"/g)].flatMap(([, ids = '']) => ids.split(' '));
    expect(described.length).toBeGreaterThanOrEqual(properties(schema).length);
    for (const id of described) expect(page).toContain(`id="${id}"`);
  }
});

test('a breaker that is off is one switch; on, it shows its fields with their defaults', () => {
  expect(html(zPolicy, {})).not.toContain('Cooldown');
  const on = html(zPolicy, { breaker: { kind: 'consecutive' } });
  expect(on).toContain('Cooldown');
  expect(on).toContain('placeholder="30s"');
});

test('what is written can be reset, what is not cannot', () => {
  const { params } = nodeKinds.service;
  expect(html(params, { replicas: 5 })).toContain('Reset Replicas to its default');
  expect(html(params, {})).not.toContain('Reset ');
});
