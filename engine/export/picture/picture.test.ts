import { describe, expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import type { Design } from '../../design/schema';
import { pictureOf } from './picture';
import { svgOf } from './svg';
import { fitted, textWidth, wrapped } from './words';

const EVIL = `</text><script>alert("1")</script>&amp;'\u0000\u202e\ud800\uffff`;
const design: Design = {
  version: 1,
  name: EVIL,
  groups: [{ id: 'core', kind: 'context', name: EVIL }],
  nodes: [
    { id: 'users', kind: 'client', name: EVIL, position: { x: 0, y: 0 } },
    { id: 'shop', kind: 'service', group: 'core', position: { x: 300, y: 0 } },
    { id: 'mails', kind: 'queue', group: 'core', position: { x: 600, y: 100 } },
    { id: 'mailer', kind: 'service', position: { x: 900, y: 100 } },
  ],
  links: [
    { id: 'a', from: 'users', to: 'shop' },
    { id: 'b', from: 'shop', to: 'mails' },
    { id: 'c', from: 'mails', to: 'mailer' },
    { id: 'd', from: 'users', to: 'mails' },
    { id: 'gone', from: 'users', to: 'nobody' },
  ],
  notes: [{ id: 'n', text: EVIL, position: { x: 0, y: 300 } }],
};
const titles = (of: Design, only?: { nodes: string[]; groups: string[]; notes: string[] }): string[] =>
  pictureOf(of, { ...(only && { only }) }).shapes.flatMap((shape) => (shape.kind !== 'text' && shape.title ? [shape.title] : []));
const lines = (of: Design): string[] => titles(of).filter((title) => title.includes('→'));

describe('a picture', () => {
  test('has every component, link and group; what nobody waits for is dashed', () => {
    expect(titles(design).filter((title) => !title.includes('→'))).toHaveLength(5);
    expect(lines(design)).toHaveLength(4);
    const dashed = pictureOf(design).shapes.filter((shape) => shape.kind === 'path' && shape.dash);
    expect(dashed).toHaveLength(3);
  });

  test('draws a collapsed group as a card, with one line for all links from the same place', () => {
    const closed: Design = { ...design, groups: [{ ...design.groups![0]!, collapsed: true }] };
    expect(lines(closed)).toHaveLength(2);
    expect(titles(closed).filter((title) => !title.includes('→'))).toHaveLength(3);
  });

  test('is only of what is marked, with the links between', () => {
    expect(titles(design, { nodes: ['shop', 'mails'], groups: [], notes: [] })).toHaveLength(3);
    expect(titles(design, { nodes: [], groups: ['core'], notes: [] })).toHaveLength(4);
    expect(pictureOf(design, { only: { nodes: ['shop'], groups: [], notes: [] } }).box).toEqual({
      x: 276,
      y: -24,
      width: 272,
      height: 152,
    });
  });

  test('as SVG no name in it becomes markup, and nothing is loaded or run', () => {
    const svg = svgOf(pictureOf(design));
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/href|url\(|javascript:/);
    // A strict reader takes it: every sign that is one of the language was written as text.
    const read = create(svg).root();
    expect(read.filter((node) => node.node.nodeName === 'script', true, true)).toEqual([]);
    expect(svg).toContain('&lt;script&gt;');
  });

  test('of nothing is a sheet', () => {
    expect(svgOf(pictureOf({ version: 1, name: 'Empty' }, { transparent: true }), 2)).toContain('width="576" height="256"');
  });
});

test('words are cut so that they fit, and wrapped', () => {
  expect(fitted('Orders', 200, 15)).toBe('Orders');
  const cut = fitted('A component with a very long name', 100, 15, true);
  expect(cut).toMatch(/^A comp.*…$/);
  expect(textWidth(cut, 15, true)).toBeLessThanOrEqual(100);
  expect(wrapped('one two three four', 60, 12, 2)).toEqual(['one two', 'three …']);
  expect(wrapped('one\ntwo\nthree', 200, 12, 2)).toHaveLength(2);
});
