import { newId } from '../../../engine/design/ids';
import type { DesignNote } from '../../../engine/design/schema';
import { studio } from '../../store/studio';
import { CARD, freePlace, placesOf } from '../../../engine/design/auto-layout';
import { canvasUi } from '../canvas-ui';
import { middleOfView } from '../canvas-view';
import { noteNodeId } from '../groups/canvas-ids';
import { frameAt, NOTE, sceneOf } from '../../../engine/design/scene';

/** Adds words: beside the one component that is selected, and attached to it, else in the middle of the view. Their text is edited at once. */
export function addNote(look: 'note' | 'text'): void {
  const { document, selection, edit, select } = studio.getState();
  const [about, another] = selection.nodes;
  const node = another === undefined ? document.nodes?.find(({ id }) => id === about) : undefined;
  const at = node && placesOf(document)[node.id];
  const middle = middleOfView();
  const position = at
    ? { x: at.x, y: at.y + CARD.height + 24 }
    : freePlace({ x: Math.round(middle.x - NOTE.width / 2), y: Math.round(middle.y - NOTE.height / 2) }, Object.values(placesOf(document)));
  const group = node ? (node.group ?? null) : frameAt(document, sceneOf(document), middle);
  const note: DesignNote = {
    id: newId(document, look),
    text: look === 'note' ? 'Note' : 'Text',
    ...(look === 'text' && { look }),
    position,
    ...(node && { attachedTo: node.id }),
    ...(group !== null && { group }),
  };
  edit({ kind: 'set-notes', notes: [...(document.notes ?? []), note] });
  select({ notes: [note.id] });
  canvasUi.setState({ renaming: noteNodeId(note.id) });
}
