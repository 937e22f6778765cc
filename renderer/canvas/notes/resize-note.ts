import { studio } from '../../store/studio';

/** One step of undo. [px] */
export function resizeNote(id: string, { width, height }: { readonly width: number; readonly height: number }): void {
  const { document, edit } = studio.getState();
  const size = { width: Math.round(width), height: Math.round(height) };
  edit({ kind: 'set-notes', notes: (document.notes ?? []).map((note) => (note.id === id ? { ...note, size } : note)) });
}
