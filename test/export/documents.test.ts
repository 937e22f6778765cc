import { Window } from 'happy-dom';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { ReportedRun } from '../../engine/export/definition';
import { documents } from '../../engine/export/documents';
import { run } from '../../engine/simulate/run';
import { designs as drawn } from './designs';

// Every document of every design is read by a real parser of its format.

// A design runs only under a name that a file may have.
const designs = drawn.map(({ title, design }) => ({ title, design: { ...design, name: design.name.slice(0, 120) } }));

const runs = new Map<string, ReportedRun>();
beforeAll(() => {
  for (const { title, design } of designs) {
    const report = run(design, { duration: 4, warmup: 1 });
    if (!report.ok) throw new Error(`${title}: ${JSON.stringify(report.problems)}`);
    runs.set(title, { design, report: report.value });
  }
}, 120_000);

function written(id: string, title: string): string {
  const done = documents.find((each) => each.id === id)!.write(runs.get(title)!, {});
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value.text;
}

interface Part {
  readonly type: string;
  readonly children?: readonly Part[];
  readonly value?: string;
  readonly depth?: number;
  readonly lang?: string | null;
}
const partsOf = (part: Part): Part[] => [part, ...(part.children ?? []).flatMap(partsOf)];
const wordsOf = (part: Part): string => part.value ?? (part.children ?? []).map(wordsOf).join('');
const markdown = (text: string): Part[] => partsOf(unified().use(remarkParse).use(remarkGfm).parse(text) as Part);

const bad = /NaN|undefined|Infinity|\[object|null/;

describe.each(['blueprint', 'runbook'])('%s', (id) => {
  test.each(designs)('of $title: Markdown without HTML, pictures or code from names', ({ title, design }) => {
    const parts = markdown(written(id, title));
    const kinds = new Set(parts.map(({ type }) => type));
    for (const kind of ['html', 'image', 'inlineCode', 'definition', 'footnoteReference', 'emphasis', 'delete'])
      expect(kinds).not.toContain(kind);
    // The one block of another language is the diagram.
    const code = parts.filter(({ type }) => type === 'code').map(({ lang }) => lang);
    expect(code).toEqual(id === 'blueprint' && (design.nodes ?? []).length > 0 ? ['mermaid'] : []);
    // Rows are as long as their heads: no name opens a cell.
    for (const table of parts.filter(({ type }) => type === 'table'))
      expect(new Set(table.children!.map((row) => row.children!.length)).size).toBe(1);
    const title1 = parts.filter(({ type, depth }) => type === 'heading' && depth === 1);
    expect(title1.map(wordsOf)).toEqual([`${design.name.replaceAll(/\p{Cc}+/gu, ' ').trim()}: ${id}`]);
    const said = parts
      .filter(({ type }) => type === 'text')
      .map(wordsOf)
      .join(' ')
      .replaceAll('Infinity', '');
    expect(said).not.toMatch(bad);
  });

  test.each(designs)('of $title: HTML with no script, nothing loaded, and nothing empty', ({ title }) => {
    const text = written(`${id}-html`, title);
    const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } });
    document.write(text);
    expect(document.querySelectorAll('script, img, iframe, object, embed, link, base, form, a').length).toBe(0);
    for (const element of document.querySelectorAll('*'))
      for (const { name } of element.attributes) expect(name).not.toMatch(/^(?:on|src|href|style$|xlink)/i);
    for (const section of document.querySelectorAll('section')) expect(section.textContent.trim()).not.toBe('');
    expect(document.querySelectorAll('tbody:empty, ul:empty, dl:empty').length).toBe(0);
  });

  test('says the same every time', () => {
    expect(written(id, 'checkout-platform')).toBe(written(id, 'checkout-platform'));
  });
});

describe('the blueprint of the checkout platform', () => {
  const rowsUnder = (id: string, heading: string): string[][] => {
    const root = unified().use(remarkParse).use(remarkGfm).parse(written(id, 'checkout-platform')) as Part;
    const at = root.children!.findIndex((part) => part.type === 'heading' && wordsOf(part) === heading);
    const table = root.children!.slice(at).find(({ type }) => type === 'table');
    return (table?.children ?? []).slice(1).map((row) => row.children!.map(wordsOf));
  };

  test('tells who owns what, in which versions, and who takes it', () => {
    expect(rowsUnder('blueprint', 'Boundaries')).toContainEqual(['Orders owns orders', 'Orders', 'order', 'Orders DB', 'OrderPlaced']);
    expect(rowsUnder('blueprint', 'Event catalog')).toContainEqual([
      'PaymentCaptured',
      'Payments',
      'Events',
      'v1: order, amount; v2: order, amount, currency',
      'Reports (order, amount)',
    ]);
  });

  test('the time budget of a checkout is what one works out by hand', () => {
    const calls = rowsUnder('blueprint', 'Time budget: Check out');
    const provider = calls.find(([call]) => call === '· · · Payment provider')!;
    // 2 attempts of 1.2 s, and one wait of at most 50 ms; charged at the provider in 500 ms at p99.
    expect(provider.slice(1, 7)).toEqual(['charge', '1.2 s', '2', '2.45 s', '500 ms', '✓']);
    const payments = calls.find(([call]) => call === '· · Payments')!;
    // 6 ms of work at p99, 2.45 s at the provider, 300 ms at the store: 2.756 s, against 2.6 s; before that 800 ms at the bulkhead.
    expect(payments.slice(2, 7)).toEqual(['2.6 s', '1', '3.4 s', '2.76 s', '~ may work on 156 ms for nobody']);
    // The gateway: its token check, 3 ms of work, and 3.5 s for Orders.
    expect(
      rowsUnder('blueprint', 'Time budgets')
        .find(([route]) => route === 'Check out')!
        .slice(1, 4),
    ).toEqual(['5 s', '3.5 s', '✓']);
  });

  test('its numbers are the run’s', () => {
    const { report } = runs.get('checkout-platform')!;
    expect(written('blueprint', 'checkout-platform')).toContain(`seed 1, ${report.requests.arrived} requests, digest ${report.digest}`);
    const measured = rowsUnder('blueprint', 'Objectives').find(([text]) => text === 'p99 of Check out below 1s')![1]!;
    const slo = report.slos.find(({ id }) => id === 'checkout-fast')!;
    expect(Math.abs(Number.parseFloat(measured) - slo.measured!)).toBeLessThan(slo.measured! * 0.005);
  });

  test('what a saga and a consumer group need is in the runbook', () => {
    const text = written('runbook', 'checkout-platform');
    expect(text).toContain('undo Charge and Reserve stock, the latest first');
    expect(text).toContain('Reports on Events. Each minute adds about');
    expect(text).toContain('Reports recognises what it has done: replay is safe.');
  });
});

test('a chaos matrix fills the risks in', () => {
  const { design, report } = runs.get('checkout-platform')!;
  const cell = {
    action: 'error-rate',
    place: 'payments',
    verdict: 'breaks' as const,
    badShare: { mean: 0.25, low: 0.2, high: 0.3 },
    p99: { mean: 2, low: 1.5, high: 2.5 },
    reasons: ['checkout-answered missed in 5 of 5 runs'],
    story: 'Payments failed <b>half</b> of its calls.',
  };
  const chaos = {
    design: design.name,
    actions: [{ action: 'error-rate', title: 'Fail a share' }],
    places: [{ id: 'payments', name: 'Payments' }],
    lasts: 5,
    seeds: [1, 2, 3, 4, 5],
    conditions: [],
    cells: [cell],
    counts: { holds: 0, degrades: 0, breaks: 1 },
    worst: [{ action: 'error-rate', place: 'payments' }],
    mustHold: [],
  };
  const text = (id: string) => {
    const done = documents.find((each) => each.id === id)!.write({ design, report }, { chaos });
    return done.ok ? done.value.text : '';
  };
  expect(text('blueprint')).toContain(
    String.raw`| Fail a share | Payments | ✗ breaks | 25 % (20 % to 30 %) | ×2 (×1.5 to ×2.5) | Payments failed \<b\>half\</b\> of its calls. |`,
  );
  expect(text('runbook')).toContain('Fail a share for 5 s: breaks, 25 % more requests failed or came late.');
  expect(text('blueprint-html')).toContain('Payments failed &lt;b&gt;half&lt;/b&gt; of its calls.');
});

test('a design that does not check is refused with its problems', () => {
  const { report } = runs.get('an empty design')!;
  const broken: Design = { version: 1, name: 'Broken', links: [{ id: 'a', from: 'x', to: 'y' }] };
  expect(documents[0]!.write({ design: broken, report }, {})).toMatchObject({ ok: false });
});
