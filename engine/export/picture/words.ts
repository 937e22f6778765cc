import { oneLine } from '../names';

/** Widths of signs in DejaVu Sans, the widest of the fonts that a picture may be shown in, as shares of the size of the text. */
const NARROW = /[ijlIft.,:;'|!()[\] ]/;
const WIDE = /[mwMWQO@%—…→]/;
const FULL = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;
const widthOf = (sign: string, bold: boolean): number => {
  const width = FULL.test(sign) ? 1.05 : NARROW.test(sign) ? 0.39 : WIDE.test(sign) ? 0.98 : /[A-Z]/.test(sign) ? 0.7 : 0.61;
  return bold ? width * 1.1 : width;
};

/** How wide a text is at most. [px] */
export const textWidth = (text: string, size: number, bold = false): number =>
  size * Array.from(text).reduce((sum, sign) => sum + widthOf(sign, bold), 0);

/** A text on one line that is no wider than so much, with dots where it was cut. @param room [px] */
export function fitted(text: string, room: number, size: number, bold = false): string {
  const line = oneLine(text);
  if (textWidth(line, size, bold) <= room) return line;
  const signs = Array.from(line);
  let cut = signs.length;
  while (cut > 0 && textWidth(`${signs.slice(0, cut).join('')}…`, size, bold) > room) cut--;
  return `${signs.slice(0, cut).join('').trimEnd()}…`;
}

/** A text in lines that are no wider than so much, at most so many. @param room [px] */
export function wrapped(text: string, room: number, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of oneLine(paragraph).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && textWidth(longer, size) > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  const kept = lines.slice(0, most).map((line) => fitted(line, room, size));
  return lines.length > most ? [...kept.slice(0, -1), fitted(`${kept.at(-1) ?? ''} …`, room, size)] : kept;
}
