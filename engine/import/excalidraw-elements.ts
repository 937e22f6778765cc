import { importLimits } from './import-limits';
import { at, isTree, listAt, numberAt, textAt } from './tree';

/** One thing on the sheet, as far as an importer wants to know it. */
export interface Element {
  readonly id: string;
  readonly type: string;
  /** Left upper corner. [px] */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of a text. */
  readonly text: string;
  /** Of a text that stands in a box or on an arrow: which one. */
  readonly containerId: string | null;
  /** The frame that it lies in. */
  readonly frameId: string | null;
  /** Groups that it was put into, the innermost first. */
  readonly groupIds: readonly string[];
  /** Of a frame. */
  readonly name: string;
  /** Ids of what an arrow is bound to. */
  readonly start: string | null;
  readonly end: string | null;
  readonly heads: { readonly start: boolean; readonly end: boolean };
  /** Ends of a line, on the sheet. */
  readonly ends: readonly [Spot, Spot];
  /** What our own export wrote on it. */
  readonly own: ReadonlyMap<string, string>;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What is on the sheet and was not deleted; null where the text is no scene, a number where there is too much of it. */
export function elementsIn(text: string): readonly Element[] | number | null {
  let scene: unknown;
  try {
    scene = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isTree(scene) || !Array.isArray(at(scene, 'elements'))) return null;
  const all = listAt(scene, 'elements');
  if (all.length > importLimits.drawn) return all.length;
  const known = new Set<string>();
  return all.flatMap((raw) => {
    const element = elementFrom(raw);
    if (element === null || known.has(element.id)) return [];
    known.add(element.id);
    return [element];
  });
}

function elementFrom(raw: unknown): Element | null {
  const id = textAt(raw, 'id');
  if (id === undefined || at(raw, 'isDeleted') === true) return null;
  const corner = { x: size(raw, 'x'), y: size(raw, 'y') };
  const points = listAt(raw, 'points');
  const spot = (point: unknown): Spot => ({ x: corner.x + offset(point, 0), y: corner.y + offset(point, 1) });
  return {
    id,
    type: textAt(raw, 'type') ?? '',
    ...corner,
    width: Math.abs(size(raw, 'width')),
    height: Math.abs(size(raw, 'height')),
    text: textAt(raw, 'originalText') ?? textAt(raw, 'text') ?? '',
    containerId: textAt(raw, 'containerId') ?? null,
    frameId: textAt(raw, 'frameId') ?? null,
    groupIds: listAt(raw, 'groupIds').flatMap((group) => textAt(group) ?? []),
    name: textAt(raw, 'name') ?? '',
    start: textAt(raw, 'startBinding', 'elementId') ?? null,
    end: textAt(raw, 'endBinding', 'elementId') ?? null,
    heads: { start: typeof at(raw, 'startArrowhead') === 'string', end: typeof at(raw, 'endArrowhead') === 'string' },
    ends: [spot(points[0]), spot(points.at(-1))],
    own: new Map(ownOf(raw)),
  };
}

const OWN = ['node', 'group', 'groupName', 'link', 'note', 'kind', 'protocol', 'parent'] as const;

const ownOf = (raw: unknown): (readonly [string, string])[] =>
  OWN.flatMap((key) => {
    const value = textAt(raw, 'customData', 'faultline', key);
    return value === undefined ? [] : [[key, value] as const];
  });

/** [px] */
const size = (raw: unknown, key: string): number => bounded(numberAt(raw, key));
const offset = (point: unknown, i: number): number => {
  const value: unknown = Array.isArray(point) ? point[i] : undefined;
  return bounded(typeof value === 'number' && Number.isFinite(value) ? value : undefined);
};
const bounded = (value = 0): number => Math.max(-1e6, Math.min(1e6, value));
