/** A piece of HTML or SVG in which every text from outside was escaped. */
export class Markup {
  private constructor(private readonly source: string) {}

  /** A template: strings and numbers that are put in are escaped, pieces of markup are not. */
  static of(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
    return new Markup(parts.reduce((all, part, i) => `${all}${i === 0 ? '' : shown(values[i - 1]!)}${part}`, ''));
  }

  toString(): string {
    return this.source;
  }
}

type Part = string | number | Markup | readonly Markup[];

export const html = Markup.of;

const shown = (value: Part): string =>
  Array.isArray(value) ? value.join('') : value instanceof Markup ? value.toString() : escaped(String(value));

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in an element or a quoted attribute. Control characters, which no page may hold, are left out. */
const escaped = (value: string): string =>
  value.replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '')).replace(/[&<>"']/g, (sign) => signs[sign]!);
