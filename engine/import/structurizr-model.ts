import { counted, listed, type NoteTaker } from './note-taker';
import type { Statement } from './structurizr-statements';

type ElementType = 'person' | 'softwaresystem' | 'container' | 'component' | 'element';

export interface Element {
  /** Used once; an identifier where it has one. */
  readonly key: string;
  readonly type: ElementType;
  readonly name: string;
  readonly technology: string;
  readonly tags: readonly string[];
  /** The element that it is a part of. */
  readonly parent: Element | null;
  /** Key of the innermost group in the same element. */
  readonly group: string | null;
}

interface Group {
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  /** The element that it lies in. */
  readonly within: Element | null;
}

interface Relation {
  readonly from: Element;
  readonly to: Element;
  readonly description: string;
  readonly technology: string;
}

export interface Model {
  readonly elements: readonly Element[];
  readonly groups: readonly Group[];
  readonly relations: readonly Relation[];
  /** Shapes by tag, in small letters. */
  readonly shapes: ReadonlyMap<string, string>;
}

/** Where the words of an element stand, after its type. */
const fields: Readonly<Record<ElementType, { readonly technology: number | null; readonly tags: number }>> = {
  person: { technology: null, tags: 3 },
  softwaresystem: { technology: null, tags: 3 },
  container: { technology: 3, tags: 4 },
  component: { technology: 3, tags: 4 },
  element: { technology: null, tags: 4 },
};
const isType = (word: string): word is ElementType => Object.hasOwn(fields, word);

/** What the tools know of and a design has no use for. */
const passedOver = new Set(
  'properties perspectives tags description technology url enterprise deploymentenvironment !identifiers !impliedrelationships !docs !adrs !const !constant !var archetypes'.split(
    ' ',
  ),
);

/** Reads elements and groups first, then relations: those may name what comes after them. */
export function modelOf(model: Statement, views: Statement | undefined, notes: NoteTaker): Model {
  const elements: Element[] = [];
  const groups: Group[] = [];
  const byName = new Map<string, Element>();
  const pending: { readonly statement: Statement; readonly within: Element | null }[] = [];
  const unknown = new Set<string>();
  const register = (identifier: string | null, element: Element, path: readonly string[]) => {
    if (identifier === null) return;
    for (const name of [identifier, [...path, identifier].join('.')])
      if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), element);
  };
  const visit = (statements: readonly Statement[], within: Element | null, group: string | null, path: readonly string[]): void => {
    for (const statement of statements) {
      const { identifier, words } = assigned(statement.words);
      const [first = ''] = words;
      const type = first.toLowerCase();
      if (words[0] === '->' || words[1] === '->' || (words.includes('->') && words.indexOf('->') <= 2)) pending.push({ statement, within });
      else if (isType(type)) {
        const element = elementFrom(type, words, statement, { key: `e${elements.length}`, parent: within, group });
        elements.push(element);
        register(identifier, element, path);
        visit(statement.body, element, null, identifier === null ? path : [...path, identifier]);
      } else if (type === 'group') {
        const key = `g${groups.length}`;
        groups.push({ key, name: words[1] ?? 'Group', parent: group, within });
        visit(statement.body, within, key, path);
      } else if (type === '!element' || type === '!ref') {
        const found = byName.get((words[1] ?? '').toLowerCase());
        if (found) visit(statement.body, found, null, path);
      } else if (!passedOver.has(type)) unknown.add(first);
    }
  };
  visit(model.body, null, null, []);
  let lost = 0;
  const relations = pending.flatMap(({ statement, within }): Relation[] => {
    const { words } = assigned(statement.words);
    const at = words.indexOf('->');
    const find = (name: string | undefined) =>
      name === undefined || name.toLowerCase() === 'this' ? within : (byName.get(name.toLowerCase()) ?? null);
    const [from, to] = [find(at === 0 ? undefined : words[0]), find(words[at + 1])];
    if (!from || !to || words[at + 1] === undefined) {
      lost += 1;
      return [];
    }
    return [{ from, to, description: words[at + 2] ?? '', technology: words[at + 3] ?? '' }];
  });
  if (lost > 0) notes.missing(`${counted(lost, 'relationship')} that ${lost === 1 ? 'names' : 'name'} what is not in this model.`);
  if (unknown.size > 0) notes.missing(`Not read of the model: ${listed([...unknown])}.`);
  return { elements, groups, relations, shapes: shapesOf(views) };
}

/** `api = container "API"` has an identifier. */
const assigned = (words: readonly string[]): { readonly identifier: string | null; readonly words: readonly string[] } =>
  words[1] === '=' ? { identifier: words[0]!, words: words.slice(2) } : { identifier: null, words };

function elementFrom(
  type: ElementType,
  words: readonly string[],
  { body }: Statement,
  place: Pick<Element, 'key' | 'parent' | 'group'>,
): Element {
  const { technology, tags } = fields[type];
  const inside = (name: string) => body.find((each) => each.words[0]?.toLowerCase() === name)?.words.slice(1) ?? [];
  const split = (text: string) =>
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  return {
    ...place,
    type,
    name: words[1] ?? '',
    technology: inside('technology')[0] ?? (technology === null ? '' : (words[technology] ?? '')),
    tags: [...split(words[tags] ?? ''), ...inside('tags').flatMap(split)],
  };
}

/** `styles { element "Database" { shape Cylinder } }` */
function shapesOf(views: Statement | undefined): ReadonlyMap<string, string> {
  const styles = views?.body.find(({ words }) => words[0]?.toLowerCase() === 'styles');
  return new Map(
    (styles?.body ?? []).flatMap(({ words, body }) => {
      const shape = body.find((each) => each.words[0]?.toLowerCase() === 'shape')?.words[1];
      return words[0]?.toLowerCase() === 'element' && words[1] !== undefined && shape !== undefined
        ? [[words[1].toLowerCase(), shape.toLowerCase()] as const]
        : [];
    }),
  );
}
