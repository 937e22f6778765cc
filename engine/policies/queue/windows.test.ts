import { expect, test } from 'vitest';
import { Window, Windows } from './windows';

test('consumers take turns, and one that is full joins at the end with its next acknowledgement', () => {
  const windows = new Windows(2);
  const [a, b] = [new Window(), new Window()];
  const name = (window: Window | null) => (window === a ? 'a' : window === b ? 'b' : null);
  windows.join(a);
  windows.join(b);
  const turns = [1, 2, 3, 4, 5].map(() => name(windows.next()));
  expect(turns).toEqual(['a', 'b', 'a', 'b', null]);
  expect(windows.open).toBe(false);
  windows.release(b);
  windows.release(a);
  windows.release(b);
  expect([1, 2, 3, 4].map(() => name(windows.next()))).toEqual(['b', 'a', 'b', null]);
});

test('one that has gone gets nothing more, until it is back', () => {
  const windows = new Windows(1);
  const [a, b] = [new Window(), new Window()];
  windows.join(a);
  windows.join(b);
  a.gone = true;
  expect(windows.next()).toBe(b);
  expect(windows.next()).toBe(null);
  a.gone = false;
  windows.join(a);
  expect(windows.next()).toBe(a);
  a.gone = true;
  windows.release(a);
  expect(windows.open).toBe(false);
});
