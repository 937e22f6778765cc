import type { Edit } from '../../engine/design/edits';
import { apply } from '../../engine/design/edits';
import { contentOf } from '../../engine/design/groups';
import type { Design } from '../../engine/design/schema';
import { studio } from '../store/studio';
import { pasteNodes } from './actions';
import { snap } from './arrange/snap';
import { CARD, type Place } from '../../engine/design/auto-layout';
import type { CanvasNode } from './canvas-nodes';
import { canvasUi } from './canvas-ui';
import { copyText } from './clipboard';
import { canvasView } from './canvas-view';
import { groupNodeId, noteNodeId, thingOf } from './groups/canvas-ids';
import { type Box, type Scene, sceneOf, union } from '../../engine/design/scene';
import { boxOf, joinEdits, joins, moveEdits, outermost } from './groups/moves';
import { insertEdits, linkUnder } from './insert';

/** Things on their way. Frames stay as they were when it began, or a component could never leave its own. */
export interface Drag {
  readonly design: Design;
  readonly scene: Scene;
  /** What is dragged, without what lies in it. */
  readonly tops: readonly string[];
  readonly start: ReadonlyMap<string, Box>;
  /** What comes along, itself included, and where it began. */
  readonly carried: ReadonlyMap<string, Place>;
  readonly others: readonly Box[];
  shift: Place;
}

/** How near things must be to jump in line. [px on the screen] */
const REACH = 6;

/** What is dragged lies over all else. */
const OVER = 1500;

export function beginDrag(design: Design, ids: readonly string[], cards: readonly CanvasNode[]): Drag {
  const scene = sceneOf(design);
  const tops = outermost(design, ids);
  const along = new Set(tops.flatMap((id) => comesAlong(design, id)));
  const start = new Map(
    tops.flatMap((id) => {
      const box = boxOf(design, scene, id);
      return box ? [[id, box] as const] : [];
    }),
  );
  return {
    design,
    scene,
    tops,
    start,
    carried: new Map(cards.filter((card) => along.has(card.id)).map((card) => [card.id, card.position])),
    others: cards.filter((card) => !along.has(card.id) && card.type !== 'note').flatMap(({ id }) => boxOf(design, scene, id) ?? []),
    shift: { x: 0, y: 0 },
  };
}

/** A thing, what is in it, and the notes on it. */
function comesAlong(design: Design, canvasId: string): string[] {
  const { kind, id } = thingOf(canvasId);
  const content = kind === 'group' ? contentOf(design, id) : { groups: [], nodes: kind === 'node' ? [id] : [], notes: [] };
  const onThem = (design.notes ?? []).filter(({ attachedTo }) => attachedTo !== undefined && content.nodes.includes(attachedTo));
  return [
    canvasId,
    ...content.groups.map(groupNodeId),
    ...content.nodes,
    ...[...content.notes, ...onThem.map((note) => note.id)].map(noteNodeId),
  ];
}

/** Where things stand while they are dragged, and the marks that say what letting go would do. */
export function dragTo(
  drag: Drag,
  moves: readonly { readonly id: string; readonly position: Place }[],
  cards: readonly CanvasNode[],
  free: boolean,
): CanvasNode[] {
  const lead = moves.find(({ id }) => drag.start.has(id));
  const from = lead && drag.start.get(lead.id);
  if (!lead || !from) return [...cards];
  const raw = { x: lead.position.x - from.x, y: lead.position.y - from.y };
  const zoom = canvasView()?.getZoom() ?? 1;
  const moving = union([...drag.start.values()].map((box) => movedBox(box, raw)));
  const { shift, guides } = free ? { shift: { x: 0, y: 0 }, guides: [] } : snap(moving, drag.others, REACH / zoom);
  drag.shift = { x: raw.x + shift.x, y: raw.y + shift.y };
  showCues(drag, guides);
  return cards.map((card) => {
    const began = drag.carried.get(card.id);
    const zIndex = card.type === 'frame' ? (card.zIndex ?? 0) : OVER;
    return began ? { ...card, zIndex, position: { x: began.x + drag.shift.x, y: began.y + drag.shift.y } } : card;
  });
}

const movedBox = (box: Box, by: Place): Box => ({ ...box, x: box.x + by.x, y: box.y + by.y });
const boxesNow = (drag: Drag): Map<string, Box> => new Map([...drag.start].map(([id, box]) => [id, movedBox(box, drag.shift)]));

function showCues(drag: Drag, guides: ReturnType<typeof snap>['guides']): void {
  const into = joins(drag.design, drag.scene, boxesNow(drag));
  const dropFrame = [...into.values()].find((group) => group !== null) ?? null;
  const dropLink = linkFor(drag);
  const before = canvasUi.getState();
  if (!before.dragging) canvasUi.setState({ dragging: true, hover: null });
  const same = before.guides.length === 0 && guides.length === 0 && before.dropFrame === dropFrame && before.dropLink === dropLink;
  if (!same) canvasUi.setState({ guides, dropFrame, dropLink });
}

/** Zoomed out further a line cannot be aimed at: what is moved there is only moved. */
const AIMED = 0.4;

/** The link that a single component would be put into. */
function linkFor({ design, tops, start, shift }: Drag): string | null {
  const [id, another] = tops;
  const box = id === undefined ? undefined : start.get(id);
  if ((canvasView()?.getZoom() ?? 1) < AIMED) return null;
  if (id === undefined || another !== undefined || !box || thingOf(id).kind !== 'node') return null;
  return linkUnder(design, id, { x: box.x + shift.x + CARD.width / 2, y: box.y + shift.y + CARD.height / 2 });
}

/** Writes into the document what letting go does: one step of undo. @param copy the originals stay, and copies of them stand here */
export function endDrag(drag: Drag, copy: boolean): void {
  const { document, edit } = studio.getState();
  const link = linkFor(drag);
  const [top] = drag.tops;
  canvasUi.setState({ dragging: false, guides: [], dropFrame: null, dropLink: null });
  if (copy) return copyThings(drag.tops, drag.shift);
  const moves = moveEdits(document, new Map(drag.tops.map((id) => [id, drag.shift])));
  const moved = moves.reduce(apply, document);
  const into = joinEdits(moved, drag.scene, joins(document, drag.scene, boxesNow(drag)));
  // What the drag has found out about the link holds as long as nothing else has changed, so it goes first.
  const inserts = link !== null && top !== undefined ? insertEdits(document, top, link) : [];
  const edits: Edit[] = [...inserts, ...moves, ...into];
  if (edits.length > 0) edit(...edits);
}

function copyThings(canvasIds: readonly string[], by: Place): void {
  const things = canvasIds.map(thingOf);
  const ids = (wanted: 'node' | 'group' | 'note') => things.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const text = copyText(studio.getState().document, ids('node'), { groups: ids('group'), notes: ids('note') });
  if (text) pasteNodes(text, { by: { x: Math.round(by.x), y: Math.round(by.y) } });
}
