/** What a label in HTML says, on one line. */
export const htmlWords = (html: string): string =>
  html
    .slice(0, 4000)
    .replaceAll(/<(?:style|script)\b[^>]*>[^<]*/gi, '')
    .replaceAll(/<(?:br|\/?(?:div|p|li|h[1-6]|tr|hr))\b[^<>]*>/gi, ' ')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) =>
        name === undefined
          ? (characterOf(decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)) ?? whole)
          : (namedCharacter(name) ?? whole),
    )
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A character by its number; null where there is none of that number. */
export const characterOf = (code: number): string | null => (code <= 0x10ffff ? String.fromCodePoint(code) : null);

/** The few characters that labels write by name. */
export const namedCharacter = (name: string): string | undefined => named.get(name.toLowerCase());

const named: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['nbsp', ' '],
]);
