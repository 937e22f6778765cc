import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropPlainPath, setPlainPath } from '../overlay/link-paths';
import { lineAt } from './line-at';

const links = [{ id: 'upper' }, { id: 'lower' }, { id: 'not drawn' }];
beforeAll(() => {
  setPlainPath('upper', 'M0,0 C30,0 70,0 100,0');
  setPlainPath('lower', 'M0,20 C30,20 70,20 100,20');
});
afterAll(() => links.forEach(({ id }) => dropPlainPath(id)));

test('the nearest line within reach is the one that is meant, between its points too', () => {
  expect(lineAt(links, { x: 33.3, y: 6 }, 9)).toBe('upper');
  expect(lineAt(links, { x: 33.3, y: 13 }, 9)).toBe('lower');
  expect(lineAt(links, { x: 33.3, y: -12 }, 9)).toBeNull();
  expect(lineAt(links, { x: 108, y: 0 }, 9)).toBe('upper');
});
