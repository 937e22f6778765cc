import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { load } from './file';
import { fits, parameter, parametersOf, readValue, valueText, withLoad, withParameter } from './parameters';
import { resolve } from './resolve';
import { type Design, zDesign, zFault, zLink, zNode } from './schema';

const folder = path.join(import.meta.dirname, '../../scenarios');
const scenarios = readdirSync(folder).map((slug): [string, Design] => {
  const loaded = load(readFileSync(path.join(folder, slug, 'design.faultline.json'), 'utf8'));
  if (!loaded.ok) throw new Error(`${slug} does not load`);
  return [slug, loaded.value.design];
});
const checkout = scenarios.find(([slug]) => slug === 'checkout')![1];

function set(design: Design, where: string, value: number): Design {
  const result = withParameter(design, where, value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe.each(scenarios)('%s', (_slug, design) => {
  const parameters = parametersOf(design);

  test('has parameters, each under a path of its own and within its range', () => {
    expect(parameters.length).toBeGreaterThan(20);
    expect(new Set(parameters.map((one) => one.path)).size).toBe(parameters.length);
    expect(parameters.filter((one) => one.value !== null && !fits(one, one.value))).toEqual([]);
    expect(parameters.filter(({ min, max, title }) => !(min < max) || title === '')).toEqual([]);
  });

  test('every parameter set to its own value leaves the same design', () => {
    const same = parameters.reduce((now, one) => (one.value === null ? now : set(now, one.path, one.value)), design);
    expect(resolve(same)).toEqual(resolve(design));
  });

  test('every parameter can be set to its least and its most, and the design can be read', () => {
    const schemas = { nodes: zNode, links: zLink, faults: zFault } as const;
    for (const one of parameters) {
      for (const value of [one.min, one.max]) {
        const changed = set(design, one.path, value);
        expect(parameter(changed, one.path)).toMatchObject({ ok: true, value: { ...one, value, stated: true } });
        const [part, id] = one.path.split('.');
        const items = changed[part as keyof typeof schemas] as { id: string }[] | undefined;
        const item = Array.isArray(items) ? items.find((each) => each.id === id) : undefined;
        // The whole design takes its time; only this item is another.
        const parsed = part && part in schemas ? schemas[part as keyof typeof schemas].safeParse(item) : zDesign.safeParse(changed);
        expect(parsed.success, `${one.path} = ${value}`).toBe(true);
      }
    }
  });
});

test('paths are those that people say', () => {
  const paths = parametersOf(checkout).map((one) => one.path);
  for (const said of ['nodes.orders.replicas', 'nodes.clients.traffic.rate', 'links.payments-provider.timeout'])
    expect(paths).toContain(said);
  // The file's own words mean the same.
  expect(parameter(checkout, 'nodes.orders.params.replicas')).toEqual(parameter(checkout, 'nodes.orders.replicas'));
  expect(parameter(checkout, 'links.payments-provider.policy.timeout')).toEqual(parameter(checkout, 'links.payments-provider.timeout'));
});

test('what is set is in the file as people write it', () => {
  const link = (design: Design) => design.links!.find(({ id }) => id === 'payments-provider')!.policy;
  expect(link(set(checkout, 'links.payments-provider.timeout', 250))!.timeout).toBe('250ms');
  expect(link(set(checkout, 'links.payments-provider.timeout', 0.1 + 0.2 + 1))!.timeout).toBe('1.3ms');
  expect(link(set(checkout, 'links.payments-provider.timeout', 1234.567891))!.timeout).toBe(1234.567891);
});

test('what is left out comes with its defaults', () => {
  const bare: Design = {
    version: 1,
    name: 'bare',
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'shop', kind: 'service' },
    ],
    links: [{ id: 'buy', from: 'users', to: 'shop' }],
  };
  expect(set(bare, 'nodes.users.traffic.rate', 7).nodes![0]!.params).toEqual({ traffic: { kind: 'open', rate: 7 } });
  expect(set(bare, 'links.buy.retry.attempts', 5).links![0]!.policy).toEqual({ retry: { attempts: 5 } });
  expect(set(bare, 'links.buy.retry.budget.ratio', 0.2).links![0]!.policy).toEqual({ retry: { budget: { ratio: 0.2 } } });
  expect(set(bare, 'links.buy.latency', 3).links![0]!.network).toEqual({ latency: '3ms' });
  // A timeout is left out, but might be set; a retry that is not there has no attempts.
  expect(parametersOf(bare)).toContainEqual(expect.objectContaining({ path: 'links.buy.timeout', value: null }));
  expect(parametersOf(bare).map((one) => one.path)).not.toContain('links.buy.retry.attempts');
});

describe('what is not there', () => {
  test.each([
    ['nodes.orders.replica', 'Did you mean nodes.orders.replicas?'],
    ['nodes.oders.replicas', 'Did you mean nodes.orders.replicas?'],
    ['nodes.orders.xyzxyzxyzxyz', 'There are nodes.orders.'],
    ['', 'Write a path such as'],
    ['nodes.orders', 'There are nodes.orders.'],
    ['nodes.orders.kind', 'There are nodes.orders.'],
  ])('"%s": %s', (where, remedy) => {
    const result = withParameter(checkout, where, 1);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'no-such-parameter', where, remedy: expect.stringContaining(remedy) }] });
  });

  test.each([
    ['nodes.orders.replicas', 0.5, 'Write a whole number from 1 '],
    ['nodes.orders.replicas', -1, 'Write a whole number from 1 '],
    ['links.payments-provider.timeout', 1e12, 'Write a duration from 1ms to 1h.'],
    ['nodes.orders.replicas', Number.NaN, 'Write a whole number'],
  ])('%s = %d is refused with its range', (where, value, remedy) => {
    const result = withParameter(checkout, where, value);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'out-of-range', where, remedy: expect.stringContaining(remedy) }] });
  });

  test('no path and no value throws', () => {
    const words = fc.constantFrom('nodes', 'orders', 'links', 'params', '0', 'replicas', '__proto__', 'constructor', '');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), fc.double(), (path, value) => {
        const result = withParameter(checkout, path.join('.'), value);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
      { numRuns: 25, seed: 6 },
    );
  });
});

test('values are read and written as people do', () => {
  const ms = { unit: 'ms' };
  expect(['250ms', '2s', '40', '0.5', 'soon', '5%'].map((text) => readValue(ms, text))).toEqual([250, 2000, 40, 0.5, null, null]);
  expect(['5%', '0.05', '5 %', 'x'].map((text) => readValue({ unit: 'share' }, text))).toEqual([0.05, 0.05, 0.05, null]);
  expect(['3', '1e3', '', '3 replicas'].map((text) => readValue({ unit: 'replicas' }, text))).toEqual([3, 1000, null, null]);
  expect([valueText(ms, 250), valueText({ unit: 'replicas' }, 3), valueText({ unit: 'share' }, 0.05)]).toEqual([
    '250ms',
    '3 replicas',
    '0.05',
  ]);
});

describe('load', () => {
  const traffic = (params: object | undefined, factor: number) =>
    withLoad({ version: 1, name: 'x', nodes: [{ id: 'users', kind: 'client', ...(params && { params }) }] }, factor).nodes![0]!.params;

  test.each([
    [undefined, { kind: 'open', rate: 200 }],
    [{ traffic: { kind: 'open', rate: 30 } }, { kind: 'open', rate: 60 }],
    [{ traffic: { kind: 'bursty' } }, { kind: 'bursty', rate: 100 }],
    [{ traffic: { kind: 'closed' } }, { kind: 'closed', users: 100 }],
    [
      { traffic: { kind: 'recorded', times: ['1s', 3000], repeatEvery: '4s' } },
      { kind: 'recorded', times: [500, 1500], repeatEvery: 2000 },
    ],
  ])('%j is twice as much', (params, expected) => {
    expect(traffic(params, 2)).toMatchObject({ traffic: expected });
  });

  test('what is left out is what the schema says', () => {
    for (const kind of ['open', 'bursty', 'closed'] as const) {
      const same = withLoad({ version: 1, name: 'x', nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind } } }] }, 1);
      const left: Design = { ...same, nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind } } }] };
      expect(zDesign.parse(same)).toEqual(zDesign.parse(left));
    }
  });
});
