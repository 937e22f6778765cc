import { expect, test } from 'vitest';
import { z } from 'zod';
import { zReport } from '../../engine/measure/report';
import { linkColumns, nodeColumns } from '../../engine/measure/columns';
import { shownFigures } from '../../engine/policies/figures';
import { headingOf } from '../charts/heading';
import { chartSet } from '../charts/chart-specs';
import { type FieldModel, type Property, properties } from '../inspector/field-model';
import type { Design } from '../../engine/design/schema';
import { figureChoices } from '../what-if/figure-choices';
import { ANY, figureWords } from './figure-words';
import { figureHeading, linkHeading, nodeHeading, REPORT_FIGURES } from './measures';
import { measuresPage, type ReportNumber } from './measures-page';
import { parameterSections } from './parameters';
import { parametersPage } from './parameters-page';

// Every number and every parameter has words and a place on a page. The pages are written from the registries.

interface Json {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
}

/** All numbers of a report; what says nothing of itself is told by what it is in. */
function numbersOf(json: Json, path: string, above: string): ReportNumber[] {
  const words =
    json.description === undefined ? above : /^\[.*\]$/.test(json.description) ? `${above} ${json.description}` : json.description;
  // What may be null has both types.
  if ([json.type].flat().some((type) => type === 'number' || type === 'integer')) return [{ path, words }];
  if (json.items) return numbersOf(json.items, `${path}.${ANY}`, words);
  const parts = json.anyOf ?? json.oneOf;
  if (parts) return parts.flatMap((part) => numbersOf(part, path, words));
  return Object.entries(json.properties ?? {}).flatMap(([key, child]) => numbersOf(child, path ? `${path}.${key}` : key, words));
}

const unsaid = new Set(['', 'Null with too few samples.']);
const report = numbersOf(z.toJSONSchema(zReport, { io: 'output', unrepresentable: 'any', reused: 'inline' }) as Json, '', '').filter(
  ({ path }, i, all) => all.findIndex((each) => each.path === path) === i,
);
const page = measuresPage(report);
const headings = [...page.matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading!);

test('docs/statistics/measures.md tells of every measure, each under a heading of its own', async () => {
  await expect(page, 'The measures changed: write the page anew with `npm run schema`').toMatchFileSnapshot(
    '../../docs/statistics/measures.md',
  );
  expect(headings.length).toBeGreaterThan(80);
  expect(new Set(headings).size).toBe(headings.length);
  for (const { id } of nodeColumns) expect(headings).toContain(nodeHeading(id));
  for (const { id } of linkColumns) expect(headings).toContain(linkHeading(id));
  for (const { id } of shownFigures) expect(headings).toContain(figureHeading(id));
});

test('every number of a report says what it is', () => {
  expect(report.length).toBeGreaterThan(100);
  expect(report.filter(({ words }) => unsaid.has(words.trim())).map(({ path }) => path)).toEqual([]);
});

test('a figure of a question is told in the words of the report', () => {
  expect(headings).toContain(REPORT_FIGURES);
  expect(figureWords('nodes.orders.utilization')).toContain('Share of worker time held');
  expect(figureWords('journeys.buy.degraded / journeys.buy.arrived')).toBe(
    'Answered in time with a substitute. Divided by: Requests sent.',
  );
  // Every figure that can be chosen has words.
  const design = {
    version: 1,
    name: 'Shop',
    nodes: [{ id: 'shop', kind: 'service' }],
    links: [{ id: 'buy', from: 'shop', to: 'shop' }],
    journeys: [{ id: 'order' }],
  };
  const paths = figureChoices(design as unknown as Design).flatMap(({ items }) => items.map(({ value }) => value));
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => figureWords(path) === path)).toEqual([]);
});

test('every line of a chart has words, and a place on the page', () => {
  const design = {
    version: 1,
    name: 'Both',
    nodes: [
      { id: 'users', kind: 'client', params: {} },
      { id: 'shop', kind: 'service', params: {} },
    ],
    links: [{ id: 'buy', from: 'users', to: 'shop' }],
  } as unknown as Parameters<typeof chartSet>[0];
  const selections = [
    { nodes: [], links: [] },
    { nodes: ['shop'], links: [] },
    { nodes: ['users', 'shop'], links: [] },
    { nodes: [], links: ['buy'] },
  ];
  const lines = selections.flatMap((selection) => chartSet(design, selection).charts.flatMap((chart) => chart.lines));
  expect(lines.length).toBeGreaterThan(60);
  for (const { title, description, source } of lines) {
    expect([title, description.length > 5]).toEqual([title, true]);
    expect(headings).toContain(headingOf(source));
  }
});

const inside = (model: FieldModel): readonly Property[] => {
  if (model.kind === 'group') return model.properties;
  if (model.kind === 'rows') return model.row.properties;
  return model.kind === 'variant' ? model.variants.flatMap((variant) => variant.properties) : [];
};
const mute = (list: readonly Property[], at: string): string[] =>
  list.flatMap(({ key, model }) => [...(model.description ? [] : [`${at}.${key}`]), ...mute(inside(model), `${at}.${key}`)]);

test('docs/components/all-parameters.md tells of every parameter, and each says what it is', async () => {
  await expect(parametersPage(), 'The parameters changed: write the page anew with `npm run schema`').toMatchFileSnapshot(
    '../../docs/components/all-parameters.md',
  );
  expect(parameterSections.length).toBeGreaterThan(60);
  expect(new Set(parameterSections.map(({ heading }) => heading)).size).toBe(parameterSections.length);
  expect(parameterSections.flatMap(({ heading, schema }) => mute(properties(schema), heading))).toEqual([]);
});
