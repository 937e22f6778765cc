import { describe, expect, test } from 'vitest';
import type { Problem } from '../core/problem';
import { load, save } from './file';
import { limits } from './limits';

const ok = (text: string) => {
  const result = load(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
};
const refused = (file: unknown): readonly Problem[] => {
  const result = load(typeof file === 'string' ? file : JSON.stringify(file));
  if (result.ok) throw new Error('This file should have been refused.');
  return result.problems;
};
const told = (file: unknown) => refused(file).map(({ code, where }) => [code, where]);

const small = {
  version: 1,
  name: 'Small',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 50 } } },
    { id: 'orders', kind: 'service', params: { serviceTime: '250ms' } },
  ],
  links: [{ id: 'users-orders', from: 'users', to: 'orders' }],
};
/** The small design with something else in the service's place. */
const withOrders = (orders: object) => ({ ...small, nodes: [small.nodes[0], { id: 'orders', kind: 'service', ...orders }] });
const withPolicy = (policy: object) => ({ ...small, links: [{ ...small.links[0], policy }] });

describe('load', () => {
  test('keeps what the author wrote and fills in the rest beside it', () => {
    const { design, resolved, warnings } = ok(JSON.stringify(small));
    expect(design).toEqual(small);
    expect(resolved.nodes[1]).toMatchObject({ params: { serviceTime: { kind: 'constant', value: 250e6 }, replicas: 2 } });
    expect(warnings).toEqual([]);
  });

  test('says line and column of what is not JSON', () => {
    expect(refused('{\n  "version": 1,\n  "name" "x"\n}')).toEqual([
      {
        code: 'not-json',
        severity: 'error',
        where: 'file',
        message: 'The file is not valid JSON. On line 3, column 10: a colon is missing after the field name.',
        remedy: expect.stringContaining('text editor') as string,
      },
    ]);
  });

  test('an unknown field names the one that was meant', () => {
    expect(refused(withPolicy({ timeot: '2s' }))).toEqual([
      {
        code: 'unknown-field',
        severity: 'error',
        where: 'links.users-orders.policy.timeot',
        message: 'There is no field "timeot" in "policy".',
        remedy: 'Did you mean "timeout"? Rename it, or remove it.',
      },
    ]);
    expect(refused({ ...small, colour: 1 })[0]).toMatchObject({
      where: 'colour',
      remedy: expect.stringContaining('Known fields: $schema, version, name') as string,
    });
  });

  test('a negative rate names range and unit', () => {
    const negative = {
      ...small,
      nodes: [{ id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: -5 } } }, small.nodes[1]],
    };
    expect(refused(negative)).toEqual([
      {
        code: 'out-of-range',
        severity: 'error',
        where: 'nodes.users.params.traffic.rate',
        message: '"rate" is -5, which is too small.',
        remedy: 'Write a number from 0 to 100000 per second. Requests per second, before the curve.',
      },
    ]);
  });

  test('a value of the wrong type names all that could stand there', () => {
    expect(refused(withOrders({ params: { serviceTime: [] } }))[0]).toMatchObject({
      message: '"serviceTime" cannot be a list.',
      remedy: expect.stringMatching(
        /^Write a duration from 0ms to 1h, such as "[^"]+" or an object \{ "kind": constant \| exponential \| .*, … \}\. Time a worker needs/,
      ) as string,
    });
  });

  test('a cycle of calls without end names its path', () => {
    const cycle = {
      ...small,
      nodes: [...small.nodes, { id: 'payments', kind: 'service' }],
      links: [
        ...small.links,
        { id: 'orders-payments', from: 'orders', to: 'payments' },
        { id: 'payments-orders', from: 'payments', to: 'orders' },
      ],
    };
    expect(refused(cycle)[0]).toEqual({
      code: 'endless-call-cycle',
      severity: 'error',
      where: 'links.payments-orders',
      message: 'These calls go round without end: orders → payments → orders. Every request would wait for itself.',
      remedy: 'Remove link "payments-orders", publish to a queue instead of calling, or give "payments" operations that do not call back.',
    });
  });

  test.each<[string, unknown, [string, string][]]>([
    ['a list', [], [['not-a-design', 'file']]],
    ['no version', { name: 'x' }, [['missing-version', 'version']]],
    ['a version in words', { version: '1', name: 'x' }, [['unknown-version', 'version']]],
    ['a newer version', { version: 2, name: 'x' }, [['newer-version', 'version']]],
    ['no name', { version: 1 }, [['missing-field', 'name']]],
    ['an unknown kind', { ...small, nodes: [small.nodes[0], { id: 'orders', kind: 'servce' }] }, [['unknown-choice', 'nodes.orders.kind']]],
    ['a number for a node', { ...small, nodes: [...small.nodes, 7] }, [['wrong-type', 'nodes.2']]],
    ['a fraction of a worker', withOrders({ params: { workers: 1.5 } }), [['wrong-type', 'nodes.orders.params.workers']]],
    ['text for a number', withOrders({ params: { workers: 'many' } }), [['wrong-type', 'nodes.orders.params.workers']]],
    ['no duration', withOrders({ params: { serviceTime: '5 parsecs' } }), [['not-a-duration', 'nodes.orders.params.serviceTime']]],
    ['too long a duration', withOrders({ params: { serviceTime: '9h' } }), [['out-of-range', 'nodes.orders.params.serviceTime']]],
    ['true for a duration', withOrders({ params: { serviceTime: true } }), [['wrong-type', 'nodes.orders.params.serviceTime']]],
    [
      'an unknown distribution',
      withOrders({ params: { serviceTime: { kind: 'normal' } } }),
      [['unknown-choice', 'nodes.orders.params.serviceTime.kind']],
    ],
    [
      'a bad field of a distribution',
      withOrders({ params: { serviceTime: { kind: 'gamma', cv: 99 } } }),
      [['out-of-range', 'nodes.orders.params.serviceTime.cv']],
    ],
    ['an unknown choice', withOrders({ params: { mode: 'block' } }), [['unknown-choice', 'nodes.orders.params.mode']]],
    [
      'an unknown step',
      withOrders({ operations: [{ name: 'x', steps: [{ kind: 'cal' }] }] }),
      [['unknown-choice', 'nodes.orders.operations.0.steps.0.kind']],
    ],
    [
      'a capital in an id',
      { ...small, nodes: [{ ...small.nodes[0], id: 'Users' }, small.nodes[1]], links: [] },
      [['wrong-format', 'nodes.Users.id']],
    ],
    ['a fault without target', { ...small, faults: [{ id: 'f', action: 'slow-down', target: {} }] }, [['wrong-type', 'faults.f.target']]],
    [
      'a bad id in a target',
      { ...small, faults: [{ id: 'f', action: 'slow-down', target: { node: 'A' } }] },
      [['wrong-format', 'faults.f.target.node']],
    ],
    [
      'an infinite number',
      JSON.stringify(withOrders({ params: { workers: 7e77 } })).replace('7e+77', '1e999'),
      [['wrong-type', 'nodes.orders.params.workers']],
    ],
    ['a field twice', '{ "version": 1, "name": "a", "name": "b" }', [['duplicate-field', 'name']]],
    [
      'a name of JavaScript',
      '{ "version": 1, "name": "a", "nodes": [{ "id": "x", "__proto__": {} }] }',
      [['forbidden-field', 'nodes.x.__proto__']],
    ],
    [
      'too many quantiles of a kind',
      withOrders({ params: { serviceTime: { kind: 'empirical', quantiles: [] } } }),
      [['too-few', 'nodes.orders.params.serviceTime.quantiles']],
    ],
  ])('refuses %s', (_what, file, expected) => {
    expect(told(file)).toEqual(expected);
  });

  test('tells everything at once: what cannot be read, and what does not fit together', () => {
    const bad = {
      ...withPolicy({ timeout: '0ms', retry: { attempts: 100, on: ['boredom'] } }),
      nodes: [...small.nodes, { id: 'broken', kind: 'service', params: { workers: 0 } }],
      journeys: [{ id: 'buy', client: 'users', link: 'users-orders' }],
      faults: [
        { id: 'lost', action: 'slow-down', target: { node: 'nowhere' } },
        { id: 'fine', action: 'slow-down', target: { node: 'broken' } },
      ],
      extra: true,
    };
    expect(told(bad)).toHaveLength(6);
    expect(told(bad)).toEqual(
      expect.arrayContaining([
        ['out-of-range', 'nodes.broken.params.workers'],
        ['out-of-range', 'links.users-orders.policy.timeout'],
        ['out-of-range', 'links.users-orders.policy.retry.attempts'],
        ['unknown-choice', 'links.users-orders.policy.retry.on.0'],
        ['unknown-field', 'extra'],
        ['fault-on-missing-target', 'faults.lost.target'],
      ]),
    );
  });

  test('refuses a file beyond the limits before it reads it', () => {
    expect(told('x'.repeat(50_000_000))).toEqual([['file-too-big', 'file']]);
    expect(told('[\n'.repeat(limits.depth + 1))).toEqual([['file-too-deep', 'file']]);
    const many = { ...small, nodes: Array.from({ length: limits.nodes + 1 }, (_, i) => ({ id: `n${i}`, kind: 'service' })), links: [] };
    expect(told(many)).toEqual([['too-many', 'nodes']]);
  });

  test('a mark at the start of the file does no harm', () => {
    expect(ok(`\uFEFF${JSON.stringify(small)}`).design).toEqual(small);
  });

  test('a thousand problems are bounded, and say so', () => {
    const problems = refused({ ...small, links: Array.from({ length: 2000 }, (_, i) => ({ id: `l${i}`, from: 'users', to: 'nowhere' })) });
    expect(problems).toHaveLength(500); // 2,000 links that lead nowhere, and the service that nothing reaches.
    expect(problems.at(-1)?.message).toBe('There are 1502 more problems like these.');
  });
});

describe('save', () => {
  test('writes what was read, to the byte, once it is in this form', () => {
    const first = save(ok(JSON.stringify(small)).design);
    expect(save(ok(first).design)).toBe(first);
    expect(first).toBe(`{
  "version": 1,
  "name": "Small",
  "nodes": [
    {"id": "users", "kind": "client", "params": {"traffic": {"kind": "open", "rate": 50}}},
    {"id": "orders", "kind": "service", "params": {"serviceTime": "250ms"}}
  ],
  "links": [{"id": "users-orders", "from": "users", "to": "orders"}]
}
`);
  });

  test('keeps the order of fields and the form of durations', () => {
    const odd = '{"name": "x", "run": {"warmup": "1500ms", "duration": 60000.0}, "version": 1}\n';
    expect(save(ok(odd).design)).toBe('{"name": "x", "run": {"warmup": "1500ms", "duration": 60000}, "version": 1}\n');
  });
});
