import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pictureColors } from './colors';

test('a picture has the colours of the studio', () => {
  const [light = '', dark = ''] = readFileSync('renderer/theme/tokens.css', 'utf8').split('[data-mantine-color-scheme="dark"]');
  const inCss = (css: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1]]));
  expect(pictureColors.light).toEqual(inCss(light, Object.keys(pictureColors.light)));
  expect(pictureColors.dark).toEqual(inCss(dark, Object.keys(pictureColors.dark)));
});
