import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { run } from '../simulate/run';
import { measure } from './measure-path';
import type { Report } from './report';

const design: Design = {
  version: 1,
  name: 'one call',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 10 } } },
    { id: 'shop', kind: 'service', params: { serviceTime: '20ms' } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop', protocol: 'local' }],
};

function reportOf(): Report {
  const result = run(design, { duration: 10, warmup: 0 });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

test('a path names fields, and list items by their id', () => {
  const report = reportOf();
  expect(measure(report, 'requests.arrived')).toBe(report.requests.arrived);
  expect(measure(report, 'nodes.shop.service.mean')).toBe(20);
  expect(measure(report, 'links.users-shop.rate')).toBeCloseTo(10, 0);
  expect(measure(report, 'conservation.nodes.shop.arrived')).toBe(report.requests.arrived);
});

test('two paths with a stroke between give a share', () => {
  const report = reportOf();
  const { ok, arrived } = report.requests;
  expect(measure(report, 'requests.ok / requests.arrived')).toBe(ok / arrived);
  expect(measure(report, 'requests.ok / requests.failed')).toBeNull();
});

test('paths with a plus between are added up, before they are divided', () => {
  const report = reportOf();
  const { ok, degraded, failed, arrived } = report.requests;
  expect(measure(report, 'requests.ok + requests.degraded + requests.failed')).toBe(ok + degraded + failed);
  expect(measure(report, 'requests.ok + requests.failed / requests.arrived')).toBe((ok + failed) / arrived);
  expect(measure(report, 'requests.ok + requests.speed')).toBeNull();
});

test.each([
  ['a name that is not there', 'requests.speed'],
  ['an id that is not there', 'nodes.ghost.rate'],
  ['a list by its position', 'nodes.0.rate'],
  ['a thing that is no number', 'requests.latency'],
  ['words', 'digest'],
  ['a number that the report leaves open', 'nodes.users.utilization'],
  ['what every object inherits', 'requests.constructor.length'],
  ['two divisions', 'requests.ok / requests.ok / requests.ok'],
  ['a share of nothing known', 'requests.ok / requests.speed'],
  ['nothing', ''],
])('%s gives null', (_, path) => {
  expect(measure(reportOf(), path)).toBeNull();
});
