import { characterOf, namedCharacter } from './html-words';

/** What a label of Mermaid says, without its signs for HTML, Markdown and icons. */
export function plainWords(label: string): string {
  return decoded(
    label
      .slice(0, 2000)
      .replaceAll(/<br ?\/?>/gi, ' ')
      .replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, '')
      .replaceAll(/\bfa[bklrs]?:fa-[a-z0-9-]+/g, '')
      .replaceAll(/\*\*|__/g, ''),
  ).trim();
}

/** `#quot;` and `#35;` as Mermaid hands them on once it has read a diagram: `ﬂ°quot¶ß` and `ﬂ°°35¶ß`. */
const decoded = (text: string): string =>
  text
    .replaceAll(/ﬂ°°(\d{1,7})¶ß/g, (whole, code: string) => characterOf(Number(code)) ?? whole)
    .replaceAll(/ﬂ°([a-z]{2,8})¶ß/gi, (whole, name: string) => namedCharacter(name) ?? whole);
