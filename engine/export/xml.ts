type Attributes = Readonly<Record<string, string | number>>;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#xA;', '\t': '&#x9;' };

/** An element with what is in it, each on a line of its own. Every value is text, never markup. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `<${name}${all.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>\n${children.map(indented).join('\n')}\n</${name}>`;
}

/** Characters that no XML file may hold are left out or shown as missing. */
const escaped = (value: string): string =>
  wellFormed(value)
    .replaceAll(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replaceAll(/[&<>"\n\t]/g, (sign) => signs[sign]!);

/** XML has no place for half a character. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD');

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
