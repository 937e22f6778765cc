import { expect, test } from 'vitest';
import { keyText } from './key-text';

test.each([
  ['mod+shift+Z', 'Ctrl+Shift+Z', '⌘⇧Z'],
  ['mod+Equal', 'Ctrl++', '⌘+'],
  ['alt+ArrowLeft', 'Alt+←', '⌥←'],
  ['space', 'Space', 'Space'],
  ['shift+?', '?', '?'],
  ['/', '/', '/'],
  ['F2', 'F2', 'F2'],
])('%s is read as %s, on a Mac as %s', (keys, other, mac) => {
  expect([keyText(keys, false), keyText(keys, true)]).toEqual([other, mac]);
});
