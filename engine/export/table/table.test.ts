import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvOf } from './csv';
import { parquetOf } from './parquet';
import type { Table } from './table';

const table: Table = {
  columns: [
    { name: 'nodes.shop.replicas', kind: 'number', values: [1, 2, 3] },
    { name: 'figure', kind: 'words', values: ['requests.goodput', 'a "quoted", one', 'ä'] },
    { name: 'mean', kind: 'number', values: [0.1 + 0.2, null, 1e-9] },
  ],
};
const rows = [
  { 'nodes.shop.replicas': 1, figure: 'requests.goodput', mean: 0.1 + 0.2 },
  { 'nodes.shop.replicas': 2, figure: 'a "quoted", one', mean: null },
  { 'nodes.shop.replicas': 3, figure: 'ä', mean: 1e-9 },
];

test('CSV is read back as it was', () => {
  const text = csvOf(table);
  expect(text.split('\n')[0]).toBe('nodes.shop.replicas,figure,mean');
  const { data, errors } = Papa.parse(text.trimEnd(), { header: true, dynamicTyping: true });
  expect(errors).toEqual([]);
  expect(data).toEqual(rows);
});

test('Parquet is read back as it was, by the types of its columns', async () => {
  const bytes = await parquetOf(table);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('PAR1');
  const { buffer } = bytes.slice();
  expect(await parquetReadObjects({ file: buffer })).toEqual(rows);
});

test('a table without rows is a table', async () => {
  const empty: Table = { columns: [{ name: 'mean', kind: 'number', values: [] }] };
  expect(csvOf(empty)).toBe('mean\n');
  const { buffer } = (await parquetOf(empty)).slice();
  expect(await parquetReadObjects({ file: buffer })).toEqual([]);
});
