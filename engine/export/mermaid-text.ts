import { oneLine } from './names';

const entities: Readonly<Record<string, string>> = {
  '"': '#quot;',
  '#': '#35;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
  '`': '#96;',
  '\\': '#92;',
};

/** Words between quotes, as Mermaid reads them: what means something to it or to HTML becomes an entity. */
export const quoted = (text: string): string => `"${oneLine(text).replaceAll(/["#<>&`\\]/g, (sign) => entities[sign]!)}"`;

/** The title of a diagram, in the YAML before it. */
export const titled = (title: string): string[] => ['---', `title: ${JSON.stringify(oneLine(title))}`, '---'];

/** Words to the end of a line, as Mermaid reads them. A semicolon or a hash would end the statement. */
export const plain = (text: string): string => oneLine(text).replaceAll(/[#;<>&\\%:"]/g, (sign) => `#${sign.charCodeAt(0)};`) || ' ';
