import { expect, test } from 'vitest';
import { apply, type Edit } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import { differsOnlyInPlace, sameGroups } from './same-run';

const design: Design = {
  version: 1,
  name: 'Two',
  zones: [{ id: 'eu' }],
  nodes: [
    { id: 'a', kind: 'service' },
    { id: 'b', kind: 'service' },
  ],
};
const after = (...edits: Edit[]) => edits.reduce(apply, design);
const group = (zone?: string): Edit => ({
  kind: 'set-groups',
  groups: [zone ? { id: 'g', kind: 'zone', zone } : { id: 'g', kind: 'plain' }],
  members: { nodes: { a: 'g' } },
});

test('places, groups and notes are only drawn', () => {
  expect(differsOnlyInPlace(design, after({ kind: 'move-nodes', positions: { a: { x: 1, y: 1 } } }))).toBe(true);
  expect(differsOnlyInPlace(design, after({ kind: 'set-notes', notes: [{ id: 'n', text: 'x', position: { x: 0, y: 0 } }] }))).toBe(true);
  expect(differsOnlyInPlace(design, after(group()))).toBe(true);
  expect(differsOnlyInPlace(design, after({ kind: 'replace-node', node: { id: 'a', kind: 'service', pinned: true } }))).toBe(true);
});

test('a frame of a zone changes what runs, and so does any other field', () => {
  expect(differsOnlyInPlace(design, after(group('eu')))).toBe(false);
  expect(differsOnlyInPlace(design, after({ kind: 'replace-node', node: { id: 'a', kind: 'service', name: 'A' } }))).toBe(false);
});

test('an engine that was not told of a group does not have the same', () => {
  expect(sameGroups(design, after({ kind: 'move-nodes', positions: { a: { x: 1, y: 1 } } }))).toBe(true);
  expect(sameGroups(design, after(group()))).toBe(false);
});
