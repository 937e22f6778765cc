import { describe, expect, test } from 'vitest';
import type { Design } from '../../design/schema';
import { run } from '../../simulate/run';
import { html } from './markup';
import { htmlReport, pages } from './registry';

const EVIL = `</title></svg><script>alert(1)</script><img src=x onerror="alert(2)">'"&\u0007`;
const estimate = (mean: number) => ({ n: 5, mean, low: mean * 0.9, high: mean * 1.1 });
const latency = { p50: estimate(5), p99: estimate(50) };

const hostile: Design = {
  version: 1,
  name: EVIL.replace('\u0007', ''),
  run: { duration: '3s', warmup: '500ms' },
  nodes: [
    { id: 'users', kind: 'client', name: EVIL.slice(0, 60), params: { traffic: { kind: 'open', rate: 50 } } },
    { id: 'shop', kind: 'service', name: '<b>Shop</b>', position: { x: 10, y: 20 } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '1ms' }],
  faults: [{ id: 'slow', action: 'added-latency', target: { node: 'shop' }, params: { extra: '100ms' }, startAfter: '1s' }],
};

/** A document of each kind in which every text is hostile. */
const documents: Readonly<Record<keyof typeof pages, () => object>> = {
  'faultline-report-1': () => {
    const result = run(hostile);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value;
  },
  'faultline-replications-2': () => ({
    design: EVIL,
    simulated: 60,
    warmup: 5,
    runs: [{ seed: 1 }, { seed: 2 }],
    requests: { goodput: estimate(100), failedShare: estimate(0.01), latency },
    nodes: [{ id: EVIL, rate: estimate(1), errorShare: estimate(0), utilization: estimate(0.5), total: latency }],
    slos: [{ text: EVIL, met: false, metIn: 1, measured: estimate(3), objective: 300 }],
    invariants: [{ text: EVIL, holds: false, brokenIn: 1 }],
  }),
  'faultline-critique-1': () => ({
    design: EVIL,
    ask: EVIL,
    level: 'senior',
    score: 60,
    summary: EVIL,
    runs: 12,
    dimensions: [
      {
        title: EVIL,
        score: 60,
        stronger: { junior: [], mid: [EVIL], senior: [] },
        criteria: [{ title: EVIL, share: 0.5, counts: true, evidence: [{ text: EVIL }] }],
      },
    ],
    mistakes: [{ title: EVIL, evidence: { text: EVIL } }],
    target: { rate: 50, p99: 100, availability: 0.999, met: false, measured: { p99: null, availability: 0.5 } },
    faults: [{ title: EVIL, kept: 0.2, bar: 0.9, happens: EVIL }],
    improvement: { title: EVIL, score: 70 },
  }),
  'faultline-compare-1': () => ({
    before: EVIL,
    after: EVIL,
    changes: [{ text: EVIL }],
    under: [EVIL],
    simulated: 60,
    warmup: 5,
    paired: true,
    runs: [{ seeds: { before: 1, after: 1 } }],
    verdict: { outcome: 'worse', text: EVIL, regressions: [EVIL] },
    headlines: [
      {
        title: EVIL,
        unit: EVIL,
        better: 'lower',
        before: 10,
        after: 12,
        difference: estimate(2),
        sure: { low: 1, high: 3 },
        shown: 'higher',
      },
    ],
    measures: [{ path: EVIL, unit: EVIL, better: null, before: 1, after: 2, difference: estimate(1), stands: true, relative: 1 }],
    looked: { compared: 1, shown: 1, byLuck: 0.05, stands: 1 },
    slos: [{ text: EVIL, before: 1, after: 0 }],
    invariants: [{ text: EVIL, before: null, after: 0 }],
  }),
  'faultline-sweep-1': () => ({
    design: EVIL,
    designDigest: EVIL,
    seeds: [1, 2],
    warmup: 1,
    parameters: [{ path: EVIL, title: EVIL, unit: EVIL, scale: 'log', values: [1, 10] }],
    figures: [EVIL],
    cells: [1, 10].map((value) => ({ values: [value], figures: [estimate(value)], allMetIn: 1 })),
  }),
  'faultline-tornado-1': () => ({
    design: EVIL,
    seeds: [1],
    figure: EVIL,
    present: estimate(1),
    bars: [{ path: EVIL, present: 1, lower: null, higher: { value: 2, effect: estimate(1), significant: true }, significant: true }],
    without: [EVIL],
  }),
  'faultline-knee-1': () => ({
    design: EVIL,
    axis: { title: EVIL, unit: EVIL },
    conditions: [{ id: EVIL, text: EVIL }],
    outcome: 'found',
    knee: { estimate: 2, low: 1, high: 3, arrivals: 4 },
    points: [1, 2].map((value) => ({
      value,
      verdict: EVIL,
      runs: 1,
      arrivals: estimate(1),
      busiest: { node: EVIL, utilization: estimate(0.5) },
    })),
    broke: { text: EVIL },
    runs: 1,
  }),
  'faultline-chaos-1': () => ({
    design: EVIL,
    actions: [{ action: EVIL, title: EVIL }],
    places: [{ id: EVIL, name: EVIL }],
    lasts: 1,
    seeds: [1],
    conditions: [{ text: EVIL }],
    cells: [{ action: EVIL, place: EVIL, verdict: 'breaks', badShare: estimate(1), p99: estimate(1), reasons: [EVIL], story: EVIL }],
    counts: { holds: 0, degrades: 0, breaks: 1 },
    worst: [{ action: EVIL, place: EVIL }],
    mustHold: [],
  }),
  'faultline-metastability-1': () => ({
    design: EVIL,
    loads: [1],
    sizes: [2],
    lasts: 1,
    within: 1,
    seeds: [1],
    cells: [{ load: 1, size: 2, verdict: EVIL, recovered: 1, runs: 1, recovery: estimate(1), goodput: estimate(1) }],
    metastable: [1],
  }),
};

const pageOf = (format: string): string => htmlReport({ format, ...documents[format as keyof typeof pages]() }, hostile, EVIL);

describe.each(Object.keys(pages))('%s', (format) => {
  test('no name in it becomes markup, and nothing is loaded or run', () => {
    const page = pageOf(format);
    expect(page).toContain('&lt;script&gt;');
    const tags = [...page.matchAll(/<[a-z](?:[^>"]|"[^"]*")*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
    expect(tags.length).toBeGreaterThan(15);
    for (const tag of tags) expect(tag).not.toMatch(/^<(?:script|img|iframe|link|object|base|a)\b|\s(?:src|href|style|on\w+)=/i);
    expect(page).not.toContain('\u0007');
    expect(page).not.toMatch(/url\((?!#)|@import/);
    expect(page).toContain('content="default-src &#39;none&#39;;');
  });

  test('it is whole: every element that begins ends, and no number is missing', () => {
    const page = pageOf(format);
    const open: string[] = [];
    const wrong: string[] = [];
    for (const [, end, name = '', self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/gi)) {
      if (self === '/' || name === 'meta') continue;
      if (end !== '/') open.push(name);
      else if (open.pop() !== name) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(open).toEqual([]);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});

test('a document without a page of its own becomes facts and tables', () => {
  const document = { format: 'faultline-new-1', design: EVIL, tried: [{ size: 1, [EVIL]: [EVIL] }], none: [] };
  const page = htmlReport(document, null, '1.0.0');
  expect(page).toContain('<h2>tried</h2>');
  expect(page).not.toContain('<script');
});

test('the report of a run shows its objectives, its diagram and what happened', () => {
  const page = pageOf('faultline-report-1');
  expect(page).toContain('✗ missed');
  expect(page).toContain('marker-end="url(#head)"');
  expect(page).toContain('What happened');
});

test('a template escapes what is put in, once', () => {
  expect(String(html`<p title="${'"'}">${html`<b>${'<&'}</b>`}${[html`<i/>`]}${1}</p>`)).toBe(
    '<p title="&quot;"><b>&lt;&amp;</b><i/>1</p>',
  );
});
