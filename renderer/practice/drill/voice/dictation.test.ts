import { expect, test } from 'vitest';
import { dictationOf } from './dictation';

test.each([
  ['Windows', 'Windows+H'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Windows+H'],
  ['macOS', 'microphone key'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'microphone key'],
  ['Chrome OS', 'Launcher+D'],
  ['Linux', 'Speech Note'],
])('on %s it names %s', (platform, words) => expect(dictationOf(platform)).toContain(words));

test('what is no dictation of this machine is said to be none', () => {
  expect(dictationOf('Windows')).toContain('by a service of Microsoft');
  expect(dictationOf('Darwin')).not.toContain('Windows');
});
