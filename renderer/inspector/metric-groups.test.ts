import { expect, test } from 'vitest';
import { nodeColumns } from '../../engine/measure/columns';
import { linkMetricGroups, nodeMetricGroups } from './metric-groups';

const ids = (role: 'source' | 'server' | 'queue') => nodeMetricGroups(role).flatMap(({ columns }) => columns.map(({ id }) => id));

test.each(['source', 'server', 'queue'] as const)('a %s shows each of its numbers once, and none that is always zero', (role) => {
  const own = (nodeColumns as readonly { id: string; roles?: readonly string[] }[])
    .filter(({ id, roles }) => id !== 'samples' && (roles === undefined || roles.includes(role)))
    .map(({ id }) => id);
  expect(ids(role).toSorted()).toEqual(own.toSorted());
});

test('total time stands apart from its parts', () => {
  const groups = nodeMetricGroups('server');
  expect(groups[0]).toMatchObject({ title: 'Total time', columns: [{ id: 'p50' }, { id: 'p95' }, { id: 'p99' }] });
  expect(groups[1]?.columns.map(({ id }) => id)).toEqual(['queueWait', 'service']);
  expect(nodeMetricGroups('source').map(({ title }) => title)).not.toContain('Of it, on average');
});

test('where calls share the cores, the same numbers have other names: nothing waits there', () => {
  const titles = nodeMetricGroups('server', true).flatMap(({ columns }) => columns.map(({ title }) => title));
  expect(titles).toEqual(expect.arrayContaining(['Added by sharing', 'Own work', 'Busy cores', 'Beyond the cores', 'Room taken']));
  expect(titles.filter((title) => /queue|wait|backlog|worker/i.test(title))).toEqual([]);
});

test('the states of a link are told in words, not as numbers', () => {
  expect(linkMetricGroups().flatMap(({ columns }) => columns.map(({ id }) => id))).not.toContain('breaker');
});
