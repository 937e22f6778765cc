import { expect, test } from 'vitest';
import { type Pick, search } from './pick';

const pick = (title: string, more: Partial<Pick> = {}): Pick => ({ id: title, title, group: 'Edit', ...more });
const picks = [
  pick('Undo'),
  pick('Redo', { words: 'again' }),
  pick('Add latency', { group: 'Fault', note: 'Payments' }),
  pick('Align left'),
  pick('Payments', { group: 'Component' }),
  pick('Orders → Payments', { group: 'Link' }),
];
const titles = (query: string) => search(picks, query).map(({ title }) => title);

test('an empty search keeps everything in order', () => expect(titles('  ')).toEqual(picks.map(({ title }) => title)));

test('starts of titles come before starts of words, those before other places', () =>
  expect(titles('pay')).toEqual(['Payments', 'Orders → Payments', 'Add latency']));

test('every word must be found, wherever it stands', () => {
  expect(titles('latency pay')).toEqual(['Add latency']);
  expect(titles('latency gateway')).toEqual([]);
  expect(titles('again')).toEqual(['Redo']);
});

test('initials find', () => expect(titles('al')[0]).toBe('Align left'));
test('initials find what no word begins with', () => expect(search([pick('Many runs, with intervals')], 'mrw')).toHaveLength(1));

test('what stands aside comes after what fits as well, and is found all the same', () => {
  const both = [pick('Replica crash', { group: 'Pages', aside: true }), pick('Crash replicas', { group: 'Faults' })];
  expect(search(both, 'crash repl').map(({ group }) => group)).toEqual(['Faults', 'Pages']);
  expect(search(both, 'pages').map(({ group }) => group)).toEqual(['Pages']);
});
