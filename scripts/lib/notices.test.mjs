import { expect, test } from 'vitest';
import { bundledPackages, noticesText, notPermitted } from './notices.mjs';

const packages = bundledPackages();
const names = packages.map(({ name }) => name);

test('every package that becomes part of the app is named, with those that it needs, and no tool is', () => {
  expect(names).toEqual(expect.arrayContaining(['react', 'scheduler', '@mantine/core', '@xyflow/react', 'zod', 'd3', 'd3-shape', 'elkjs']));
  expect(names.filter((name) => /^(vite|vitest|typescript|oxlint|@playwright|electron)/.test(name))).toEqual([]);
});

test('each has a licence that lets us hand it on, and nearly all carry its text', () => {
  expect(notPermitted(packages)).toEqual([]);
  expect(notPermitted([{ name: 'x', license: 'AGPL-3.0' }])).toEqual(['x: AGPL-3.0']);
  expect(packages.filter(({ text }) => text === '').length).toBeLessThan(packages.length / 10);
});

test('the notices are the same bytes each time', () => {
  expect(noticesText()).toBe(noticesText(packages));
  expect(noticesText(packages)).toContain('Copyright');
});
