import { expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { figure } from '../policies/figures';
import { Simulation } from './simulation';

/** Every 10 s somebody writes the thing to the database and the index, and searches for it after some time. */
function search(refresh: string, after: string, indexed = true) {
  const steps: StepInput[] = [
    { kind: 'write', link: 'save' },
    ...(indexed ? [{ kind: 'write', link: 'search' } as const] : []),
    { kind: 'wait', time: after },
    { kind: 'read', link: 'search' },
  ];
  const nodes: DesignNode[] = [
    {
      id: 'users',
      kind: 'client',
      params: { traffic: { kind: 'open', rate: 0.1, arrivals: 'constant' }, entities: { kind: 'uniform', count: 1 } },
    },
    { id: 'shop', kind: 'service', params: { mode: 'async', serviceTime: '0ms' }, operations: [{ name: 'do', steps }] },
    { id: 'store', kind: 'database', params: { queryTime: '1ms' } },
    { id: 'index', kind: 'search-index', params: { refresh, queryTime: '1ms' } },
  ];
  const links = [
    { id: 'enter', from: 'users', to: 'shop', protocol: 'local' as const },
    { id: 'save', from: 'shop', to: 'store', protocol: 'local' as const },
    { id: 'search', from: 'shop', to: 'index', protocol: 'local' as const },
  ];
  const design: Design = { version: 1, name: 'search', nodes, links };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const simulation = new Simulation(result.value, 1);
  simulation.runUntil(109e9);
  const { values } = simulation.model.node('index')!.stats.figures!;
  return { stale: values[figure['stale-reads']], fresh: values[figure['fresh-reads']], missed: values[figure['missed-own-writes']] };
}

test('a write is found from the next refresh on', () => {
  // Written at 10.002 s, 20.002 s …: found at 11 s, 21 s ….
  expect(search('1s', '990ms')).toEqual({ stale: 10, fresh: 0, missed: 10 });
  expect(search('1s', '1s')).toEqual({ stale: 0, fresh: 10, missed: 0 });
});

test('with a refresh of 0 it is found at once', () => {
  expect(search('0ms', '0ms')).toEqual({ stale: 0, fresh: 10, missed: 0 });
});

test('what nobody writes to the index is never found there', () => {
  expect(search('1s', '5s', false)).toEqual({ stale: 10, fresh: 0, missed: 10 });
});
