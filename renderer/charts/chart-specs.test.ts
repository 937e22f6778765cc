import { expect, test } from 'vitest';
import { nodeColumns } from '../../engine/measure/columns';
import type { Design } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { causes } from '../../engine/policies/causes';
import { chartSet } from './chart-specs';
import { lineStyle } from './line-style';

const design: Design = {
  version: 1,
  name: 'd',
  nodes: [
    ...Object.keys(nodeKinds).map((kind) => ({ id: kind, kind }) as NonNullable<Design['nodes']>[number]),
    { id: 'bots', kind: 'client' },
  ],
  links: [{ id: 'in', from: 'client', to: 'gateway' }],
};
const none = { nodes: [], links: [] };

test.each(Object.values(nodeKinds))('charts of a $kind show nothing that is always zero', ({ kind, role }) => {
  const lines = chartSet(design, { ...none, nodes: [kind] }).charts.flatMap((chart) => chart.lines);
  const columns = lines.flatMap(({ source }) => ('column' in source ? [source.column] : []));
  expect(columns.length).toBeGreaterThan(4);
  for (const id of columns) {
    const roles = (nodeColumns.find((column) => column.id === id) as { roles?: readonly string[] } | undefined)?.roles;
    expect(roles === undefined || roles.includes(role), `${id} of ${kind}`).toBe(true);
  }
});

test('nothing selected: all clients together, and it is said that percentiles are not added', () => {
  const { charts } = chartSet(design, none);
  expect(charts[0]?.lines[0]?.source.ids).toEqual(['client', 'bots']);
  expect(charts[1]).toMatchObject({ title: 'Latency', note: 'Highest of the clients' });
  expect(chartSet({ version: 1, name: 'empty' }, none).charts).toEqual([]);
});

test('a link has charts of its own; several nodes are compared line by line', () => {
  expect(chartSet(design, { ...none, links: ['in'] })).toMatchObject({ subject: 'client → gateway' });
  const { charts } = chartSet(design, { ...none, nodes: ['client', 'service'] });
  expect(charts.find(({ title }) => title === 'Utilization')?.lines.map(({ title }) => title)).toEqual(['service']);
});

test.each([
  ['the whole system', none],
  ['a node', { ...none, nodes: ['service'] }],
  ['a link', { ...none, links: ['in'] }],
])('%s: errors by cause, each cause in words and with a look of its own, the same everywhere', (_, selection) => {
  const chart = chartSet(design, selection).charts.find(({ title }) => title === 'Errors by cause');
  expect(chart?.lines.map(({ title }) => title)).toContain('Timeout');
  const looks = chart!.lines.map(({ style }) => JSON.stringify(lineStyle(style)));
  expect(new Set(looks).size).toBe(causes.length);
  expect(chart!.lines.find(({ title }) => title === 'Timeout')?.style).toBe(4);
});
