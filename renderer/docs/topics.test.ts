import { expect, test } from 'vitest';
import { faultActions } from '../../engine/faults/registry';
import { faultPage, hasPage, pageOfLink, readPage, shelves } from './library';
import { topicOf, topics } from './topics';

test('every page can be found in the list, once, and read', async () => {
  const names = shelves.flatMap(({ pages }) => pages.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(20);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect((await readPage(name))?.length).toBeGreaterThan(200);
});

test('every page that a field leads to is there', () => {
  for (const page of Object.values(topics)) expect([page, hasPage(page)]).toEqual([page, true]);
});

test('every fault has a page, and its links lead somewhere', async () => {
  for (const action of Object.keys(faultActions)) {
    const page = faultPage(action);
    expect([action, hasPage(page)]).toEqual([action, true]);
    const links = (await readPage(page))!.matchAll(/\]\(([^)]+)\)/g);
    for (const [, href] of links) expect([action, href, pageOfLink(href, page)]).toEqual([action, href, expect.any(String)]);
  }
});

test('a field knows its page, and a kind that has one of its own knows that', () => {
  expect(topicOf('policy.breaker')).toBe('circuit-breaker');
  expect(topicOf('params.discipline', 'codel')).toBe('codel');
  expect(topicOf('params.discipline', 'unheard-of')).toBe('fifo');
  expect(topicOf('params.name')).toBeUndefined();
});

test('a link leads to a page here or nowhere', () => {
  expect(pageOfLink('../mechanisms/codel.md#source')).toBe('codel');
  expect(pageOfLink('https://example.org/codel.md')).toBeNull();
  expect(pageOfLink('jitter.md', 'faults/added-latency')).toBe('faults/jitter');
  expect(pageOfLink('../faults/memory-leak.md', 'memory-leak')).toBe('faults/memory-leak');
  expect(pageOfLink('memory-leak.md', 'slow-disk')).toBe('memory-leak');
  expect(pageOfLink('javascript:alert(1).md')).toBeNull();
  expect(pageOfLink(undefined)).toBeNull();
});
