import { oneLine } from '../names';

/** Words on one line as Markdown shows them as they are: nothing in them is a heading, a list, a table, a link, HTML or code. */
export const markdownText = (text: string): string =>
  oneLine(text)
    .replaceAll(/[\\`*_[\]<>|~&$#]/g, String.raw`\$&`)
    // At the start of a line these would begin a list, a rule or an underline.
    .replace(/^[-+=]/, String.raw`\$&`)
    .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`);
