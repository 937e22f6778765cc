import { fieldChanges, type Side } from './difference-fields';
import { addedWords } from './difference-values';
import { childOf, textIn } from './place';
import { type Design, type ResolvedDesign, zDesign } from './schema';

/** One thing in which a design differs from another. */
export interface DesignChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Id of the node or link that it is about; `design` for the rest. */
  readonly subject: string;
  /** In words with units, names of components as people see them. */
  readonly text: string;
}

/**
 * What distinguishes two designs, in words: nodes and links first, then operations, parameters and the rest. What changes nothing that runs
 * is left out: where things are drawn, notes, and defaults that one of the two writes down.
 */
export function designDifference(before: Design, after: Design): DesignChange[] {
  const sides = { before: sideOf(before), after: sideOf(after) };
  const nodes = changesOf('nodes', sides, (node) => nameOf(node), describeNode);
  const links = changesOf('links', sides, (link, design) => linkName(link, design), protocolOf);
  const lists = otherLists.flatMap(([list, title]) =>
    changesOf(
      list,
      sides,
      (item) => `${title} ${nameOf(item)}`,
      (item, design) => addedWords(item, design),
    ),
  );
  return [...byKind(nodes), ...byKind(links), ...lists.map((change) => ({ ...change, subject: 'design' })), ...restOf(sides)];
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

type List = 'nodes' | 'links' | (typeof otherLists)[number][0];

const otherLists = [
  ['journeys', 'Journey'],
  ['slos', 'Objective'],
  ['invariants', 'Invariant'],
  ['faults', 'Fault'],
  ['zones', 'Zone'],
  ['entities', 'Entity'],
  ['events', 'Event'],
] as const;

/** What is no list of things with names. */
const rest = ['seed', 'run', 'zoneLatency', 'prices'] as const;

/** Where things are drawn, and what is there for people. */
const unseen = new Set(['id', 'position', 'pinned', 'group', 'description']);

function sideOf(design: Design): Side {
  const parsed = zDesign.safeParse(design);
  return { design, raw: design, filled: parsed.success ? (parsed.data satisfies ResolvedDesign) : undefined, path: [] };
}

const inside = ({ design, raw, filled, path }: Side, key: PropertyKey): Side => ({
  design,
  raw: childOf(raw, key),
  filled: childOf(filled, key),
  path: [...path, key],
});

/** The items of a list by their ids. */
function itemsOf(side: Side, list: List): Map<string, Side> {
  const all = inside(side, list);
  const items = Array.isArray(all.raw) ? all.raw.map((_, i) => inside(all, i)) : [];
  return new Map(items.map((item, i) => [textIn(item.raw, 'id') ?? String(i), item]));
}

type Naming = (item: unknown, design: Design) => string;

function changesOf(list: List, { before, after }: Sides, name: Naming, about: Naming): DesignChange[] {
  const old = itemsOf(before, list);
  const now = itemsOf(after, list);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((subject): DesignChange[] => {
    const had = old.get(subject);
    const has = now.get(subject);
    if (!had && has)
      return [{ kind: 'added', subject, text: `${name(has.raw, after.design)} added${inBrackets(about(has.raw, after.design))}` }];
    if (had && !has) return [{ kind: 'removed', subject, text: `${name(had.raw, before.design)} removed` }];
    const title = name(has!.raw, after.design);
    return fieldChanges(had!, has!, unseen).map(({ kind, text }) => ({ kind, subject, text: `${title}: ${text}` }));
  });
}

const restOf = ({ before, after }: Sides): DesignChange[] =>
  rest.flatMap((key) =>
    fieldChanges(inside(before, key), inside(after, key), unseen).map(({ kind, text }) => ({
      kind,
      subject: 'design',
      text: upperFirst(text),
    })),
  );

const order = ['added', 'removed', 'changed'] as const;
const byKind = (changes: readonly DesignChange[]): DesignChange[] =>
  order.flatMap((kind) => changes.filter((change) => change.kind === kind));

const nameOf = (item: unknown): string => textIn(item, 'name') ?? textIn(item, 'id') ?? '?';

function linkName(link: unknown, { nodes = [] }: Design): string {
  const end = (key: 'from' | 'to'): string => {
    const id = childOf(link, key);
    return nameOf(nodes.find((node) => node.id === id) ?? { id });
  };
  return `Link ${end('from')} → ${end('to')}`;
}

const describeNode: Naming = (node) => textIn(node, 'kind') ?? '';
const protocolOf: Naming = (link) => textIn(link, 'protocol') ?? 'rest';

const inBrackets = (text: string): string => (text === '' ? '' : ` (${text})`);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
