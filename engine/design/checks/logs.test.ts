import { expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design, DesignFault, DesignLink, DesignNode } from '../schema';
import type { StepInput } from '../step-schema';

type Group = NonNullable<NonNullable<DesignLink['policy']>['group']>;
interface Parts {
  readonly log?: NonNullable<Extract<DesignNode, { kind: 'log' }>['params']>;
  readonly replicas?: number;
  readonly steps?: StepInput[];
  readonly faults?: DesignFault[];
  readonly group?: { readonly on: string; readonly group: Group };
}

/** Users → shop → log → reader → store. */
function design({ log = {}, replicas = 2, steps = [], faults = [], group }: Parts): Design {
  const link = (from: string, to: string): DesignLink => {
    const id = `${from}-${to}`;
    return { id, from, to, policy: { timeout: '1s', ...(group?.on === id && { group: group.group }) } };
  };
  return {
    version: 1,
    name: 'Test',
    nodes: [
      { id: 'users', kind: 'client', params: { entities: { kind: 'uniform', count: 10 } } },
      { id: 'shop', kind: 'service' },
      { id: 'log', kind: 'log', params: log },
      { id: 'reader', kind: 'service', params: { replicas }, ...(steps.length > 0 && { operations: [{ name: 'read', steps }] }) },
      { id: 'store', kind: 'database' },
    ],
    links: [link('users', 'shop'), link('shop', 'log'), link('log', 'reader'), link('reader', 'store')],
    faults,
  };
}

const write: StepInput = { kind: 'write', link: 'reader-store' };
const crash = (duration: string): DesignFault => ({ id: 'f', action: 'replica-crash', target: { node: 'reader' }, duration });
const told = (of: Parts) => check(design(of)).map(({ severity, code, where }) => `${severity} ${code} ${where}`);

test.each<[string, Parts, string[]]>([
  ['a log as it should be', {}, []],
  ['as many members as partitions', { replicas: 6 }, []],
  ['one member too many', { replicas: 7 }, ['warning more-members-than-partitions nodes.reader.params.replicas']],
  [
    'writes from a log without keys',
    { log: { partitioner: 'round-robin' }, steps: [write] },
    ['warning unkeyed-where-order-matters nodes.log.params.partitioner'],
  ],
  ['writes by key', { steps: [write] }, []],
  ['writes from one partition', { log: { partitioner: 'round-robin', partitions: 1 }, replicas: 1, steps: [write] }, []],
  ['an outage that is shorter than retention', { log: { retention: '10s' }, faults: [crash('9s')] }, []],
  [
    'an outage that is longer',
    { log: { retention: '10s' }, faults: [crash('20s')] },
    ['warning retention-shorter-than-outage nodes.log.params.retention'],
  ],
  ['a group on a link from a log', { group: { on: 'log-reader', group: { commit: 'batch' } } }, []],
  [
    'a group on another link',
    { group: { on: 'shop-log', group: { commit: 'batch' } } },
    ['warning group-without-log links.shop-log.policy.group'],
  ],
])('%s', (_, of, problems) => {
  expect(told(of)).toEqual(problems);
});

test('faults of groups need a link from a log', () => {
  const on = (link: string): Parts => ({ faults: [{ id: 'f', action: 'consumer-pause', target: { link } }] });
  expect(told(on('log-reader'))).toEqual([]);
  expect(told(on('shop-log'))).toEqual(['error fault-on-wrong-target faults.f.target']);
});
