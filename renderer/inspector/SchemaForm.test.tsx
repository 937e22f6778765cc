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

test('a recording is shown by its size, and its other lists only where there are any', () => {
  const { params } = nodeKinds.client;
  const page = html(params, { traffic: { kind: 'recorded', times: [1, 2, 3], columns: [{ name: 'shop', times: [1, 2, 3] }] } });
  expect(page.match(/>3 values</g)).toHaveLength(2);
  expect(page).not.toContain('Journeys');
  const points = Array.from({ length: 60 }, (_, i) => ({ at: i, factor: 1 }));
  expect(html(params, { traffic: { kind: 'open', curve: { kind: 'recorded', points } } })).toContain('>60 values<');
});

test('what is written can be reset, what is not cannot', () => {
  const { params } = nodeKinds.service;
  expect(html(params, { replicas: 5 })).toContain('Reset Replicas to its default');
  expect(html(params, {})).not.toContain('Reset ');
});
