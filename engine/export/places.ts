import { CARD } from '../design/auto-layout';
import { type Box, noteBox, sceneOf } from '../design/scene';
import type { Design } from '../design/schema';

/** Where everything lies on the canvas when all groups are open. [px] */
export interface Places {
  readonly node: (id: string) => Box;
  readonly group: (id: string) => Box;
  readonly notes: readonly { readonly id: string; readonly text: string; readonly look: 'note' | 'text'; readonly box: Box }[];
}

export function placesOnSheet(design: Design): Places {
  // What a collapsed group hides belongs to the drawing all the same.
  const open = { ...design, groups: (design.groups ?? []).map((group) => ({ ...group, collapsed: false })) };
  const scene = sceneOf(open);
  return {
    node: (id) => ({ ...CARD, ...scene.places[id]! }),
    group: (id) => scene.groups.get(id)!,
    notes: (design.notes ?? []).map((note) => ({ id: note.id, text: note.text, look: note.look ?? 'note', box: noteBox(note) })),
  };
}

/** The same box as seen from the corner of another. */
export const within = (box: Box, { x, y }: { readonly x: number; readonly y: number }): Box => ({ ...box, x: box.x - x, y: box.y - y });
