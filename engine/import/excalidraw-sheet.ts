import type { Element } from './excalidraw-elements';

/** What the things on a sheet are to a system. */
export interface Sheet {
  readonly parts: readonly Element[];
  readonly groups: readonly Element[];
  readonly notes: readonly Element[];
  /** Shapes without words and arrows. */
  readonly unnamed: number;
  /** What stands in a box, over a frame or on an arrow. */
  readonly words: (element: Element) => string;
  /** Id of the frame that it lies in. */
  readonly groupOf: (element: Element) => string | undefined;
  /** The part that an arrow means that is bound to something. */
  readonly partAt: (id: string | null) => string | undefined;
}

/** Boxes beyond these are more than a design may have, whatever they are. */
const MOST_BOXES = 3000;

const isBox = ({ type }: Element): boolean => ['rectangle', 'ellipse', 'diamond', 'image', 'embeddable'].includes(type);
const isFrame = ({ type }: Element): boolean => type === 'frame' || type === 'magicframe';

export function readSheet(elements: readonly Element[]): Sheet {
  const boxes = elements.filter(isBox).slice(0, MOST_BOXES);
  const frames = elements.filter(isFrame).slice(0, MOST_BOXES);
  const texts = elements.filter(({ type }) => type === 'text');
  const bound = boundWords(texts);
  const linked = new Set(elements.filter(({ type }) => type === 'arrow').flatMap(({ start, end }) => [start, end]));
  const around = boxes.filter((box) => holds(box, boxes, linked));
  const groups = [...frames, ...around];
  const grouped = new Set(groups.map(({ id }) => id));
  const leaves = boxes.filter(({ id }) => !grouped.has(id));
  const free = texts.filter(({ containerId }) => containerId === null);
  const beside = wordsBeside(free, leaves, groups, bound);
  const isNote = ({ own }: Element): boolean => own.has('note');
  const words = (element: Element): string => {
    if (element.type === 'text') return element.text;
    return bound.get(element.id) ?? beside.words.get(element.id) ?? element.name;
  };
  const named = (box: Element): boolean => words(box).trim() !== '' || linked.has(box.id);
  const parts = [
    ...leaves.filter((box) => !isNote(box) && named(box)),
    // Words that an arrow leads to are a component without a box.
    ...free.filter(({ id }) => linked.has(id)),
  ];
  const partIds = new Set(parts.map(({ id }) => id));
  // Words stand for the box that they are in.
  const meant = new Map(
    [...texts.map(({ id, containerId }) => [id, containerId] as const), ...beside.of].flatMap(([id, box]) =>
      box === null || partIds.has(id) ? [] : [[id, box] as const],
    ),
  );
  return {
    parts,
    groups,
    notes: [...leaves.filter(isNote), ...free.filter(({ id }) => !partIds.has(id) && !beside.of.has(id))],
    unnamed: leaves.filter((box) => !isNote(box) && !named(box)).length,
    words,
    groupOf: groupsAround(groups),
    partAt: (id) => {
      const box = id === null ? undefined : (meant.get(id) ?? id);
      return box !== undefined && partIds.has(box) ? box : undefined;
    },
  };
}

const boundWords = (texts: readonly Element[]): ReadonlyMap<string, string> =>
  new Map(texts.flatMap(({ containerId, text }) => (containerId === null ? [] : [[containerId, text] as const])));

/** Whether a box is a frame around others. */
function holds(box: Element, boxes: readonly Element[], linked: ReadonlySet<string | null>): boolean {
  if (box.own.has('group')) return true;
  if (box.own.has('node') || box.own.has('note') || box.type !== 'rectangle' || linked.has(box.id)) return false;
  return boxes.some((other) => other !== box && contains(box, other));
}

/** Smaller, and wholly within. */
const contains = (outer: Element, inner: Element): boolean =>
  outer.width * outer.height > inner.width * inner.height &&
  inner.x >= outer.x - SLACK &&
  inner.y >= outer.y - SLACK &&
  inner.x + inner.width <= outer.x + outer.width + SLACK &&
  inner.y + inner.height <= outer.y + outer.height + SLACK;

/** Nobody draws to the pixel. [px] */
const SLACK = 4;
/** How far from the top of a frame its name may stand, within or above. [px] */
const NAME = 48;

/** Names that stand on no box of their own: put into one group with it, or at the top of a frame. */
function wordsBeside(
  free: readonly Element[],
  leaves: readonly Element[],
  groups: readonly Element[],
  bound: ReadonlyMap<string, string>,
): { readonly words: ReadonlyMap<string, string>; readonly of: ReadonlyMap<string, string> } {
  const words = new Map<string, string>();
  const of = new Map<string, string>();
  const byGroup = new Map(leaves.flatMap((box) => box.groupIds.map((group) => [group, box] as const)));
  const byOwn = new Map(groups.map((group) => [group.own.get('group'), group] as const));
  const nameless = groups.filter((group) => !bound.has(group.id) && group.name === '');
  for (const text of free) {
    if (text.own.has('note')) continue;
    const said = text.own.get('groupName');
    const near = said === undefined ? undefined : byOwn.get(said);
    const box =
      near ??
      text.groupIds.map((group) => byGroup.get(group)).find((each) => each !== undefined && !bound.has(each.id)) ??
      leaves.find((leaf) => !bound.has(leaf.id) && !words.has(leaf.id) && !leaf.own.has('note') && contains(leaf, text)) ??
      nameless.find((group) => !words.has(group.id) && !group.own.has('group') && isAtTop(text, group));
    if (!box) continue;
    words.set(box.id, words.has(box.id) ? `${words.get(box.id)} ${text.text}` : text.text);
    of.set(text.id, box.id);
  }
  return { words, of };
}

const isAtTop = (text: Element, group: Element): boolean =>
  text.x >= group.x - SLACK &&
  text.x + text.width <= group.x + group.width + SLACK &&
  text.y + text.height >= group.y - NAME &&
  text.y <= group.y + NAME;

/** The frame that something lies in: the one that it says, else the smallest around it. */
function groupsAround(groups: readonly Element[]): (element: Element) => string | undefined {
  const byOwn = new Map(groups.flatMap((group) => (group.own.has('group') ? [[group.own.get('group')!, group] as const] : [])));
  const bySize = groups.toSorted((a, b) => a.width * a.height - b.width * b.height);
  const known = new Set(groups.map(({ id }) => id));
  return (element) => {
    if (element.frameId !== null && known.has(element.frameId) && element.frameId !== element.id) return element.frameId;
    const parent = element.own.get('parent');
    if (parent === '') return undefined;
    const said = byOwn.get(parent ?? '');
    // What was drawn elsewhere since lies where it is now.
    if (said && said !== element && contains(said, element)) return said.id;
    return bySize.find((group) => group !== element && contains(group, element))?.id;
  };
}
